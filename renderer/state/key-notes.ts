import type { Verdict } from '#shared/model/key.ts';
import type { ApiError } from '../api/api-error.ts';

/** What the last action on a key led to, shown in its detail. */
export type KeyNote =
  | { readonly kind: 'verifying' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly at: string }
  | { readonly kind: 'problem'; readonly error: ApiError };
