import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { AppError } from '#core/errors.ts';
import type { Dialect } from './json-dialect.ts';
import { createGrammar, type Expected, type JsonVisitor, TOKEN, type Token } from './json-grammar.ts';
import { recent } from './recent.ts';
import { refusedAt } from './refusal.ts';

/** One report of a walk, ready to be made again. */
type Report = (visitor: JsonVisitor) => void;

/**
 * Walks one JSON document: RFC 8259, and what the dialect takes beside it.
 * @param body the text after a byte order mark
 * @throws AppError file-refused at the first place that is not JSON, with line and column; then nothing was reported
 */
export function walkJson(body: string, dialect: Dialect, visitor: JsonVisitor): void {
  for (const report of reportsOf(dialect)(body)) report(visitor);
}

const readers = new Map<Dialect, (body: string) => readonly Report[]>();

function reportsOf(dialect: Dialect): (body: string) => readonly Report[] {
  const reader = readers.get(dialect) ?? recent((body: string) => scan(body, dialect));
  readers.set(dialect, reader);
  return reader;
}

function scan(body: string, dialect: Dialect): readonly Report[] {
  const reports: Report[] = [];
  const scanner = createScanner(body, false);
  const recorder = recorderInto(reports);
  const grammar = createGrammar(recorder, dialect);
  let expected: Expected = 'value';
  for (;;) {
    const token = nextToken(scanner);
    if (dialect.comments && isComment(token) && isSound(scanner)) {
      recorder.comment(token.start, token.end);
      continue;
    }
    if (token.kind === TOKEN.end && expected === 'nothing') return reports;
    const next: Expected | null = isSound(scanner) ? grammar.step(expected, token) : null;
    if (next === null) throw refused(body, token, expected, grammar.closes(token));
    expected = next;
  }
}

function recorderInto(reports: Report[]): Required<JsonVisitor> {
  return {
    open: (kind, at) => reports.push((to) => to.open(kind, at)),
    close: (kind, end) => reports.push((to) => to.close(kind, end)),
    key: (name, start, end) => reports.push((to) => to.key(name, start, end)),
    scalar: (kind, start, end, text) => reports.push((to) => to.scalar(kind, start, end, text)),
    comment: (start, end) => reports.push((to) => to.comment?.(start, end)),
    comma: (at) => reports.push((to) => to.comma?.(at)),
  };
}

function nextToken(scanner: JSONScanner): Token {
  let kind: number = scanner.scan();
  while (kind === TOKEN.space || kind === TOKEN.lineBreak) kind = scanner.scan();
  const start = scanner.getTokenOffset();
  return { kind, start, end: start + scanner.getTokenLength(), value: scanner.getTokenValue() };
}

function isComment({ kind }: Token): boolean {
  return kind === TOKEN.lineComment || kind === TOKEN.blockComment;
}

function isSound(scanner: JSONScanner): boolean {
  return Number(scanner.getTokenError()) === 0;
}

function refused(body: string, token: Token, expected: Expected, closes: boolean): AppError {
  const before = body.slice(0, token.start).trimEnd();
  if (closes && before.endsWith(',')) return refusedAt(body, before.length - 1, 'a trailing comma');
  return refusedAt(body, token.start, fault(token, expected));
}

function fault(token: Token, expected: Expected): string {
  const { kind } = token;
  if (isComment(token)) return 'a comment';
  if (kind === TOKEN.end) return 'it ends too early';
  if (expected === 'nothing') return 'text after the end';
  if (expected === 'colon') return 'a colon is missing';
  if (kind === TOKEN.string && expected === 'comma or close') return 'a comma is missing';
  if (kind === TOKEN.string || kind === TOKEN.number) return 'a malformed string or number';
  return 'something that does not belong there';
}
