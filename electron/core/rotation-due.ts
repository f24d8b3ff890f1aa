import type { Environment } from '#shared/model/environment.ts';
import type { KeyRow } from './ports/ledger.ts';

const DAY_MS = 86_400_000;

/** @returns when a key should be replaced: by its environment's policy, or when it expires, if that is earlier; null: never */
export function rotationDueAt(
  { createdAt, expiresAt, status }: KeyRow,
  environment: Pick<Environment, 'rotateAfterDays'> | null,
): string | null {
  if (status !== 'active' && status !== 'inactive') return null;
  const days = environment?.rotateAfterDays ?? null;
  if (days === null) return expiresAt;
  const byPolicy = new Date(Date.parse(createdAt) + days * DAY_MS).toISOString();
  return expiresAt !== null && expiresAt < byPolicy ? expiresAt : byPolicy;
}
