import type { ErrorCode, Failure } from '#shared/ipc/errors.ts';

export interface FailureWords {
  readonly message: string;
  readonly next?: string;
  readonly field?: string;
  readonly cause?: unknown;
}

/** The `field` of a failure that is about the secret which the user typed: another one may be taken. */
export const SECRET_FIELD = 'secret';

/** An expected failure, in words for the user. What is not one of these is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly next: string | null;
  readonly field: string | null;

  constructor(code: ErrorCode, words: FailureWords) {
    super(words.message, { cause: words.cause });
    this.name = 'AppError';
    this.code = code;
    this.next = words.next ?? null;
    this.field = words.field ?? null;
  }

  /** @returns what may cross to a page or a terminal: the cause stays behind. */
  toFailure(): Failure {
    const base = { code: this.code, message: this.message, next: this.next };
    return this.field === null ? base : { ...base, field: this.field };
  }
}
