import type { SyncReport } from '#shared/model/connection.ts';
import type { ApiError } from '../api/api-error.ts';

/** The newest listing of a connection's keys that was asked for in this window. */
export type Sync =
  | { readonly state: 'running'; readonly read: number }
  | { readonly state: 'done'; readonly report: SyncReport }
  | { readonly state: 'failed'; readonly error: ApiError };
