import type { Dialect } from './json-dialect.ts';
import type { JsonVisitor } from './json-grammar.ts';
import { walkJson } from './json-walk.ts';
import { rewrite } from './splice.ts';

/** A document three ways, so that an edit can step over comments; offsets are the same in all. */
export interface Source {
  readonly body: string;
  /** Each comment as spaces: what is left is strict JSON but for trailing commas. */
  readonly bare: string;
  /** Each comment as `#`: what is white space here is white space. */
  readonly solid: string;
  /** Where each comment ends, by where it begins. */
  readonly comments: ReadonlyMap<number, number>;
  /** Ends of line comments: a line break has to follow. */
  readonly lineEnds: ReadonlySet<number>;
}

const NOTHING: JsonVisitor = {
  open: () => undefined,
  close: () => undefined,
  key: () => undefined,
  scalar: () => undefined,
};

/** @param body a document that is sound in this dialect */
export function sourceOf(body: string, dialect: Dialect): Source {
  const comments = new Map<number, number>();
  const lineEnds = new Set<number>();
  if (!dialect.comments) return { body, bare: body, solid: body, comments, lineEnds };
  walkJson(body, dialect, {
    ...NOTHING,
    comment: (start, end) => {
      comments.set(start, end);
      if (body.startsWith('//', start)) lineEnds.add(end);
    },
  });
  return { body, bare: fill(body, comments, ' '), solid: fill(body, comments, '#'), comments, lineEnds };
}

/** @returns the offset of the comma behind a value, null where there is none */
export function commaAfter({ bare }: Source, valueEnd: number): number | null {
  const at = skipSpace(bare, valueEnd);
  return bare[at] === ',' ? at : null;
}

/** @returns the end of the last comment that begins on this line, else the offset itself */
export function afterComments({ body, comments }: Source, offset: number): number {
  let end = offset;
  for (;;) {
    const start = end + (/^[ \t]*/.exec(body.slice(end, lineEnd(body, end)))?.[0].length ?? 0);
    const next = comments.get(start);
    if (next === undefined) return end;
    end = next;
  }
}

/** Whether nothing but blanks follow on this line. */
export function endsLine(body: string, offset: number): boolean {
  return body.slice(offset, lineEnd(body, offset)).trim() === '';
}

/** @returns the offset of the first character from here on that is no JSON white space */
export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

function lineEnd(body: string, offset: number): number {
  let at = offset;
  while (at < body.length && body[at] !== '\n' && body[at] !== '\r') at += 1;
  return at;
}

function fill(body: string, comments: ReadonlyMap<number, number>, character: string): string {
  const spans = [...comments].map(([start, end]) => ({ start, end }));
  return rewrite(body, spans, ({ start, end }) => body.slice(start, end).replace(/[^\r\n]/g, character));
}
