import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '#core/errors.ts';

export interface Wanted {
  readonly maxBytes: number;
  /** The same in words, such as "1 MB". */
  readonly max: string;
  /** What to do instead, such as "Name the file that …". */
  readonly next: string;
  /** The field of the input that it fills. */
  readonly field?: string;
}

const CHUNK_BYTES = 65_536;

/**
 * A file that the user names: a pipe as well, and whatever it is, no more of it than is wanted.
 * @throws AppError not-found where it cannot be read, invalid-input where it is larger
 */
export function readFileGiven(file: string, { maxBytes, max, next, field }: Wanted): Buffer {
  const where = field === undefined ? {} : { field };
  let bytes: Buffer;
  try {
    bytes = readUpTo(file, maxBytes + 1);
  } catch (cause) {
    throw new AppError('not-found', { message: `The file ${file} cannot be read.`, next, cause, ...where });
  }
  if (bytes.length <= maxBytes) return bytes;
  throw new AppError('invalid-input', { message: `The file ${file} is larger than ${max}.`, next, ...where });
}

function readUpTo(file: string, most: number): Buffer {
  const descriptor = openSync(file, 'r');
  const chunks: Buffer[] = [];
  try {
    for (let left = most; left > 0; ) {
      const chunk = Buffer.alloc(Math.min(left, CHUNK_BYTES));
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      left -= read;
    }
  } finally {
    closeSync(descriptor);
  }
  return Buffer.concat(chunks);
}
