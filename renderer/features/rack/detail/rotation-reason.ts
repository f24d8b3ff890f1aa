import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { DueRow } from '#shared/model/policy.ts';
import { factText } from '../../../text/detail.ts';
import { whyWords } from '../../../text/due.ts';

/** @returns why a key is due for rotation when it is; null where it never is */
export function rotationReason(
  { rotationDueAt, expiresAt }: Pick<Key, 'rotationDueAt' | 'expiresAt'>,
  environment: Pick<Environment, 'name' | 'rotateAfterDays'> | null,
  /** What main says of it; null: not read yet, or nothing. */
  due: Pick<DueRow, 'why' | 'from' | 'afterDays' | 'dueAt'> | null = null,
): string | null {
  if (rotationDueAt === null) return null;
  // Of a policy of the key or its connection only main tells.
  if (due !== null && due.why === 'policy' && due.from !== 'environment') return whyWords(due, 0);
  const days = environment?.rotateAfterDays ?? null;
  if (rotationDueAt === expiresAt || days === null) return factText.dueByExpiry;
  return factText.dueByPolicy(environment?.name ?? '', days);
}
