import { AppError } from '#core/errors.ts';

/** @returns `line 3, column 5` of an offset, both counted from 1; CRLF, LF and CR each end a line. */
function placeOf(body: string, offset: number): string {
  const lines = body.slice(0, offset).split(/\r\n|\n|\r/);
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** A document that is not what its format demands. SECURITY: names the place, never quotes the file. */
export function refusedAt(body: string, offset: number, what: string, format = 'JSON'): AppError {
  return new AppError('file-refused', {
    message: `Not valid ${format} at ${placeOf(body, offset)}: ${what}. The file is left alone.`,
    next: 'Correct that line, then try again.',
  });
}

/** A document that parses, but in which our entry has no one place. */
export function refusedPlace(body: string, offset: number, what: string): AppError {
  return new AppError('file-refused', {
    message: `${what} (${placeOf(body, offset)}). The file is left alone.`,
    next: 'Correct the file by hand, then try again.',
  });
}
