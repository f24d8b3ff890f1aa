import type { ErrorCode } from '#shared/ipc/errors.ts';
import { AppError } from '../errors.ts';
import type { Audit } from './audit.ts';

/** Not failures: what is asked before a thing is tried. */
const QUESTIONS: ReadonlySet<ErrorCode> = new Set(['steps-needed', 'presence-needed', 'confirmation-needed']);

interface Attempt {
  /** As it is written down where it fails, such as `key not created`. */
  readonly what: string;
  /** The id of what it is done to. */
  readonly subject: string | null;
  /** What has no id yet: its name, or a file. */
  readonly about?: string | undefined;
}

/**
 * Every try that failed stands in the audit, once, with its code. Put it around the whole of a call, never inside
 * another one.
 */
export async function orAudited<T>(audit: Audit, attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    if (!QUESTIONS.has(code)) writeDown(audit, attempt, code);
    throw error;
  }
}

/** A ledger that cannot be written is told by the failure itself, which is the one to tell. */
function writeDown(audit: Audit, { what, subject, about }: Attempt, code: ErrorCode): void {
  try {
    audit(what, subject, about === undefined ? code : `${about}: ${code}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
