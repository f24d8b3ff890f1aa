import type { Editor } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { isBlank } from './tree.ts';

/**
 * An editor that takes documents of one kind alone: the same format, changed in the same place, would mean something else
 * to another program.
 * @param assertKind throws AppError file-refused; gets the path of the entry, null where the whole document is looked at
 */
export function ofKind(
  editor: Editor,
  assertKind: (text: string, path: readonly string[] | null) => void,
): Editor {
  const checked = (text: string, path: readonly string[] | null) => {
    if (!isBlank(splitMark(text).body)) assertKind(text, path);
    return text;
  };
  return {
    read: (text, path) => editor.read(checked(text, path), path),
    put: (text, path, value) => editor.put(checked(text, path), path, value),
    remove: (text, path) => editor.remove(checked(text, path), path),
    // Their values stand alone: nothing of such an entry is known to be none.
    mask: (text) => editor.mask(checked(text, null), null),
  };
}
