/** Replaces body[start, end) by text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function cut(start: number, end: number): Edit {
  return { start, end, text: '' };
}

/** @param edits in the document's order, none over another */
export function applyEdits(body: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end, text } of edits) {
    pieces.push(body.slice(copied, start), text);
    copied = end;
  }
  return pieces.join('') + body.slice(copied);
}
