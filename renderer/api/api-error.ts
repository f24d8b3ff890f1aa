import type { ErrorCode, Failure } from '#shared/ipc/client.ts';

/** A call that main answered with a failure: its words are for the user. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly next: string | null;
  readonly field: string | null;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ApiError';
    this.code = failure.code;
    this.next = failure.next;
    this.field = failure.field ?? null;
  }
}

/** @returns the failure that was thrown; anything else is a bug of the page and is shown as one. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError({ code: 'internal', message, next: null });
}
