import type { Verdict } from '#shared/model/key.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { orAudited } from './acting.ts';
import { acceptBrought, environmentOf } from './brought.ts';
import { audited } from './by-hand.ts';
import { hintOf } from './creating.ts';
import type { Lifecycle } from './deps.ts';
import { requestOf } from './recreating.ts';
import { connectionOf, doing, isByApi, stepsNeeded } from './ways.ts';

interface Regenerated {
  readonly key: RemoteKey | null;
  readonly secret: Secret;
}

/** What the service makes of the value that we have; null where that cannot be known. */
async function verdictOfOld(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
): Promise<{ readonly verdict: Verdict['is']; readonly value: Secret } | null> {
  if (!row.held || !isByApi(deps, connection, 'verify')) return null;
  try {
    const value = await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id));
    if (value === null) return null;
    const { is } = await (await deps.reach.service(connection)).verify(value);
    return { verdict: is, value };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const isTaken = (verdict: Verdict['is']) => verdict === 'valid' || verdict === 'valid, scope missing';

/** The answer was lost: the old value tells whether anything happened. */
async function lostRegenerate(
  deps: Lifecycle,
  row: KeyRow,
  intent: Intent,
  connection: ConnectionRow,
  cause: AppError,
): Promise<AppError> {
  const old = await verdictOfOld(deps, row, connection);
  if (old !== null && isTaken(old.verdict)) {
    deps.ledger.intents.remove(intent.id);
    return new AppError('service-failed', {
      message: `The key "${row.name}" was not given a new value: the service still accepts the old one. ${cause.message}`,
      next: 'Nothing happened. Regenerate it again.',
      cause,
    });
  }
  const isDead = old?.verdict === 'invalid';
  return new AppError('outcome-unknown', {
    message: isDead
      ? `The key "${row.name}" has a new value at the service, and it was lost on the way: the old one is refused. ${cause.message}`
      : `It is not known whether the key "${row.name}" has a new value at the service. ${cause.message}`,
    next: 'Regenerate it again: then the newest value counts.',
    cause,
  });
}

async function send(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  call: (service: Service) => Promise<Regenerated>,
): Promise<Regenerated> {
  const service = await deps.reach.service(connection);
  const intent: Intent = {
    ...requestOf(row, connection.id),
    id: deps.newId(),
    kind: 'regenerate',
    keyId: row.id,
    listedBefore: [],
    startedAt: deps.clock.now().toISOString(),
  };
  const [earlier] = intentsOf(deps, row.id);
  deps.ledger.transaction(() => {
    dropIntents(deps, row.id);
    deps.ledger.intents.put(intent);
  });
  try {
    return await call(service);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'outcome-unknown') throw await lostRegenerate(deps, row, intent, connection, error);
    deps.ledger.transaction(() => {
      deps.ledger.intents.remove(intent.id);
      // This one did nothing, so what is not known of the one before is not known still.
      if (earlier !== undefined) deps.ledger.intents.put(earlier);
    });
    throw error;
  }
}

/** Older intents of the key are answered by this value: it is the newest. */
function dropIntents(deps: Lifecycle, keyId: string): void {
  for (const { id } of intentsOf(deps, keyId)) deps.ledger.intents.remove(id);
}

const intentsOf = (deps: Lifecycle, keyId: string): readonly Intent[] =>
  deps.ledger.intents.list().filter((one) => one.kind === 'regenerate' && one.keyId === keyId);

async function keepNew(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  { key, secret }: Regenerated,
): Promise<KeyRow> {
  try {
    await deps.vault.write(keyAccount(row.environmentId, row.id), secret);
  } catch (error) {
    deps.ledger.transaction(() => {
      deps.ledger.keys.put({ ...row, held: false });
      dropIntents(deps, row.id);
    });
    throw new AppError(error instanceof AppError ? error.code : 'storage-unavailable', {
      message:
        `The key "${row.name}" has a new value that could not be kept; the old one no longer works. ${error instanceof AppError ? error.message : ''}`.trim(),
      next: 'Mend the storage, then regenerate it again.',
      cause: error,
    });
  }
  return put(deps, row, 'key regenerated', {
    hint: key?.hint || hintOf(deps, connection.id, secret),
    createdAt: key?.createdAt ?? deps.clock.now().toISOString(),
    expiresAt: key === null ? row.expiresAt : key.expiresAt,
    status: key?.status ?? 'active',
    acknowledged: false,
    // What was accepted before was another value.
    checkedAt: null,
  });
}

function put(deps: Lifecycle, row: KeyRow, what: string, changes: Partial<KeyRow>): KeyRow {
  return deps.ledger.transaction(() => {
    const changed = { ...(deps.ledger.keys.get(row.id) ?? row), held: true, ...changes };
    deps.ledger.keys.put(changed);
    dropIntents(deps, row.id);
    deps.audit(what, row.id, row.name);
    return changed;
  });
}

/** The user has made the new value in the console; the old one is dead since. */
async function enterNew(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const environment = environmentOf(deps, row.environmentId);
  const testMode = row.testMode ? true : null;
  // Its own old value counts as one held already: a value that is not new was copied by mistake.
  const brought = { name: row.name, environment, connection, testMode, keyId: null };
  const accepted = await acceptBrought(deps, brought, secret, signal);
  await deps.vault.write(keyAccount(row.environmentId, row.id), secret);
  return put(deps, row, audited('key regenerated by hand', accepted), {
    hint: hintOf(deps, connection.id, secret),
    createdAt: deps.clock.now().toISOString(),
    testMode: accepted.testMode,
    acknowledged: true,
    checkedAt: accepted.checkedAt,
  });
}

function assertAlive(row: KeyRow): void {
  if (row.status !== 'ghost' && row.status !== 'revoked') return;
  throw new AppError('forbidden-by-rule', {
    message: `The key "${row.name}" ${row.status === 'ghost' ? 'is gone at the service' : 'was revoked'}; it can have no new value.`,
    next: 'Make a new key in its place.',
  });
}

/**
 * A new value for the same key. The old one dies at once.
 * @param secret the new value, where it was made in the console
 * @throws AppError steps-needed, unsupported, confirmation-needed; outcome-unknown where the answer was lost; storage-*
 */
export async function regenerateKey(
  deps: Lifecycle,
  request: { readonly id: string; readonly confirm?: string | undefined },
  secret: Secret | null,
  signal?: AbortSignal,
): Promise<KeyRow> {
  const row = getRow('key', deps.ledger.keys, request.id);
  const connection = connectionOf(deps, row, 'regenerate');
  const how = doing(deps, row, 'regenerate', secret !== null);
  assertAlive(row);
  confirmIn(environmentOf(deps, row.environmentId), `A new value for the key "${row.name}"`, request.confirm);
  return orAudited(deps, row, 'key not regenerated', async () => {
    await deps.vault.assertOpen();
    if (how.way === 'api') {
      const made = await send(deps, row, connection, (at) => at.regenerate(how.remoteId, signal));
      return keepNew(deps, row, connection, made);
    }
    if (secret !== null) return enterNew(deps, row, connection, secret, signal);
    throw stepsNeeded(
      deps,
      connection,
      'regenerate',
      'Follow the steps in its console, then enter the new value.',
    );
  });
}

/**
 * At the next start: what a regenerate came to whose answer was lost, or that was killed. The value in the storage
 * tells: accepted, it counts, and a hint that it does not fit shows that it is the new one.
 */
export async function settleRegenerate(deps: Lifecycle, intent: Intent): Promise<void> {
  const row = deps.ledger.keys.get(intent.keyId);
  const connection = deps.ledger.connections.get(intent.connectionId);
  if (row === null || connection === null) {
    deps.ledger.intents.remove(intent.id);
    return;
  }
  const old = await verdictOfOld(deps, row, connection);
  if (old === null) return;
  if (isTaken(old.verdict)) {
    const isNew = !old.value.fitsHint(row.hint);
    const hint = isNew ? hintOf(deps, connection.id, old.value) : row.hint;
    put(deps, row, isNew ? 'key regenerated' : 'regenerate did not happen', {
      hint,
      acknowledged: row.acknowledged && !isNew,
      checkedAt: deps.clock.now().toISOString(),
    });
    return;
  }
  // A key that is switched off is refused as well: only of an active one does a refusal tell that the value is dead.
  if (old.verdict !== 'invalid' || row.status !== 'active') return;
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  put(deps, row, 'value lost while it was regenerated', { held: false, acknowledged: true });
}
