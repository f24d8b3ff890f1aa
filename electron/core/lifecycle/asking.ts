import type { Snippet, Usage, Verdict } from '#shared/model/key.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { readKey } from './copying.ts';
import type { Lifecycle } from './deps.ts';
import { connectionOf, isByApi, needApi } from './ways.ts';

/** @returns null where the service no longer lists it; undefined where it cannot be asked for it */
export async function lookUp(
  deps: Lifecycle,
  connection: ConnectionRow,
  service: Service,
  remoteId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteKey | null | undefined> {
  if (isByApi(deps, connection, 'list')) {
    return (await service.list({ signal })).find(({ id }) => id === remoteId) ?? null;
  }
  if (!isByApi(deps, connection, 'get')) return undefined;
  try {
    return await service.get(remoteId, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

/**
 * What the service says of a key now: status, last use, expiry.
 * @returns the row as it is afterwards; as it was where the service cannot be asked for it
 * @throws AppError what the service says where it does not answer; storage-*
 */
export async function refreshed(
  deps: Lifecycle,
  row: KeyRow,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  if (row.connectionId === null || row.remoteId === null) return row;
  const connection = getRow('connection', deps.ledger.connections, row.connectionId);
  const { remoteId } = row;
  const remote = await lookUp(deps, connection, await deps.reach.service(connection), remoteId, signal);
  if (remote === undefined) return row;
  return deps.ledger.transaction(() => {
    const now = deps.ledger.keys.get(row.id);
    if (now === null) return row;
    const fresh = withTold(now, remote);
    deps.ledger.keys.put(fresh);
    return fresh;
  });
}

/** The same, and never fails for the service: then the row stays. */
export async function refresh(
  deps: Lifecycle,
  row: KeyRow,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  try {
    return await refreshed(deps, row, signal);
  } catch (error) {
    if (error instanceof AppError) return row;
    throw error;
  }
}

function withTold(row: KeyRow, remote: RemoteKey | null): KeyRow {
  if (remote === null) return { ...row, status: 'ghost' };
  const { status, lastUsedAt, expiresAt } = remote;
  return {
    ...row,
    status,
    lastUsedAt: lastUsedAt ?? row.lastUsedAt,
    expiresAt: expiresAt ?? row.expiresAt,
  };
}

function markChecked({ ledger, clock }: Lifecycle, id: string): void {
  ledger.transaction(() => {
    const row = ledger.keys.get(id);
    if (row !== null) ledger.keys.put({ ...row, checkedAt: clock.now().toISOString() });
  });
}

/** Asks the service whether it takes the key; where it does not, the row follows what the service says of it. */
export async function verifyKey(
  deps: Lifecycle,
  row: KeyRow,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const connection = connectionOf(deps, row, 'verify');
  needApi(deps, connection, 'verify', 'Try the key where it is used.');
  const secret = await readKey(deps, row);
  const verdict = await (await deps.reach.service(connection)).verify(secret, signal);
  if (verdict.is === 'invalid') await refresh(deps, row, signal);
  else if (verdict.is !== 'unknown') markChecked(deps, row.id);
  return verdict;
}

/** @throws AppError unsupported, not-held, the service's refusal */
export async function usageOf(
  deps: Lifecycle,
  row: KeyRow,
  since: Date,
  signal: AbortSignal | undefined,
): Promise<Usage> {
  const connection = connectionOf(deps, row, 'usage');
  needApi(deps, connection, 'usage', 'Look at it in its console.');
  if (row.remoteId !== null) {
    return (await deps.reach.service(connection)).usage(row.remoteId, since, signal);
  }
  throw new AppError('unsupported', {
    message: `Keyrack does not know which key "${row.name}" is at the service.`,
    next: 'Look at its usage in the console.',
  });
}

/** How a program uses the key. A local key has none. */
export function snippetsOf(deps: Lifecycle, row: KeyRow): readonly Snippet[] {
  if (row.connectionId === null) return [];
  const { provider, baseUrl, params } = getRow('connection', deps.ledger.connections, row.connectionId);
  const plugin = deps.reach.plugin(provider);
  return plugin.snippets({ baseUrl, params, variable: row.variable ?? plugin.summary.variable });
}
