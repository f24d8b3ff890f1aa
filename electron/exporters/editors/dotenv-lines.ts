import { assertPlainLines } from './own-line.ts';
import { refusedPlace } from './refusal.ts';

/** One line of a .env, or the several that a quoted value runs over. Offsets are UTF-16 units. */
export interface DotenvLine {
  readonly kind: 'blank' | 'comment' | 'assignment' | 'other';
  readonly start: number;
  /** Just before its line break. */
  readonly end: number;
  /** '' where it is no assignment. */
  readonly name: string;
  readonly nameStart: number;
  readonly valueStart: number;
  /** Behind the closing quote; where there is none, behind the last character. */
  readonly valueEnd: number;
}

const HEAD = /\s*(?:export[^\S\r\n]+)?([\w.-]+)[^\S\r\n]*(=|:(?=\s|$))[^\S\r\n]*/dy;
const QUOTES = new Set(["'", '"', '`']);

/**
 * Parts a .env into its lines, and refuses what dotenv and Node part otherwise than each other: nobody could tell then
 * what a line of ours changes. Sources: both, run over hostile files (tests/unit/exporters/dotenv-random.test.ts).
 * @throws AppError file-refused
 */
export function dotenvLines(body: string): readonly DotenvLine[] {
  assertPlainLines(body);
  const lines: DotenvLine[] = [];
  for (let start = 0; start < body.length; ) {
    const line = lineAt(body, start);
    lines.push(line);
    start = body.indexOf('\n', line.end) + 1 || body.length;
  }
  return lines;
}

function lineAt(body: string, start: number): DotenvLine {
  const end = lineEnd(body, start);
  const text = body.slice(start, end);
  const bare = text.trimStart();
  const plain = { start, end, name: '', nameStart: start, valueStart: start, valueEnd: end };
  if (bare === '') return { kind: 'blank', ...plain };
  if (text.startsWith('#')) return { kind: 'comment', ...plain };
  // dotenv takes a name alone on the line before for the one of this line, and Node goes on in its own way.
  if (bare.startsWith('=')) throw refusedPlace(body, start, 'A value without a name');
  if (/^[^=]*=[^\S\r\n]+$/.test(text)) {
    throw refusedPlace(body, end, 'A blank behind a = alone: Node takes the next line for the value');
  }
  // Node takes a comment behind a blank for a name.
  if (bare.startsWith('#')) return passedOver(body, plain, 'comment');
  HEAD.lastIndex = 0;
  const head = HEAD.exec(text);
  return head === null ? passedOver(body, plain, 'other') : assignment(body, plain, head);
}

function assignment(body: string, plain: Omit<DotenvLine, 'kind'>, head: RegExpExecArray): DotenvLine {
  const { start, end } = plain;
  const [whole, name = '', sign] = head;
  const valueStart = start + whole.length;
  if (/[^\S \t]/.test(whole)) throw refusedPlace(body, start, 'White space that only some programs know');
  if (sign === ':' && valueStart === end) {
    throw refusedPlace(body, end, 'A colon alone behind a name: dotenv takes the next line for the value');
  }
  const nameStart = start + (head.indices?.[1]?.[0] ?? 0);
  const line = { ...plain, kind: 'assignment' as const, name, nameStart, valueStart };
  if (!QUOTES.has(body.charAt(valueStart))) return { ...line, valueEnd: bareEnd(body, valueStart, end) };
  const valueEnd = quoteEnd(body, valueStart, end);
  if (valueEnd <= end) return { ...line, valueEnd };
  const lastEnd = lineEnd(body, valueEnd);
  if (sign === ':' || !/^[ \t]*(#.*)?$/.test(body.slice(valueEnd, lastEnd))) {
    throw refusedPlace(body, valueStart, 'A value of several lines that programs read differently');
  }
  return { ...line, valueEnd, end: lastEnd };
}

/** Behind the quote that closes. A quote behind a backslash closes for one program and not for another. */
function quoteEnd(body: string, valueStart: number, end: number): number {
  const quote = body.charAt(valueStart);
  const closed = body.indexOf(quote, valueStart + 1);
  if (closed < 0) throw refusedPlace(body, valueStart, 'A quote that is not closed');
  let unescaped = closed;
  while (unescaped >= 0 && body.charAt(unescaped - 1) === '\\')
    unescaped = body.indexOf(quote, unescaped + 1);
  if (unescaped !== closed && (unescaped < 0 || unescaped >= end)) {
    throw refusedPlace(
      body,
      valueStart,
      'A quote behind a backslash, which closes the value for some programs only',
    );
  }
  return unescaped + 1;
}

function bareEnd(body: string, valueStart: number, end: number): number {
  const [value = ''] = body.slice(valueStart, end).split('#');
  return valueStart + value.trimEnd().length;
}

/** A line that dotenv passes over. Node takes anything before a `=` for a name, and then a quote for a quote. */
function passedOver(body: string, plain: Omit<DotenvLine, 'kind'>, kind: 'comment' | 'other'): DotenvLine {
  const text = body.slice(plain.start, plain.end);
  const [, quote = '', rest = ''] = /^[^=]*=\s*(['"`])(.*)$/.exec(text) ?? [];
  if (/^\s*['"`]/.test(text) || !rest.includes(quote)) {
    throw refusedPlace(body, plain.start, 'A quote that belongs to no variable');
  }
  return { kind, ...plain };
}

/** Just before the line break of the line at `from`. */
function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  if (end < 0) return body.length;
  return body.charAt(end - 1) === '\r' && end > from ? end - 1 : end;
}
