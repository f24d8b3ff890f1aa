import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { fingerprintOf } from './keeping.ts';
import { orphanOf, putAlone, rowOf } from './rows.ts';
import { isSameName } from './same-name.ts';
import { isByApi } from './ways.ts';

/** Clocks of service and workstation may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** An intent younger than this may belong to a request that is still under way, perhaps in another process. */
const SETTLED_AFTER_MS = 60_000;

export const isSettled = (intent: Intent, now: Date): boolean =>
  now.getTime() - Date.parse(intent.startedAt) >= SETTLED_AFTER_MS;

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

/**
 * Ids at this service whose rows stand, whichever connection they came by: two connections may reach one account.
 * What is not held counts as unknown where a value waits for its row: a sync or a neighbour may have listed it first.
 */
function knownAt(deps: Lifecycle, at: ConnectionRow, isKept: boolean): Set<string> {
  const same = new Set(
    deps.ledger.connections
      .list()
      .filter(({ provider, baseUrl }) => provider === at.provider && baseUrl === at.baseUrl)
      .map(({ id }) => id),
  );
  const rows = deps.ledger.keys
    .list()
    .filter(({ connectionId, held }) => connectionId !== null && same.has(connectionId) && (held || !isKept));
  return new Set(rows.flatMap(({ remoteId }) => remoteId ?? []));
}

/** Another create of the same name is under way: which of the two made a key cannot be told until it has ended. */
function hasRival(deps: Lifecycle, intent: Intent): boolean {
  return deps.ledger.intents
    .list()
    .some(
      (other) =>
        other.id !== intent.id &&
        other.kind === 'create' &&
        other.connectionId === intent.connectionId &&
        isSameName(intent.name, other.name) &&
        !isSettled(other, deps.clock.now()),
    );
}

/** What an intent came to. @param listed null: the service cannot list its keys */
function outcome(
  deps: Lifecycle,
  intent: Intent,
  listed: readonly RemoteKey[] | null,
  kept: Secret | null,
): readonly KeyRow[] {
  const now = deps.clock.now();
  const connection = getRow('connection', deps.ledger.connections, intent.connectionId);
  if (listed === null) {
    return [kept === null ? orphanOf(intent, null, intent.keyId, now) : keptRow(intent, null, kept, now)];
  }
  const found = candidates(intent, listed, knownAt(deps, connection, kept !== null));
  if (kept === null)
    return found.map((remote, i) => orphanOf(intent, remote, i === 0 ? intent.keyId : deps.newId(), now));
  // Killed between the keychain and the ledger: the value was kept, only the row is missing.
  const fitting = found.filter(({ hint }) => kept.fitsHint(hint));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return [keptRow(intent, only, kept, now)];
  if (fitting.length > 1)
    return fitting.map((remote, i) => orphanOf(intent, remote, i === 0 ? intent.keyId : deps.newId(), now));
  return isSettled(intent, now) ? [{ ...keptRow(intent, null, kept, now), status: 'ghost' }] : [];
}

function keptRow(intent: Intent, remote: RemoteKey | null, kept: Secret, now: Date): KeyRow {
  const row = rowOf(intent.keyId, intent, remote, now);
  return { ...row, hint: row.hint || kept.hint() };
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
  const { ledger } = deps;
  const connection = getRow('connection', ledger.connections, intent.connectionId);
  const listed = isByApi(deps, connection, 'list') ? await service.list() : null;
  const kept = await deps.vault.readIfHeld(keyAccount(intent.environmentId, intent.keyId));
  const fingerprint = kept === null ? null : await fingerprintOf(deps, kept);
  // In one transaction: another process may have settled it, or its own create, since the list was asked for.
  return ledger.transaction(() => {
    if (ledger.intents.get(intent.id) === null) return [];
    if (listed !== null && kept === null && hasRival(deps, intent)) return [];
    const rows = outcome(deps, intent, listed, kept).map((row) => (row.held ? { ...row, fingerprint } : row));
    for (const row of rows) {
      putAlone(ledger, row);
      deps.audit(row.held ? 'key created' : 'orphan found', row.id, row.name);
    }
    if (rows.length > 0 || isSettled(intent, deps.clock.now())) ledger.intents.remove(intent.id);
    return rows;
  });
}

/** What cannot be listed now is found later: the intent stays. */
export async function reconcileIfReachable(
  deps: Lifecycle,
  intent: Intent,
  service: Service,
): Promise<readonly KeyRow[]> {
  try {
    return await reconcile(deps, intent, service);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
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
  if (rows.some(({ remoteId }) => remoteId === null)) {
    return new AppError('outcome-unknown', {
      message: `The service may have made the key "${intent.name}", and it cannot list its keys.${because}`,
      next: 'Look in its console and delete the key if it is there; then delete its row here, marked orphan.',
      cause,
    });
  }
  return new AppError('outcome-unknown', {
    message: `The service made the key "${intent.name}", but its value was lost on the way.${because}`,
    next: `Revoke it and create it again: its row is marked orphan (id ${rows.map(({ id }) => id).join(', ')}).`,
    cause,
  });
}
