import type { NewKey } from '#shared/model/key.ts';
import type { RotationKind } from '#shared/model/rotation.ts';
import type { Lifecycle } from '../lifecycle/deps.ts';
import { completeRequest, isSame, type KeyRequest } from '../lifecycle/request.ts';
import { connectionOf } from '../lifecycle/ways.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';

const DAY_MS = 86_400_000;
/** The last year that is written with four digits. */
const LAST = Date.UTC(9_999, 11, 31);

/** The new key lives as long as the old one was to live, whatever dates the service told: a day at least. */
function expiryLike(deps: Lifecycle, row: KeyRow, connection: ConnectionRow): string | null {
  const isAsked = deps.reach.plugin(connection.provider).summary.expiry === 'asked';
  if (row.expiresAt === null || !isAsked) return null;
  const life = Date.parse(row.expiresAt) - Date.parse(row.createdAt);
  const until = deps.clock.now().getTime() + Math.max(life, DAY_MS);
  return new Date(Math.min(until, LAST)).toISOString();
}

/**
 * The request that makes a key like this one.
 * @param scopes of the new key; null: the old one's
 * @throws AppError invalid-input, unsupported, forbidden-by-rule
 */
export function requestLike(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  scopes: readonly string[] | null,
): KeyRequest {
  const canLimit = deps.reach.offer(connection, 'allowIps').way !== null;
  const input: NewKey = {
    environmentId: row.environmentId,
    connectionId: connection.id,
    name: row.name,
    description: row.description,
    scopes: [...(scopes ?? row.scopes)],
    tags: [...row.tags],
    testMode: row.testMode,
    ...(row.variable === null ? {} : { variable: row.variable }),
    ...(canLimit ? { allowedIps: [...row.allowedIps] } : {}),
  };
  const { variable } = row;
  return { ...completeRequest(deps, input), variable, expiresAt: expiryLike(deps, row, connection) };
}

/**
 * Whatever would be refused when the new key is made is refused before anything begins.
 * @returns the scopes of the new key; null: the old one's
 * @throws AppError invalid-input, unsupported, forbidden-by-rule
 */
export function checkedScopes(
  deps: Lifecycle,
  { kind, key, connection }: Replaced,
  wanted: readonly string[] | undefined,
): readonly string[] | null {
  if (wanted !== undefined) connectionOf(deps, key, 'setScopes');
  if (connection === null || kind === 'in-place') return null;
  const { scopes } = requestLike(deps, key, connection, wanted ?? null);
  return wanted === undefined || isSame(scopes, key.scopes) ? null : scopes;
}

interface Replaced {
  readonly kind: RotationKind;
  readonly key: KeyRow;
  readonly connection: ConnectionRow | null;
}

/** What is said of scopes that change, behind "a new key". @param scopes null: they stay */
export function otherScopes(scopes: readonly string[] | null): string {
  if (scopes === null) return '';
  return ` with other scopes: ${scopes.length === 0 ? 'none' : scopes.join(', ')}`;
}
