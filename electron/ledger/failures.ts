import { AppError } from '#core/errors.ts';

// https://www.sqlite.org/rescode.html
const BUSY = 5;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
const CONSTRAINT_UNIQUE = 2067;

const WORDS: Readonly<Record<number, { readonly what: string; readonly next: string }>> = {
  [BUSY]: { what: 'is held by another Keyrack', next: 'Wait until its run is over, then try again.' },
  [READONLY]: {
    what: 'cannot be written',
    next: 'Make the folder and the file writable for you, then try again.',
  },
  [IO_ERROR]: {
    what: 'cannot be read or written: the disk is full, or fails',
    next: 'Free some space, or check the disk, then try again. Nothing was half written.',
  },
  [CANNOT_OPEN]: {
    what: 'cannot be opened',
    next: 'Make the folder writable for you, or use another home with --home.',
  },
  [FULL]: {
    what: 'could not grow: the disk is full',
    next: 'Free some space, then try again. Nothing was half written.',
  },
  [CORRUPT]: {
    what: 'is damaged',
    next: 'Move the file away to keep it, then put a copy of it back. Keyrack left it as it is.',
  },
  [NOT_A_DATABASE]: {
    what: 'is not a ledger',
    next: 'Move the file away to keep it, then try again. Keyrack left it as it is.',
  },
};

const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;

const FILE_CODES = new Set(['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EISDIR', 'EDQUOT']);

const fileCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const isTakenName = (error: unknown): boolean => resultCode(error) === CONSTRAINT_UNIQUE;

/** @returns the failure in words for the user, or the error itself where it is not one that we know. */
export function describeFailure(error: unknown, file: string): unknown {
  const words = FILE_CODES.has(fileCode(error)) ? WORDS[CANNOT_OPEN] : WORDS[resultCode(error) & 0xff];
  if (words === undefined) return error;
  return new AppError('home-failed', {
    message: `The ledger ${file} ${words.what}.`,
    next: words.next,
    cause: error,
  });
}
