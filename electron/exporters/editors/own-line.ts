import { eolOf } from './json-layout.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A text without the byte order mark that may stand in front of it. */
export function splitMark(text: string): { readonly mark: string; readonly body: string } {
  const marked = text.startsWith(BYTE_ORDER_MARK);
  return { mark: marked ? BYTE_ORDER_MARK : '', body: marked ? text.slice(1) : text };
}

/** Adds a line of ours at the end. A file without a final line break stays one, so that `cutLine` can give it back. */
export function appendLine(body: string, line: string): string {
  const eol = eolOf(body);
  return body === '' || body.endsWith('\n') ? body + line + eol : body + eol + line;
}

/**
 * Takes out the line of ours that reaches from `start` to just before the line break at `end`: the inverse of `appendLine`.
 */
export function cutLine(body: string, start: number, end: number): string {
  const before = body.slice(0, start);
  const after = body.slice(end);
  return after === '' ? before.replace(/\r?\n$/, '') : before + after.replace(/^\r?\n/, '');
}
