import { AppError } from '#core/errors.ts';
import type { Machine } from '#core/ports/exporter.ts';

// cmd.exe expands % also between quotes and has no escape for either.
const UNSAFE_ON_WINDOWS = /["%\r\n]/;

/**
 * Words as a line that a shell parts into the same words: sh (POSIX XCU 2.2.2), on Windows cmd.exe.
 * @throws AppError invalid-input where Windows' shell has no form for a word
 */
export function shellLine(words: readonly string[], platform: Machine['platform']): string {
  return words.map((word) => (platform === 'win32' ? forWindows(word) : forSh(word))).join(' ');
}

const forSh = (word: string) =>
  /^[A-Za-z0-9_./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

function forWindows(word: string): string {
  if (!UNSAFE_ON_WINDOWS.test(word)) return /^[A-Za-z0-9_.\\/:=@-]+$/.test(word) ? word : `"${word}"`;
  throw new AppError('invalid-input', {
    message: 'A quote or % in the header or in a path cannot be handed over by the shell of Windows.',
    next: 'Write the header without it, or choose another mechanism.',
    field: 'launch',
  });
}
