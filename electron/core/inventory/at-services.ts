import { type InventoryRow, STALE_AFTER_DAYS } from '#shared/model/inventory.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import { ending, type Facts, isUsable, type KnownKey, rowOf } from './facts.ts';

const STALE_MS = STALE_AFTER_DAYS * 86_400_000;

const said = (key: KnownKey): Pick<InventoryRow, 'asOf'> => ({ asOf: key.connection?.syncedAt ?? null });

/** What the newest listing of each service left to mend. */
export function atServices(facts: Facts): readonly InventoryRow[] {
  return facts.keys.flatMap((key): InventoryRow[] => {
    if (key.status === 'orphan')
      return [rowOf(key, { kind: 'orphan', mend: ending(key, facts), ...said(key) })];
    // Gone at the service, so that there is nothing to revoke.
    if (key.status === 'ghost') return [rowOf(key, { kind: 'ghost', mend: { act: 'delete' }, ...said(key) })];
    return [
      ...(isStale(key, facts) ? [rowOf(key, { kind: 'stale', mend: ending(key, facts), ...said(key) })] : []),
      ...(isUsable(key) && !key.held && key.connectionId !== null
        ? [rowOf(key, { kind: 'not-held', mend: { act: 'enter' }, ...said(key) })]
        : []),
    ];
  });
}

/**
 * By what the service said when its keys were listed last: what was used since then is not known, so the days are
 * counted up to then and not up to now.
 */
function isStale(key: KnownKey, facts: Facts): boolean {
  const { connection, remoteId, status } = key;
  const asOf = connection?.syncedAt ?? null;
  if (status !== 'active' || connection === null || remoteId === null || asOf === null) return false;
  const last = key.lastUsedAt ?? (isNeverTold(connection, facts) ? null : key.createdAt);
  return last !== null && Date.parse(asOf) - Date.parse(last) >= STALE_MS;
}

/** Of a service that does not tell when keys were used, or perhaps not of each, no key is known to be unused. */
function isNeverTold(connection: ConnectionRow, { keys, tellsLastUse }: Facts): boolean {
  if (tellsLastUse(connection)) return false;
  return !keys.some(({ connectionId, lastUsedAt }) => connectionId === connection.id && lastUsedAt !== null);
}
