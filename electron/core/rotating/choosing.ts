import { DEFAULT_OVERLAP, type RotationPlan, type RotationRequest } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RotatingDeps } from './deps.ts';
import { checkedScopes } from './requesting.ts';
import { canDisable, connectionOfKey, type Way, wayOf } from './ways.ts';

/** What is to be done, with every default filled in. */
export interface Chosen extends Way, Pick<RotationPlan, 'reason' | 'overlap' | 'watch'> {
  readonly key: KeyRow;
  readonly connection: ConnectionRow | null;
  /** Of the new key; null: the old one's. */
  readonly scopes: readonly string[] | null;
}

/** What ended has no time beside the new one. */
const ENDED: ReadonlySet<KeyRow['status']> = new Set(['revoked', 'expired', 'ghost']);

/** @throws AppError not-found, unsupported, forbidden-by-rule, invalid-input */
export function choose(deps: RotatingDeps, request: RotationRequest): Chosen {
  const key = getRow('key', deps.ledger.keys, request.keyId);
  if (key.replacedBy !== null) {
    throw new AppError('forbidden-by-rule', {
      message: `"${key.name}" is a value that a rotation replaces already.`,
      next: 'Rotate the key that took its place.',
    });
  }
  const connection = connectionOfKey(deps, key);
  if (key.status === 'inactive' && request.reason !== 'leak') {
    throw new AppError('forbidden-by-rule', {
      message: `The key "${key.name}" is switched off, and a new one in its place would be on.`,
      next: 'Enable it first, then rotate it.',
    });
  }
  const way = wayOf(deps, key, request.scopes !== undefined);
  const scopes = checkedScopes(deps, { ...way, key, connection }, request.scopes);
  const asked = request.reason ?? 'planned';
  const reason = asked === 'planned' && !key.held ? 'lost' : asked;
  const isOver = ENDED.has(key.status);
  const overlap =
    reason === 'leak' || way.kind === 'in-place' || isOver ? 'none' : (request.overlap ?? DEFAULT_OVERLAP);
  const watched = overlap !== 'none' && canDisable(deps, connection) ? '1h' : 'none';
  const watch = reason === 'leak' || way.kind === 'in-place' ? 'none' : (request.watch ?? watched);
  return { ...way, key, connection, scopes, reason, overlap, watch };
}
