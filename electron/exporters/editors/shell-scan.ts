import { type Shell, SYNTAX } from './shell-syntax.ts';
import type { Span } from './splice.ts';

interface Heredoc {
  readonly word: string;
  readonly tabs: boolean;
  /** No part of its word is quoted: an escaped line break in it joins two lines, and backticks are run. */
  readonly expands: boolean;
}

const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\([\w.!-]+)|([\w.!-]+))/y;

/**
 * The pieces of a script that are read as one: quotes, comments, here-documents. No grammar: it errs towards a piece that
 * does not end, which is then refused.
 * @returns the pieces in order; the last one reaches to the end of the text where it does not end
 */
export function scanShell(
  body: string,
  shell: Shell,
): { readonly pieces: readonly Span[]; readonly open: boolean } {
  const pieces: Span[] = [];
  let awaited: Heredoc[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.charAt(at) === '\n' ? afterHeredocs(body, at + 1, awaited) : pieceEnd(body, at, shell);
    if (end === null) return { pieces: [...pieces, { start: at, end: body.length }], open: true };
    if (end > at + 1) pieces.push({ start: at, end });
    const heredoc = shell === 'posix' && end === at + 1 ? heredocAt(body, at) : null;
    if (heredoc !== null) awaited.push(heredoc);
    if (body.charAt(at) === '\n') awaited = [];
    at = end;
  }
  return { pieces, open: awaited.length > 0 || drawsOn(body, pieces.at(-1)) };
}

/** @returns where the piece at `at` ends, one further where there is none, null where it does not end */
function pieceEnd(body: string, at: number, shell: Shell): number | null {
  const { pieces, opener } = SYNTAX[shell];
  for (const piece of pieces) {
    const found = matchAt(piece, body, at);
    if (found !== null) return at + found[0].length;
  }
  return matchAt(opener, body, at) === null ? at + 1 : null;
}

function heredocAt(body: string, at: number): Heredoc | null {
  const [, dash = '', single, double, escaped, bare] = matchAt(HEREDOC, body, at) ?? [];
  const word = single ?? double ?? escaped ?? bare;
  return word === undefined ? null : { word, tabs: dash !== '', expands: bare !== undefined };
}

/** @returns just before the line break behind the last of them; null where one does not end */
function afterHeredocs(body: string, from: number, awaited: readonly Heredoc[]): number | null {
  let end: number | null = from - 1;
  for (const heredoc of awaited) end = end === null ? null : afterHeredoc(body, end + 1, heredoc);
  return awaited.length === 0 ? from : end;
}

function afterHeredoc(body: string, from: number, { word, tabs, expands }: Heredoc): number | null {
  let isJoined = false;
  for (let at = from; at < body.length; ) {
    const end = body.indexOf('\n', at) < 0 ? body.length : body.indexOf('\n', at);
    const line = body.slice(at, end);
    const isEnd = !isJoined && (tabs ? line.replace(/^\t+/, '') : line) === word;
    if (isEnd) return expands && hasOddBacktick(body.slice(from, at)) ? null : end;
    isJoined = expands && /(?<!\\)(\\\\)*\\$/.test(line);
    at = end + 1;
  }
  return null;
}

function hasOddBacktick(text: string): boolean {
  return (text.replace(/\\[\s\S]/g, '').match(/`/g)?.length ?? 0) % 2 === 1;
}

/** An escaped line break at the end draws whatever comes next into its own line. */
function drawsOn(body: string, last: Span | undefined): boolean {
  return last?.end === body.length && /^[\\`](\r?\n)?$/.test(body.slice(last.start));
}

function matchAt(pattern: RegExp, body: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(body);
}
