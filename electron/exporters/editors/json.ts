import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { assertNamed, valueIn, withEntry, withoutEntry, wrapEntry } from './entry-data.ts';
import { type Dialect, STRICT } from './json-dialect.ts';
import { fillEmpty, insertAfterLast, replaceValue } from './json-edit.ts';
import { sameJson } from './json-equal.ts';
import { eolOf, renderJson } from './json-layout.ts';
import { maskJson } from './json-mask.ts';
import { type Level, locate } from './json-path.ts';
import { removeProperty } from './json-remove.ts';
import { type Source, sourceOf } from './json-source.ts';
import { readJson, strictText } from './json-value.ts';
import { applyEdits, type Edit } from './splice.ts';
import { isBlank } from './tree.ts';

/** Strict JSON (RFC 8259; a byte order mark in front is kept): no comment, no trailing comma. */
export const json = createJsonEditor(STRICT);

/**
 * The same, with entries in a list, the last step of a path being the item's name.
 * @param itemKey the member that holds it; every value that is put has it too
 */
export const jsonListedBy = (itemKey: string): Editor => createJsonEditor(STRICT, itemKey);

/** JSON with comments and trailing commas: Zed, VS Code, opencode, Kiro, Copilot CLI. */
export const jsonc = createJsonEditor({ comments: true, trailingCommas: true });

/** Such a document with entries in a list, as `jsonListedBy`. */
export const jsoncListedBy = (itemKey: string): Editor =>
  createJsonEditor({ comments: true, trailingCommas: true }, itemKey);

/** JSON with comments alone: Gemini CLI does not start where there is a trailing comma. */
export const jsonWithComments = createJsonEditor({ comments: true, trailingCommas: false });

/** An absent, empty or blank file counts as a document without entries. */
function createJsonEditor(dialect: Dialect, itemKey: string | null = null): Editor {
  /** The new text, after it was read again: exactly what was wanted, and JSON to another parser too. */
  const checked = (body: string, edits: readonly Edit[], wanted: JsonValue): string => {
    const result = applyEdits(body, edits);
    if (!sameJson(readJson(result, dialect), wanted))
      throw new Error('the edited JSON is not what was wanted; nothing was written');
    JSON.parse(strictText(result, dialect));
    return result;
  };

  return {
    read(text, path) {
      const { body } = splitMark(text);
      if (isBlank(body)) return undefined;
      return valueIn(locate(body, path, dialect, itemKey).document, path, itemKey);
    },

    put(text, path, value) {
      assertNamed(path, value, itemKey);
      const { mark, body } = splitMark(text);
      if (isBlank(body)) return mark + freshDocument(body, wrapEntry(path, value, itemKey));
      const { levels, document } = locate(body, path, dialect, itemKey);
      if (sameJson(valueIn(document, path, itemKey), value)) return text;
      const added = wrapEntry(path.slice(levels.length), value, itemKey);
      const edits = editsFor(sourceOf(body, dialect), levels, value, added);
      return mark + checked(body, edits, withEntry(document, path, value, itemKey));
    },

    remove(text, path) {
      const { mark, body } = splitMark(text);
      if (isBlank(body)) return text;
      const { levels, document } = locate(body, path, dialect, itemKey);
      const level = levels.at(path.length - 1);
      if (level?.match == null) return text;
      const edits = removeProperty(sourceOf(body, dialect), level, level.match);
      const [left = null] = withoutEntry(document, path, itemKey);
      return mark + checked(body, edits, left);
    },

    mask(text, shown) {
      const { mark, body } = splitMark(text);
      return isBlank(body) ? text : mark + maskJson(body, shown, dialect, itemKey);
    },
  };
}

function freshDocument(body: string, value: JsonValue): string {
  const eol = eolOf(body);
  return renderJson(value, { kind: 'lines', eol, unit: '  ', indent: '' }) + eol;
}

/** @param added the value, in what has to be made around it */
function editsFor(source: Source, levels: readonly Level[], value: JsonValue, added: JsonValue): Edit[] {
  const level = levels.at(-1);
  if (level === undefined) throw new Error('a document without a root');
  if (level.match !== null) return replaceValue(source, level.match, value);
  if (level.last !== null) return insertAfterLast(source, level, level.last, added);
  const owner = levels.at(-2)?.match ?? null;
  return fillEmpty(source, level, added, owner && source.body.slice(owner.keyEnd, owner.valueStart));
}
