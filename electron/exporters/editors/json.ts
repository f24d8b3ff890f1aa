import type { Editor, JsonValue } from '#core/ports/exporter.ts';
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
import { isBlank, split, valueAt, withoutValue, withValue, wrap } from './tree.ts';

/** Strict JSON (RFC 8259; a byte order mark in front is kept): no comment, no trailing comma. */
export const json = createJsonEditor(STRICT);

/** JSON with comments and trailing commas: Zed, VS Code, opencode, Kiro, Copilot CLI. */
export const jsonc = createJsonEditor({ comments: true, trailingCommas: true });

/** JSON with comments alone: Gemini CLI does not start where there is a trailing comma. */
export const jsonWithComments = createJsonEditor({ comments: true, trailingCommas: false });

/** An absent, empty or blank file counts as a document without entries. */
function createJsonEditor(dialect: Dialect): Editor {
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
      const { body } = split(text);
      if (isBlank(body)) return undefined;
      return valueAt(locate(body, path, dialect).document, path);
    },

    put(text, path, value) {
      const { mark, body } = split(text);
      if (isBlank(body)) return mark + freshDocument(body, path, value);
      const { levels, document } = locate(body, path, dialect);
      if (sameJson(valueAt(document, path), value)) return text;
      const edits = editsFor(sourceOf(body, dialect), levels, path, value);
      return mark + checked(body, edits, withValue(document, path, value));
    },

    remove(text, path) {
      const { mark, body } = split(text);
      if (isBlank(body)) return text;
      const { levels, document } = locate(body, path, dialect);
      const level = levels.at(path.length - 1);
      if (level?.match == null) return text;
      const edits = removeProperty(sourceOf(body, dialect), level, level.match);
      return mark + checked(body, edits, withoutValue(document, path));
    },

    mask(text, shown) {
      const { mark, body } = split(text);
      return isBlank(body) ? text : mark + maskJson(body, shown, dialect);
    },
  };
}

function freshDocument(body: string, path: readonly string[], value: JsonValue): string {
  const eol = eolOf(body);
  return renderJson(wrap(path, value), { kind: 'lines', eol, unit: '  ', indent: '' }) + eol;
}

function editsFor(
  source: Source,
  levels: readonly Level[],
  path: readonly string[],
  value: JsonValue,
): Edit[] {
  const level = levels.at(-1);
  if (level === undefined) throw new Error('a document without a root');
  if (level.match !== null) return replaceValue(source, level.match, value);
  const added = wrap(path.slice(levels.length), value);
  if (level.last !== null) return insertAfterLast(source, level.last, level.name, added);
  const owner = levels.at(-2)?.match ?? null;
  return fillEmpty(source, level, added, owner && source.body.slice(owner.keyEnd, owner.valueStart));
}
