import { refusedPlace } from './refusal.ts';
import type { Span } from './splice.ts';

/** @throws AppError file-refused where lines do not end alike for every program */
export function assertPlainLines(body: string): void {
  const odd = body.search(/\r(?!\n)|[\u0085\u2028\u2029\0]/);
  if (odd >= 0) throw refusedPlace(body, odd, 'A line ends in a way that programs read differently');
}

/** Adds a line of ours at the end. A file without a final line break stays one, so that `cutLine` can give it back. */
export function appendLine(body: string, line: string): string {
  const eol = /\r?\n/.exec(body)?.[0] ?? '\n';
  return body === '' || body.endsWith('\n') ? body + line + eol : body + eol + line;
}

/** Takes out the line of ours from `start` to just before the line break at `end`: the inverse of `appendLine`. */
export function cutLine(body: string, start: number, end: number): string {
  const before = body.slice(0, start);
  const after = body.slice(end);
  return after === '' ? before.replace(/\r?\n$/, '') : before + after.replace(/^\r?\n/, '');
}

/** @returns the one line of this name. @throws AppError file-refused where there are two */
export function onlyOne<T extends { readonly name: string; readonly start: number }>(
  body: string,
  lines: readonly T[],
  name: string,
): T | undefined {
  const [line, again] = lines.filter((each) => each.name === name);
  if (again !== undefined) throw refusedPlace(body, again.start, `“${name}” stands there twice`);
  return line;
}

/** The variables of a file, each once. @param lines '' is the name of a line that sets none */
export const namesOf = (lines: readonly { readonly name: string }[]): readonly string[] => [
  ...new Set(lines.map(({ name }) => name).filter((name) => name !== '')),
];

export const nameIn = ([name = '']: readonly string[]): string => name;

/** The physical lines of a text, whatever they are. */
export function physicalLines(body: string): readonly Span[] {
  return [...body.matchAll(/[^\n]+/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length - (text.endsWith('\r') ? 1 : 0),
  }));
}
