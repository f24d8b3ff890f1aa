import type { NewConnection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import { environmentInUse } from '../environments/in-use.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import type { ConnectionSecrets } from '../services.ts';
import {
  changeRecorded,
  checkProxyPassword,
  chooseCredential,
  missingCredential,
  writesOf,
} from './credentials.ts';
import type { Connecting } from './deps.ts';
import { chooseName } from './names.ts';
import { findDead } from './renewing.ts';
import { settle } from './settings.ts';

async function draft(
  deps: Connecting,
  input: NewConnection,
  environment: Environment,
): Promise<ConnectionRow> {
  const { reach, ledger } = deps;
  const plugin = reach.plugin(input.provider);
  const name = chooseName(ledger, environment, input.name, { base: plugin.summary.name });
  const settings = settle(plugin, null, input);
  const question = { wanted: input.baseUrl, stage: environment.stage, params: settings.params };
  const { url, custom } = await reach.baseUrl(plugin.summary.id, question);
  return {
    id: deps.newId(),
    name,
    provider: plugin.summary.id,
    environmentId: environment.id,
    baseUrl: url,
    customHost: custom,
    ...settings,
    hasCredential: false,
    account: null,
    syncedAt: null,
    syncFailure: null,
    candidates: {},
  };
}

async function renew(
  deps: Connecting,
  dead: ConnectionRow,
  input: NewConnection,
  { credential }: ConnectionSecrets,
): Promise<ConnectionRow> {
  const fresh = await chooseCredential(deps, input, dead.name, credential);
  if (fresh === null) throw missingCredential(dead.name);
  const row = { ...dead, hasCredential: true };
  await changeRecorded(deps, writesOf(dead.id, { credential: fresh }), () => {
    deps.ledger.connections.put(row);
    deps.audit('credential renewed', dead.id, dead.name);
  });
  return row;
}

/** @throws AppError invalid-input, name-taken, not-found, storage-* where there is a secret to keep */
export async function addConnection(
  deps: Connecting,
  input: NewConnection,
  secrets: ConnectionSecrets,
): Promise<ConnectionRow> {
  const environment = environmentInUse(deps.ledger, input.environmentId);
  const dead = await findDead(deps, input, environment.stage);
  if (dead !== null) return renew(deps, dead, input, secrets);
  const row = await draft(deps, input, environment);
  checkProxyPassword(row.proxy, secrets);
  // Before Playground is asked to mint what could then not be kept.
  if (deps.reach.needsCredential(row)) await deps.vault.assertOpen();
  const credential = await chooseCredential(deps, input, row.name, secrets.credential);
  const added = { ...row, hasCredential: credential !== null };
  const kept = credential === null ? {} : { credential };
  const password = secrets.proxyPassword ? { proxyPassword: secrets.proxyPassword } : {};
  await changeRecorded(deps, writesOf(row.id, { ...kept, ...password }), () => {
    deps.ledger.connections.put(added);
    deps.audit('connection added', row.id, row.name);
  });
  return added;
}
