/** A part of a search as it is typed: what stands between two blanks that are not quoted. */
export interface Token {
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  readonly not: boolean;
  /** What stands before its first colon; null where there is none, or where it is a quoted phrase. */
  readonly prefix: string | null;
  readonly values: readonly Value[];
}

interface Value {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s/;
const PREFIX = /[^\s":,]+:/y;

/** A quoted phrase from its opening quote; one that is not closed goes on to the end, as while it is typed. */
function quotedAt(text: string, start: number): Value {
  let inside = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    inside += text[at];
    at += 1;
  }
  return { text: inside, quoted: true, start, end: Math.min(text.length, at + 1) };
}

function bareAt(text: string, start: number, stop: RegExp): Value {
  stop.lastIndex = start;
  const end = stop.exec(text)?.index ?? text.length;
  return { text: text.slice(start, end), quoted: false, start, end };
}

/** The values behind a colon, parted by commas. */
function valuesAt(text: string, start: number): readonly Value[] {
  const values: Value[] = [];
  let at = start;
  for (;;) {
    const value = text[at] === '"' ? quotedAt(text, at) : bareAt(text, at, /[\s,]/g);
    values.push(value);
    if (text[value.end] !== ',') return values;
    at = value.end + 1;
  }
}

function prefixAt(text: string, start: number): string | null {
  PREFIX.lastIndex = start;
  return PREFIX.exec(text)?.[0].slice(0, -1) ?? null;
}

function tokenAt(text: string, start: number): Token {
  const not = text[start] === '-' && start + 1 < text.length && !BLANK.test(text[start + 1] ?? ' ');
  const from = not ? start + 1 : start;
  const prefix = prefixAt(text, from);
  if (prefix === null) {
    const value = text[from] === '"' ? quotedAt(text, from) : bareAt(text, from, /\s/g);
    return { start, end: value.end, not, prefix, values: [value] };
  }
  const values = valuesAt(text, from + prefix.length + 1);
  return { start, end: values.at(-1)?.end ?? start, not, prefix, values };
}

/** @returns the parts of a search, in the order in which they stand; takes any text, in time that grows as it does */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
