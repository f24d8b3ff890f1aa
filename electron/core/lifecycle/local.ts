import type { Environment } from '#shared/model/environment.ts';
import type { LocalKey, ValueCopy } from '#shared/model/key.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import { environmentOf } from './brought.ts';
import { readKey } from './copying.ts';
import type { Lifecycle } from './deps.ts';
import { keepRecorded } from './keeping.ts';
import { assertNoTestKey } from './request.ts';
import { assertNewValue, type SameValue, sameValueOf } from './same-value.ts';

interface Local {
  readonly environment: Environment;
  readonly said: Pick<KeyRow, 'name' | 'description' | 'tags' | 'variable'>;
  readonly sameValue: SameValue;
  readonly what: string;
  /** Absent: a new one. */
  readonly id?: string | undefined;
}

/** A key that no service is known of: what is kept of it is the user's word, and the value. */
async function keepLocal(
  deps: Lifecycle,
  { environment, said, sameValue, what, id = deps.newId() }: Local,
  secret: Secret,
): Promise<KeyRow> {
  // It may come from a service that Keyrack knows all the same: that of a test-mode key can be told by its beginning.
  const testMode = deps.reach.beginning(secret)?.testMode === true;
  assertNoTestKey(environment, testMode);
  await assertNewValue(deps, { environment, keyId: null, sameValue }, secret);
  const row: Omit<KeyRow, 'held' | 'fingerprint'> = {
    id,
    ...said,
    environmentId: environment.id,
    connectionId: null,
    remoteId: null,
    hint: secret.hint(),
    acknowledged: true,
    status: 'active',
    scopes: [],
    testMode,
    createdAt: deps.clock.now().toISOString(),
    expiresAt: null,
    lastUsedAt: null,
    allowedIps: [],
    rateLimit: null,
    checkedAt: null,
    notes: '',
    replacedBy: null,
  };
  return keepRecorded(deps, row, secret, (kept) => {
    deps.ledger.keys.put({ ...row, ...kept });
    deps.audit(what, row.id, row.name);
    return { ...row, ...kept };
  });
}

/**
 * Keeps a value of no service that Keyrack knows.
 * @throws AppError forbidden-by-rule, same-value-here, same-value-elsewhere, storage-*
 */
export async function addLocal(
  deps: Lifecycle,
  input: LocalKey,
  secret: Secret,
  id?: string,
): Promise<KeyRow> {
  const { name, variable, description = '' } = input;
  const local = {
    environment: environmentOf(deps, input.environmentId),
    said: { name, variable, description, tags: [] },
    sameValue: sameValueOf(input),
    what: 'key added',
    id,
  };
  return keepLocal(deps, local, secret);
}

const refuse = (message: string) =>
  new AppError('forbidden-by-rule', {
    message,
    next: 'Make a key of its own there, or enter another value.',
  });

/** By the manifest's word, or because the service has another address for the other stage. */
function isBound(deps: Lifecycle, row: KeyRow, from: Environment, to: Environment): boolean {
  if (row.connectionId === null) return false;
  const connection = getRow('connection', deps.ledger.connections, row.connectionId);
  if (deps.reach.plugin(connection.provider).summary.boundToEnvironment) return true;
  return deps.reach.addressAt(connection, from.stage) !== deps.reach.addressAt(connection, to.stage);
}

function assertMayCopy(deps: Lifecycle, row: KeyRow, from: Environment, to: Environment): void {
  // Else the copy could be copied again and again, which its first environment forbids.
  if (from.copyPolicy === 'copy-once') {
    throw refuse(`Keys of "${from.name}" are copied once, by a person: their values stay there.`);
  }
  if (isBound(deps, row, from, to)) {
    throw refuse(
      `The service of "${row.name}" binds a key to its environment: in "${to.name}" it opens nothing.`,
    );
  }
}

/**
 * The same value in another environment, as a key of its own there. A leak in one is a leak in both, so this is done
 * only where the user insists.
 * @throws AppError forbidden-by-rule, confirmation-needed (production), conflict, not-held, storage-*
 */
export async function copyValue(deps: Lifecycle, { id, environmentId, confirm }: ValueCopy): Promise<KeyRow> {
  const row = getRow('key', deps.ledger.keys, id);
  const from = environmentOf(deps, row.environmentId);
  const environment = environmentOf(deps, environmentId);
  assertMayCopy(deps, row, from, environment);
  confirmIn(environment, `Copying the value of "${row.name}"`, confirm);
  const { name, description, tags, variable } = row;
  const said = { name, description, tags, variable };
  const what = `value copied from ${from.name}`;
  return keepLocal(deps, { environment, said, sameValue: 'copied', what }, await readKey(deps, row));
}
