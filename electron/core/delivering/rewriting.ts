import type { Editor, JsonValue } from '../ports/exporter.ts';

// Entries are a few maps deep; what is deeper is written as a whole.
const DEPTH_MAX = 8;

export interface Rewritten {
  readonly text: string;
  /** The entry had to be written anew as a whole: comments inside it are gone. */
  readonly whole: boolean;
}

/**
 * Makes an entry that is there read as `after`, by as small edits as the format has: members that do not differ keep
 * their bytes.
 * @throws AppError file-refused
 */
export function rewriteEntry(
  editor: Editor,
  text: string,
  path: readonly string[],
  { before, after }: { readonly before: JsonValue; readonly after: JsonValue },
): Rewritten {
  if (same(before, after)) return { text, whole: false };
  try {
    const edited = editMembers(editor, text, path, { before, after });
    if (same(editor.read(edited, path), after)) return { text: edited, whole: false };
  } catch {
    // Some formats take no edit inside of an entry: a list's item, a table that has members below it.
  }
  return { text: editor.put(text, path, after), whole: true };
}

function editMembers(
  editor: Editor,
  text: string,
  path: readonly string[],
  { before, after }: { readonly before: JsonValue; readonly after: JsonValue },
): string {
  if (same(before, after)) return text;
  if (!isMap(before) || !isMap(after) || path.length > DEPTH_MAX) return editor.put(text, path, after);
  // What goes, goes first: an edit that adds is made beside what stays.
  const kept = Object.keys(before)
    .filter((name) => !Object.hasOwn(after, name))
    .reduce((edited, name) => editor.remove(edited, [...path, name]), text);
  return Object.entries(after).reduce((edited, [name, value]: [string, JsonValue]) => {
    const at = [...path, name];
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    return old === undefined
      ? editor.put(edited, at, value)
      : editMembers(editor, edited, at, { before: old, after: value });
  }, kept);
}

export function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return canonical(one) === canonical(other);
}

/** Names in any order: an edit keeps the order of the file. */
function canonical(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  );
}

export const isMap = (value: JsonValue): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
