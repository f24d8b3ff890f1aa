import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { apply, type Edit, fillEmpty, insertAfterLast, removeProperty, replaceValue } from './json-edit.ts';
import { isObject, sameJson } from './json-equal.ts';
import { eolOf, renderJson } from './json-layout.ts';
import { maskJson } from './json-mask.ts';
import { type Level, locate } from './json-path.ts';
import { readJson } from './json-value.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Strict JSON (RFC 8259; a byte order mark in front is kept): no comment, no trailing comma.
 * An absent, empty or blank file counts as a document without entries.
 */
export const json: Editor = {
  read(text, path) {
    const { body } = split(text);
    if (isBlank(body)) return undefined;
    return valueAt(locate(body, path).document, path);
  },

  put(text, path, value) {
    const { mark, body } = split(text);
    if (isBlank(body)) return mark + freshDocument(body, path, value);
    const { levels, document } = locate(body, path);
    if (sameJson(valueAt(document, path), value)) return text;
    const edit = editFor(body, levels, path, value);
    return mark + checked(body, edit, withValue(document, path, value));
  },

  remove(text, path) {
    const { mark, body } = split(text);
    if (isBlank(body)) return text;
    const { levels, document } = locate(body, path);
    const level = levels.at(path.length - 1);
    if (level?.match == null) return text;
    const edit = removeProperty(body, level, level.match);
    return mark + checked(body, edit, withoutValue(document, path));
  },

  mask(text, shown) {
    const { mark, body } = split(text);
    return isBlank(body) ? text : mark + maskJson(body, shown);
  },
};

function split(text: string): { readonly mark: string; readonly body: string } {
  const marked = text.startsWith(BYTE_ORDER_MARK);
  return { mark: marked ? BYTE_ORDER_MARK : '', body: marked ? text.slice(1) : text };
}

function isBlank(body: string): boolean {
  return /^[ \t\r\n]*$/.test(body);
}

function freshDocument(body: string, path: readonly string[], value: JsonValue): string {
  const eol = eolOf(body);
  return renderJson(wrap(path, value), { kind: 'lines', eol, unit: '  ', indent: '' }) + eol;
}

function editFor(body: string, levels: readonly Level[], path: readonly string[], value: JsonValue): Edit {
  const level = levels.at(-1);
  if (level === undefined) throw new Error('a document without a root');
  if (level.match !== null) return replaceValue(body, level.match, value);
  const added = wrap(path.slice(levels.length), value);
  if (level.last !== null) return insertAfterLast(body, level.last, level.name, added);
  const owner = levels.at(-2)?.match ?? null;
  return fillEmpty(body, level, added, owner && body.slice(owner.keyEnd, owner.valueStart));
}

/** The new text, after it was read again: exactly what was wanted, and JSON to another parser too. */
function checked(body: string, edit: Edit, wanted: JsonValue): string {
  const result = apply(body, edit);
  if (!sameJson(readJson(result), wanted))
    throw new Error('the edited JSON is not what was wanted; nothing was written');
  JSON.parse(result);
  return result;
}

function valueAt(document: JsonValue, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const name of path) value = child(value, name);
  return value;
}

function child(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return value[name] as JsonValue; // a member of a JSON value is one
}

// Spread and computed names define own properties, so that a name like __proto__ stays a name.
function withValue(document: JsonValue | undefined, path: readonly string[], value: JsonValue): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return {
    ...(isObject(document) ? document : {}),
    [name]: withValue(child(document, name), rest, value),
  } as JsonValue;
}

function withoutValue(document: JsonValue, path: readonly string[]): JsonValue {
  const [name, ...rest] = path;
  const inner = name === undefined ? undefined : child(document, name);
  if (name === undefined || inner === undefined || !isObject(document)) return document;
  if (rest.length > 0) return { ...document, [name]: withoutValue(inner, rest) } as JsonValue;
  const { [name]: _removed, ...kept } = document;
  return kept as JsonValue;
}

function wrap(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value);
}
