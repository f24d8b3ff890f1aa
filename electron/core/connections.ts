import type { Connection, NewConnection } from '#shared/model/connection.ts';
import { comparableName } from '#shared/model/text-fields.ts';
import type { Audit } from './audit.ts';
import { confirmIn } from './confirming.ts';
import { AppError } from './errors.ts';
import { findOne, getRow, inEnvironment } from './finding.ts';
import type { NewId } from './ports/ids.ts';
import type { Ledger } from './ports/ledger.ts';
import { connectionAccount } from './ports/secret-store.ts';
import type { Reach } from './reach.ts';
import { findDead } from './renewing.ts';
import type { Secret } from './secret.ts';
import type { ConnectionService } from './services.ts';
import { storeRecorded, type Vault } from './vault.ts';

interface Deps {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly reach: Reach;
  readonly newId: NewId;
  readonly audit: Audit;
}

/** "Playground", then "Playground 2": a name that the user did not choose must not be in the way. */
function freeName(base: string, taken: ReadonlySet<string>): string {
  const candidates = Array.from({ length: taken.size + 1 }, (_, i) => (i === 0 ? base : `${base} ${i + 1}`));
  return candidates.find((name) => !taken.has(comparableName(name))) ?? base;
}

function draft(deps: Deps, input: NewConnection): Omit<Connection, 'baseUrl'> {
  const environment = getRow('environment', deps.ledger.environments, input.environmentId);
  const { summary } = deps.reach.plugin(input.provider);
  const siblings = inEnvironment(deps.ledger.connections.list(), environment.id);
  const taken = new Set(siblings.map(({ name }) => comparableName(name)));
  if (input.name !== undefined && taken.has(comparableName(input.name))) {
    throw new AppError('name-taken', {
      message: `There is a connection named "${input.name}" in "${environment.name}" already.`,
      next: 'Choose another name.',
      field: 'name',
    });
  }
  return {
    id: deps.newId(),
    name: input.name ?? freeName(summary.name, taken),
    provider: summary.id,
    environmentId: environment.id,
    customHost: input.baseUrl !== undefined && !summary.userHost,
  };
}

function chooseCredential(
  deps: Deps,
  { provider, baseUrl }: NewConnection,
  label: string,
  given: Secret | null,
): Promise<Secret> | Secret {
  const builtIn = deps.reach.builtIn(provider, baseUrl);
  if (builtIn !== null) return builtIn.mintCredential(label);
  if (given !== null) return given;
  throw new AppError('invalid-input', {
    message: `A connection to ${deps.reach.plugin(provider).summary.name} needs its management credential.`,
    next: 'Enter it in the window, or hand it to the command on stdin.',
    field: 'credential',
  });
}

async function renew(deps: Deps, dead: Connection, input: NewConnection, given: Secret | null) {
  const credential = await chooseCredential(deps, input, dead.name, given);
  await deps.vault.write(connectionAccount(dead.id), credential);
  deps.audit('credential renewed', dead.id, dead.name);
  return dead;
}

async function add(deps: Deps, input: NewConnection, given: Secret | null): Promise<Connection> {
  const dead = await findDead(deps, input);
  if (dead !== null) return renew(deps, dead, input, given);
  const base = draft(deps, input);
  await deps.vault.assertOpen();
  const connection = { ...base, baseUrl: await deps.reach.baseUrl(input.provider, input.baseUrl) };
  const credential = await chooseCredential(deps, input, connection.name, given);
  await storeRecorded(deps, connectionAccount(connection.id), credential, () => {
    deps.ledger.connections.put(connection);
    deps.audit('connection added', connection.id, connection.name);
  });
  return connection;
}

async function remove(deps: Deps, id: string, confirm: string | undefined): Promise<void> {
  const { ledger } = deps;
  const connection = getRow('connection', ledger.connections, id);
  const uses = [...ledger.keys.list(), ...ledger.intents.list()].filter(
    ({ connectionId }) => connectionId === id,
  );
  if (uses.length > 0) {
    throw new AppError('forbidden-by-rule', {
      message: `The connection "${connection.name}" still has keys (${uses.length}); without it they could not be revoked.`,
      next: 'Delete its keys first.',
    });
  }
  const environment = getRow('environment', ledger.environments, connection.environmentId);
  confirmIn(environment, `Removing the connection "${connection.name}"`, confirm);
  await deps.vault.remove(connectionAccount(id));
  ledger.transaction(() => {
    ledger.connections.remove(id);
    deps.audit('connection removed', id, connection.name);
  });
}

export function createConnections(deps: Deps): ConnectionService {
  const { ledger, reach } = deps;
  return {
    list: () => ledger.connections.list(),
    add: (input, credential) => add(deps, input, credential),
    test: async (id, signal) =>
      (await reach.service(getRow('connection', ledger.connections, id))).test(signal),
    remove: (id, confirm) => remove(deps, id, confirm),
    find: (idOrName, environmentId) =>
      findOne('connection', inEnvironment(ledger.connections.list(), environmentId), idOrName),
  };
}
