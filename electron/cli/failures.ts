import { AppError } from '#core/errors.ts';
import { EXIT, EXIT_CODES } from './exit-codes.ts';

/** A child that cannot be started: the codes are those of shells, beside the closed set of errors. */
export class ProgramError extends AppError {
  readonly exitCode: typeof EXIT.notExecutable | typeof EXIT.programNotFound;

  constructor(exitCode: ProgramError['exitCode'], message: string, next: string) {
    super(exitCode === EXIT.programNotFound ? 'not-found' : 'unsupported', { message, next });
    this.exitCode = exitCode;
  }
}

export const failureOf = (error: unknown): AppError =>
  error instanceof AppError ? error : unexpected(error);

export function exitCodeOf(failure: AppError, interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted;
  return failure instanceof ProgramError ? failure.exitCode : EXIT_CODES[failure.code];
}

/** SECURITY: the message of an unknown error could hold anything, also a secret; its name and code do not. */
function unexpected(error: unknown): AppError {
  const { name, code } = error instanceof Error ? (error as NodeJS.ErrnoException) : { name: typeof error };
  return new AppError('internal', {
    message: `Keyrack failed in a way it does not know (${[name, code].filter(Boolean).join(', ')}).`,
    next: 'Look for causes with: keyrack doctor',
    cause: error,
  });
}
