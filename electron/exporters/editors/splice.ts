/** What stands from `start` to just before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces body[start, end) by text. */
export interface Edit extends Span {
  readonly text: string;
}

export function cut(start: number, end: number): Edit {
  return { start, end, text: '' };
}

/** @param edits in the document's order, none over another */
export function applyEdits(body: string, edits: readonly Edit[]): string {
  return rewrite(body, edits, ({ text }) => text);
}

/** The text with each of these spans as `show` gives it. @param spans in order, none over another */
export function rewrite<T extends Span>(
  body: string,
  spans: readonly T[],
  show: (span: T) => string,
): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const span of spans) {
    pieces.push(body.slice(copied, span.start), show(span));
    copied = span.end;
  }
  return pieces.join('') + body.slice(copied);
}
