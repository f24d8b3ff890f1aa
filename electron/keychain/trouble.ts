import { AppError } from '#core/errors.ts';
import type { StoreStatus } from '#core/ports/secret-store.ts';

/** Why a store cannot be used now. */
export interface Trouble {
  readonly state: 'locked' | 'unavailable';
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
}

export const OVERDUE: Trouble = {
  state: 'unavailable',
  message: 'The keychain does not answer: it may be waiting in a window of the system.',
  next: 'Look for a question of the system and answer it, then try again.',
};

export const READY: StoreStatus = { state: 'ready', reason: null };

export const reasonOf = ({ message, next }: Trouble) => `${message} ${next}`;

export const statusOf = (trouble: Trouble): StoreStatus => ({
  state: trouble.state,
  reason: reasonOf(trouble),
});

export const troubleError = ({ state, message, next }: Trouble, cause?: unknown) =>
  new AppError(state === 'locked' ? 'storage-locked' : 'storage-unavailable', { message, next, cause });

/** @returns what a read that failed for one of our own reasons answers; null for any other error. */
export function failedRead(error: unknown): { state: 'locked' | 'unavailable'; reason: string } | null {
  if (!(error instanceof AppError)) return null;
  const reason = error.next === null ? error.message : `${error.message} ${error.next}`;
  if (error.code === 'storage-locked') return { state: 'locked', reason };
  return { state: 'unavailable', reason };
}
