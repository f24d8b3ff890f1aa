import type { ConnectionChanges } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import type { ConnectionSecrets } from '../services.ts';
import { enteredAddress } from './address.ts';
import {
  changeRecorded,
  checkProxyPassword,
  keptPassword,
  missingCredential,
  uselessCredential,
  writesOf,
} from './credentials.ts';
import type { Connecting } from './deps.ts';
import { chooseName } from './names.ts';
import { settle } from './settings.ts';

/** SECURITY: a credential belongs to the address that it was entered for, so no parameter may move the connection. */
async function assertStays(
  { reach }: Connecting,
  old: ConnectionRow,
  params: ConnectionRow['params'],
  { stage }: Environment,
): Promise<void> {
  if (old.customHost || reach.builtIn(old.provider, undefined) !== null) return;
  if (old.baseUrl === '' && params.api === 'inferred') throw nowhere(old);
  const at = (given: ConnectionRow['params']) =>
    reach.baseUrl(old.provider, {
      wanted: enteredAddress(reach.plugin(old.provider).summary, old),
      stage,
      params: given,
    });
  if ((await at(params)).url !== (await at(old.params)).url) throw moves();
  // A token may be bought at another address than the one where it is used.
  const plugin = reach.plugin(old.provider);
  const known = plugin.destinations(old);
  if (!plugin.destinations({ ...old, params }).every((origin) => known.includes(origin))) throw moves();
}

const nowhere = ({ name }: ConnectionRow) =>
  new AppError('invalid-input', {
    message: `The connection "${name}" has no address, so Keyrack cannot ask the service anything.`,
    next: 'Enter the base URL of the service too.',
    field: 'baseUrl',
  });

const moves = (field: 'params' | 'baseUrl' = 'params') =>
  new AppError('invalid-input', {
    message: 'This would change the address of the connection, and its credential belongs to that address.',
    next: 'Add another connection for the other address.',
    field,
  });

type Place = Pick<ConnectionRow, 'baseUrl' | 'customHost'>;

/** SECURITY: only a connection that was nowhere can be given an address: there is no credential yet that would move. */
async function firstPlace(
  { reach }: Connecting,
  old: ConnectionRow,
  wanted: string,
  question: { readonly params: ConnectionRow['params']; readonly stage: Environment['stage'] },
): Promise<Place> {
  if (old.baseUrl !== '' || old.hasCredential) throw moves('baseUrl');
  const { url, custom } = await reach.baseUrl(old.provider, { wanted, ...question });
  return { baseUrl: url, customHost: custom };
}

function checkCredential({ reach }: Connecting, row: ConnectionRow, { credential }: ConnectionSecrets): void {
  const { name } = reach.plugin(row.provider).summary;
  const needed = reach.needsCredential(row);
  const given = credential !== null && credential !== undefined;
  const ownOne = reach.builtIn(row.provider, row.customHost ? row.baseUrl : undefined) !== null;
  if (given && (!needed || ownOne)) throw uselessCredential(name);
  if (needed && !given && !row.hasCredential) throw missingCredential(name);
}

/**
 * What is absent stays as it is; an address always does.
 * @throws AppError invalid-input (field `credential` where ways are switched on that need one), name-taken, storage-*
 */
export async function editConnection(
  deps: Connecting,
  changes: ConnectionChanges,
  secrets: ConnectionSecrets,
): Promise<ConnectionRow> {
  const { ledger, reach } = deps;
  const old = getRow('connection', ledger.connections, changes.id);
  const environment = getRow('environment', ledger.environments, old.environmentId);
  const name = chooseName(ledger, environment, changes.name ?? old.name, { base: old.name, except: old.id });
  const settings = settle(reach.plugin(old.provider), old, changes);
  const { params } = settings;
  const { stage } = environment;
  if (changes.baseUrl === undefined && changes.params !== undefined)
    await assertStays(deps, old, params, environment);
  const place =
    changes.baseUrl === undefined ? {} : await firstPlace(deps, old, changes.baseUrl, { params, stage });
  const next = { ...old, ...settings, ...place, name };
  checkCredential(deps, next, secrets);
  checkProxyPassword(next.proxy, secrets);
  const { credential, ...rest } = keptPassword(old, next.proxy, secrets);
  const writes = writesOf(old.id, credential ? { ...rest, credential } : rest);
  let saved = next;
  await changeRecorded(deps, writes, () => {
    // What a request under way has found out meanwhile stays.
    const now = getRow('connection', ledger.connections, old.id);
    // Another process may have given it its first address meanwhile.
    if (now.baseUrl !== old.baseUrl) throw moves('baseUrl');
    saved = { ...now, ...settings, ...place, name, hasCredential: now.hasCredential || Boolean(credential) };
    ledger.connections.put(saved);
    deps.audit('connection edited', saved.id, saved.name);
  });
  return saved;
}
