import type { ApiError } from '../api/api-error.ts';

/** Something that main holds, as the page knows it. A failed refresh keeps what was there before. */
export type Remote<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: ApiError; readonly last: T | null };

/** @returns what is known, fresh or not; null where nothing is. */
export function known<T>(remote: Remote<T>): T | null {
  if (remote.state === 'ready') return remote.value;
  return remote.state === 'failed' ? remote.last : null;
}

/** @returns the list that is known; the same empty list where nothing is, so that memos hold. */
export function listOf<T>(remote: Remote<readonly T[]>): readonly T[] {
  return known(remote) ?? NONE;
}

const NONE: readonly never[] = [];
