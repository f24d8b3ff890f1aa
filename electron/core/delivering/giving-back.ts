import { AppError } from '../errors.ts';
import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import { inFile } from './document.ts';
import { withoutOurs } from './owners-part.ts';
import { rewriteEntry } from './rewriting.ts';

interface Given {
  readonly file: string;
  readonly server: string;
  /** The document now, our entry in it as we left it. */
  readonly text: string;
  /** The document as it was before it was adopted; null: no copy is kept any more. */
  readonly original: string | null;
  /** The entry as it was adopted; absent: it is so still. */
  readonly adopted?: JsonValue;
}

/**
 * The document with an adopted entry as its owner had it, the value in the clear among it; all else as it is now.
 * @throws AppError conflict where that is not known, or where another secret of the entry was changed since
 */
export function givenBack(exporter: FileExporter, given: Given): string {
  const { file, server, text, original } = given;
  const { editor } = exporter;
  const path = exporter.path(server);
  return inFile(file, () => {
    const before = editor.read(text, path);
    const theirs = original === null ? undefined : editor.read(original, path);
    if (before === undefined || theirs === undefined) throw lost(file, server);
    const was = exporter.adoption?.plaintexts(server, theirs) ?? [];
    const is = exporter.adoption?.plaintexts(server, before) ?? [];
    const differs = is.some((each) =>
      was.some(
        (old) => old.name === each.name && old.place === each.place && !old.secret.equals(each.secret),
      ),
    );
    if (differs) throw lost(file, server);
    const after = withWhatCameSince(given, { was: theirs, now: before });
    return rewriteEntry(editor, text, path, { before, after }).text;
  });
}

/** What its owner changed since it was adopted, and was kept, is theirs and stays. */
function withWhatCameSince(
  { file, server, adopted }: Given,
  { was, now }: { readonly was: JsonValue; readonly now: JsonValue },
): JsonValue {
  if (adopted === undefined) return was;
  try {
    return withoutOurs({ was, ours: adopted, now }) ?? was;
  } catch (error) {
    throw error instanceof AppError ? lost(file, server) : error;
  }
}

export const lost = (file: string, server: string) =>
  new AppError('conflict', {
    message: `What "${server}" in ${file} was before it was adopted is no longer known, or what was changed since cannot be told from what Keyrack wrote. The file is left alone.`,
    next: 'The value is kept as a key. Change the entry by hand, or delete it there and export the key anew.',
  });
