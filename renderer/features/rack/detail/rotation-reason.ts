import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { factText } from '../../../text/detail.ts';

/** @returns why a key is due for rotation when it is; null where it never is */
export function rotationReason(
  { rotationDueAt, expiresAt }: Pick<Key, 'rotationDueAt' | 'expiresAt'>,
  environment: Pick<Environment, 'name' | 'rotateAfterDays'> | null,
): string | null {
  if (rotationDueAt === null) return null;
  const days = environment?.rotateAfterDays ?? null;
  if (rotationDueAt === expiresAt || days === null) return factText.dueByExpiry;
  return factText.dueByPolicy(environment?.name ?? '', days);
}
