import { AppError } from '../errors.ts';
import type { Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Lifecycle } from './deps.ts';
import { orphanOf, rowOf } from './rows.ts';
import { isSameName } from './same-name.ts';

/** Clocks of service and workstation may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** An intent younger than this may belong to a request that is still under way, perhaps in another process. */
const SETTLED_AFTER_MS = 60_000;

/**
 * @returns what an intent may have made: new since then, of that name, made in that window, not known here. Where all
 * that is new is older than the window, a clock is wrong by more than we allow, and those are the ones: shown without
 * need they can be looked at, forgotten they would stay at the service for ever.
 */
function candidates(intent: Intent, listed: readonly RemoteKey[], known: ReadonlySet<string>): RemoteKey[] {
  const before = new Set(intent.listedBefore);
  const earliest = Date.parse(intent.startedAt) - CLOCK_SKEW_MS;
  const unknown = listed.filter(
    ({ id, name }) => !before.has(id) && !known.has(id) && isSameName(intent.name, name),
  );
  const inWindow = unknown.filter(({ createdAt }) => createdAt === null || Date.parse(createdAt) >= earliest);
  return inWindow.length > 0 ? inWindow : unknown;
}

function settle(deps: Lifecycle, intent: Intent, rows: readonly KeyRow[]): void {
  deps.ledger.transaction(() => {
    for (const row of rows) {
      deps.ledger.keys.put(row);
      deps.audit(row.held ? 'key created' : 'orphan found', row.id, row.name);
    }
    deps.ledger.intents.remove(intent.id);
  });
}

/**
 * Finds out what became of a create whose answer was lost.
 * Several candidates are all shown; none is revoked without the user.
 * @returns the rows it left; empty where the service does not list a new key (yet)
 */
export async function reconcile(
  deps: Lifecycle,
  intent: Intent,
  service: Service,
): Promise<readonly KeyRow[]> {
  const known = new Set(deps.ledger.keys.list().flatMap(({ remoteId }) => remoteId ?? []));
  const found = candidates(intent, await service.list(), known);
  const now = deps.clock.now();
  const [only] = found;
  const account = keyAccount(intent.environmentId, intent.keyId);
  // Killed between the keychain and the ledger: the value was kept, only the row is missing.
  const kept = await deps.vault.readIfHeld(account);
  if (found.length === 1 && only !== undefined && kept !== null) {
    const row = rowOf(intent, only, now);
    settle(deps, intent, [row]);
    return [row];
  }
  const rows = found.map((remote, i) => orphanOf(intent, remote, i === 0 ? intent.keyId : deps.newId(), now));
  const settled = now.getTime() - Date.parse(intent.startedAt) >= SETTLED_AFTER_MS;
  if (rows.length > 0 || settled) settle(deps, intent, rows);
  return rows;
}

/** What the user is told when it is not known whether a key was made. */
export function lostAnswer(intent: Intent, rows: readonly KeyRow[], cause: unknown): AppError {
  const because = cause instanceof AppError ? ` ${cause.message}` : '';
  if (rows.length === 0) {
    return new AppError('outcome-unknown', {
      message: `It is not known whether the service made the key "${intent.name}".${because}`,
      next: 'Keyrack looks again by itself and will show the key if it is there. Do not make it a second time yet.',
      cause,
    });
  }
  return new AppError('outcome-unknown', {
    message: `The service made the key "${intent.name}", but its value was lost on the way.${because}`,
    next: `Revoke it and create it again: its row is marked orphan (id ${rows.map(({ id }) => id).join(', ')}).`,
    cause,
  });
}

/** Settles every intent that no request can still be working on; one that cannot be settled now stays for later. */
export async function recoverIntents(deps: Lifecycle): Promise<void> {
  const settledBefore = deps.clock.now().getTime() - SETTLED_AFTER_MS;
  for (const intent of deps.ledger.intents.list()) {
    if (Date.parse(intent.startedAt) > settledBefore) continue;
    const connection = deps.ledger.connections.get(intent.connectionId);
    if (connection === null) continue;
    try {
      await reconcile(deps, intent, await deps.reach.service(connection));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
