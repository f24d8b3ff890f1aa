import type { DiffLine } from '#shared/model/delivery.ts';

const CONTEXT_LINES = 3;
const CHANGED_LINES_MAX = 200;
const LINE_MAX = 240;
const GAP: DiffLine = { kind: 'gap', text: '…', line: 0 };

/**
 * The one contiguous change between two documents, with three lines around it.
 * @param before, after already masked; line ends of any kind
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const head = commonHead(old, now);
  const tail = commonTail(old, now, head);
  if (head === old.length && head === now.length) return [];
  const from = Math.max(0, head - CONTEXT_LINES);
  const changedEnd = now.length - tail;
  const to = Math.min(now.length, changedEnd + CONTEXT_LINES);
  return [
    ...(from > 0 ? [GAP] : []),
    ...show('same', now, from, head),
    ...show('removed', old, head, old.length - tail),
    ...show('added', now, head, changedEnd),
    ...show('same', now, changedEnd, to),
    ...(to < now.length ? [GAP] : []),
  ];
}

/**
 * A delivery gets its id when it is written: what a preview shows of one must not look like it.
 * @param id a UUID; programs take it whole, or sixteen of its digits
 */
export function withoutNewId(lines: readonly DiffLine[], id: string): DiffLine[] {
  const digits = id.replaceAll('-', '');
  const forms = [id, digits, digits.slice(0, 16), digits.slice(-16)];
  return lines.map((line) => ({
    ...line,
    text: forms.reduce((text, form) => text.replaceAll(form, '<new id>'), line.text),
  }));
}

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function commonHead(old: readonly string[], now: readonly string[]): number {
  let count = 0;
  while (count < old.length && count < now.length && old[count] === now[count]) count += 1;
  return count;
}

function commonTail(old: readonly string[], now: readonly string[], head: number): number {
  const most = Math.min(old.length, now.length) - head;
  let count = 0;
  while (count < most && old[old.length - 1 - count] === now[now.length - 1 - count]) count += 1;
  return count;
}

function show(kind: DiffLine['kind'], lines: readonly string[], from: number, to: number): DiffLine[] {
  const end = Math.min(to, from + CHANGED_LINES_MAX);
  const shown = lines
    .slice(from, end)
    .map((text, index) => ({ kind, text: cut(text), line: from + index + 1 }));
  return end < to ? [...shown, GAP] : shown;
}

/** A file on a single line would fill the window; its end, where entries are added, says the most. */
function cut(text: string): string {
  return text.length <= LINE_MAX ? text : `… ${text.slice(-LINE_MAX)}`;
}
