import type { Verdict } from '#shared/model/key.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRow, Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { requestOf } from './recreating.ts';
import { isByApi } from './ways.ts';

export interface Regenerated {
  readonly key: RemoteKey | null;
  readonly secret: Secret;
}

/** What the service makes of the value that we have; null where that cannot be known. */
export async function verdictOfOld(
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

export const isTaken = (verdict: Verdict['is']) => verdict === 'valid' || verdict === 'valid, scope missing';

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

/**
 * Asks the service once, with an intent row beside it: should the answer be lost, `settleRegenerate` looks again.
 * @throws AppError outcome-unknown, service-failed (nothing happened), the service's refusal
 */
export async function sendRegenerate(
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
export function dropIntents(deps: Lifecycle, keyId: string): void {
  for (const { id } of intentsOf(deps, keyId)) deps.ledger.intents.remove(id);
}

const intentsOf = (deps: Lifecycle, keyId: string): readonly Intent[] =>
  deps.ledger.intents.list().filter((one) => one.kind === 'regenerate' && one.keyId === keyId);
