import { CommanderError } from 'commander';
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

/**
 * @param command the command as far as it was understood, such as `keyrack key create`
 * @returns null where commander did what was asked, such as printing help
 */
export function failureOf(error: unknown, command: string): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof CommanderError) return error.exitCode === 0 ? null : usageFailure(error, command);
  return unexpected(error);
}

export function exitCodeOf(failure: AppError, interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted;
  return failure instanceof ProgramError ? failure.exitCode : EXIT_CODES[failure.code];
}

function usageFailure(error: CommanderError, command: string): AppError {
  if (error.code === 'commander.help') {
    return new AppError('invalid-input', {
      message: 'A command is missing.',
      next: `List them with: ${command} --help`,
    });
  }
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new AppError('invalid-input', {
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?)]$/.test(message) ? '' : '.'}`,
    next: `See: ${command} --help`,
  });
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
