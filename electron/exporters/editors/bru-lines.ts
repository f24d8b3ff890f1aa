import { physicalLines } from './own-line.ts';
import { refusedPlace } from './refusal.ts';
import type { Span } from './splice.ts';

// An environment of Bruno, line by line. Source: usebruno/bruno, packages/bruno-lang/v2/src/envToJson.js (a grammar).

type Block = 'vars' | 'secrets' | 'external';

export interface BruLine extends Span {
  /**
   * `variable`: a name and its value in one line, `text`: a line of a value that has several, the first with its name.
   * `secret`: names of which Bruno keeps the values. `rest`: all from `color:` on, which has no end.
   */
  readonly kind: 'open' | 'close' | 'variable' | 'text' | 'note' | 'secret' | 'rest';
  readonly block: Block | null;
  /** Of a variable, or of a secret's line; a `~` in front says that it is switched off. */
  readonly names: readonly string[];
  /** Just behind the blanks after the colon; the end, where there is none. */
  readonly valueStart: number;
}

interface Reading {
  readonly body: string;
  block: Block | null;
  /** What ends when `'''` comes. */
  open: 'text' | 'note' | null;
  readonly seen: Set<string>;
}

type Read = Omit<BruLine, 'start' | 'end'>;

const OPENING: readonly (readonly [RegExp, Block])[] = [
  [/^vars\s*\{$/, 'vars'],
  [/^vars:secret\s*\[$/, 'secrets'],
  [/^vars:externalsecrets:[^\s{]+\s*\{$/, 'external'],
];
const QUOTES = "'''";

/**
 * The lines that are not blank.
 * @throws AppError file-refused where Bruno would refuse the file, and where it holds what Bruno itself never writes
 */
export function bruLines(body: string): readonly BruLine[] {
  const reading: Reading = { body, block: null, open: null, seen: new Set() };
  const lines: BruLine[] = [];
  for (const span of physicalLines(body)) {
    const text = body.slice(span.start, span.end);
    if (lines.at(-1)?.kind === 'rest') lines.push({ ...span, ...plain('rest', null, span) });
    else if (reading.open !== null) lines.push({ ...span, ...continued(reading, text, span) });
    else if (!/^[ \t]*$/.test(text)) lines.push({ ...span, ...lineIn(reading, text, span) });
  }
  for (const [index, line] of lines.entries()) {
    if (!isDirectly(body, lines[index - 1], line)) throw strange(reading, line);
  }
  if (reading.block !== null || reading.open !== null)
    throw refusedPlace(body, body.length, 'A block or a text is not closed');
  return lines;
}

/** What may stand between the brace of a block and its first line: nothing where that closes it, else line breaks. */
function isDirectly(body: string, before: BruLine | undefined, { kind, start }: BruLine): boolean {
  if (before?.kind !== 'open' || before.block === 'secrets') return true;
  return (kind === 'close' ? /^\r?\n$/ : /^(\r?\n)+$/).test(body.slice(before.end, start));
}

const plain = (kind: BruLine['kind'], block: Block | null, { end }: Span): Read => ({
  kind,
  block,
  names: [],
  valueStart: end,
});

/** Inside of a text over several lines: only its end counts. */
function continued(reading: Reading, text: string, span: Span): Read {
  const kind = reading.open ?? 'text';
  const at = text.indexOf(QUOTES);
  if (at < 0) return { ...plain(kind, reading.block, span), valueStart: span.start };
  const isEnd = kind === 'note' ? /^'''\)\s*$/.test(text.slice(at)) : text.trim() === QUOTES;
  if (kind === 'text' && text.trimStart().startsWith(QUOTES) !== isEnd) throw strange(reading, span);
  if (kind === 'note' && !isEnd) throw strange(reading, span);
  if (isEnd) reading.open = null;
  return { ...plain(kind, reading.block, span), valueStart: isEnd ? span.end : span.start };
}

function lineIn(reading: Reading, text: string, span: Span): Read {
  const { block } = reading;
  if (block === null) return opened(reading, text, span);
  const isClosed = block === 'secrets' ? text.trim() === ']' : text === '}';
  if (isClosed) {
    reading.block = null;
    return plain('close', block, span);
  }
  if (/^[ \t]*@[^()\s:]+(\(.*)?$/.test(text)) return note(reading, text, span);
  return block === 'secrets' ? secret(reading, text, span) : variable(reading, text, span);
}

function opened(reading: Reading, text: string, span: Span): Read {
  if (text.startsWith('color:')) return plain('rest', null, span);
  const oneLine = /^vars:secret\s*\[([^[\]@]*)\]\s*$/.exec(text);
  const block = oneLine === null ? OPENING.find(([opening]) => opening.test(text.trimEnd()))?.[1] : 'secrets';
  if (block === undefined) throw strange(reading, span);
  if (reading.seen.has(block)) throw refusedPlace(reading.body, span.start, 'A block stands there twice');
  reading.seen.add(block);
  if (oneLine !== null) return { ...plain('secret', block, span), names: namesIn(oneLine[1] ?? '') };
  reading.block = block;
  return plain('open', block, span);
}

/** What is said about the next variable. */
function note(reading: Reading, text: string, span: Span): Read {
  const inside = text.split(QUOTES).length - 1;
  if (inside > 2 || (inside === 1 && !/\('''\s*$/.test(text))) throw strange(reading, span);
  if (inside === 1) reading.open = 'note';
  else if (text.includes('(') && !text.trimEnd().endsWith(')')) throw strange(reading, span);
  return plain('note', reading.block, span);
}

function secret(reading: Reading, text: string, span: Span): Read {
  if (!/^\s*[^\s[\],]*\s*,?\s*$/.test(text)) throw strange(reading, span);
  return { ...plain('secret', reading.block, span), names: namesIn(text) };
}

function variable(reading: Reading, text: string, span: Span): Read {
  const { 0: head, 1: name } = /^[ \t]*([^\s:]*)[ \t]*:[ \t]*/.exec(text) ?? [];
  if (head === undefined || name === undefined) throw strange(reading, span);
  const value = text.slice(head.length);
  const isText = value === QUOTES;
  if (!isText && value.endsWith(QUOTES)) throw strange(reading, span);
  if (isText) reading.open = 'text';
  return {
    kind: isText ? 'text' : 'variable',
    block: reading.block,
    names: [name],
    valueStart: isText ? span.end : span.start + head.length,
  };
}

const namesIn = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const strange = ({ body }: Reading, { start }: Span) =>
  refusedPlace(body, start, 'This is no line of an environment of Bruno');
