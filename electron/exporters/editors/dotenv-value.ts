import { AppError } from '#core/errors.ts';

// What dotenv, Node, python-dotenv, Docker Compose and a POSIX shell all take as it stands, without quotes.
const PLAIN = /^[\w./+=:@%,-]*$/;

/** Why a value has no line that all readers read alike, in the order in which it is told. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/[\r\n\u0085\u2028\u2029]/, 'has a line break'],
  [/\p{Cc}/u, 'has a control character'],
  [/'/, "has a '"],
  // python-dotenv, and what Next.js and Vite put on top of dotenv, expand it even between single quotes.
  [/\$[{A-Za-z_]/, 'has a $ that some programs expand'],
  // dotenv and python-dotenv take it for an escape of the closing quote, python-dotenv a doubled one for a single.
  [/\\$|\\\\/, 'has a backslash at its end or two in a row'],
  [/\p{Cs}/u, 'has half of a character'],
];

/**
 * The one form of a value that dotenv, Node and a shell read alike: bare where that is safe, else in single quotes.
 * Source: the four readers run over the same values (tests/unit/exporters/dotenv-readers.test.ts).
 * SECURITY: no failure quotes the value.
 * @throws AppError forbidden-by-rule where there is no such form
 */
export function dotenvValue(value: string): string {
  if (PLAIN.test(value)) return value;
  const fault = FAULTS.find(([pattern]) => pattern.test(value))?.[1];
  if (fault === undefined) return `'${value}'`;
  throw unwritable(fault, 'dotenv, Node and a shell do not read any form of it alike');
}

/** @param fault what the value has, without the value. @param because which reader would not give it back */
export function unwritable(fault: string, because: string): AppError {
  return new AppError('forbidden-by-rule', {
    message: `The value ${fault}: ${because}. The file is left alone.`,
    next: 'Start the program by: keyrack exec --key <key> -- <command>. That needs no file, and takes any value.',
  });
}
