import { AppError } from '#core/errors.ts';

/** The words with which the work is refused. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-refused') return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Whether the work is done, and not refused. */
export function accepts(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof AppError && error.code === 'file-refused'))
      return false;
    throw error;
  }
}
