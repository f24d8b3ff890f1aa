import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { sameJson } from './json-equal.ts';
import { lineBreakOf } from './json-layout.ts';
import { refusedPlace } from './refusal.ts';
import { applyEdits, type Edit } from './splice.ts';
import { addEntry, replaceEntry } from './toml-edit.ts';
import { maskToml } from './toml-mask.ts';
import { outermost, type Place, placesOf, startsWith } from './toml-places.ts';
import { readToml, type TomlDocument } from './toml-read.ts';
import { removeEntry } from './toml-remove.ts';
import { isMap, renderPair, renderTable } from './toml-render.ts';
import { isBlank, valueAt, withoutValue, withValue, wrap } from './tree.ts';

/**
 * TOML 1.0; text is put in and taken out, nothing is written anew.
 * No library does it: toml-edit-js cannot delete, @decimalturn/toml-patch puts new tables at the top as inline ones,
 * toml-patch 0.2 harms the document.
 */
export const toml: Editor = {
  read(text, path) {
    const { body } = splitMark(text);
    if (isBlank(body)) return undefined;
    return valueAt(open(body, path).document.document, path);
  },

  put(text, path, value) {
    const { mark, body } = splitMark(text);
    if (isBlank(body)) return mark + freshDocument(body, path, value);
    const { document, places } = open(body, path);
    const old = valueAt(document.document, path);
    if (sameJson(old, value)) return text;
    const ours = outermost(places, path);
    const edits =
      old === undefined
        ? [addEntry(body, document, places, path, value)]
        : replaceEntry(body, places, ours, path, value);
    return mark + checked(body, edits, ours, [withValue(document.document, path, value)]);
  },

  remove(text, path) {
    const { mark, body } = splitMark(text);
    if (isBlank(body)) return text;
    const { document, places } = open(body, path);
    if (valueAt(document.document, path) === undefined) return text;
    const ours = outermost(places, path);
    return mark + checked(body, removeEntry(body, ours), ours, without(document.document, path));
  },

  mask(text, shown) {
    const { mark, body } = splitMark(text);
    return isBlank(body) ? text : mark + maskToml(body, shown);
  },
};

function open(body: string, path: readonly string[]): { document: TomlDocument; places: Place[] } {
  const document = readToml(body);
  const places = placesOf(body, document);
  for (let length = 1; length < path.length; length += 1) {
    const head = path.slice(0, length);
    const value = valueAt(document.document, head);
    if (value === undefined || isMap(value)) continue;
    const at = places.find((place) => startsWith(place.path, head))?.node.range[0] ?? 0;
    const kind = Array.isArray(value) ? 'a list' : 'a value';
    throw refusedPlace(body, at, `“${head.at(-1)}” is ${kind}, not a table`);
  }
  return { document, places };
}

function freshDocument(body: string, path: readonly string[], value: JsonValue): string {
  const style = { eol: lineBreakOf(body), header: '', key: '', subTables: false };
  if (isMap(value)) return renderTable(path, value, style) + style.eol;
  const [name = '', ...rest] = path;
  return renderPair(name, wrap(rest, value)) + style.eol;
}

/** The new text, if both parsers take it and it says what was wanted; else the form of the file is beyond us. */
function checked(
  body: string,
  edits: readonly Edit[] | null,
  ours: readonly Place[],
  wanted: readonly JsonValue[],
): string {
  const result = edits && applyEdits(body, edits);
  if (result !== null && says(result, wanted)) return result;
  const at = ours[0]?.node.range[0] ?? 0;
  throw refusedPlace(body, at, 'The entry is written in a way that Keyrack cannot change');
}

function says(result: string, wanted: readonly JsonValue[]): boolean {
  const { document } = readToml(result);
  return wanted.some((one) => sameJson(document, one));
}

/** Without the entry; a table that only its sub-tables made is gone with the last of them. */
function without(document: JsonValue, path: readonly string[]): JsonValue[] {
  const found = [withoutValue(document, path)];
  for (let head = path.slice(0, -1); head.length > 0; head = head.slice(0, -1)) {
    const left = found.at(-1) ?? null;
    const above = valueAt(left, head);
    if (!isMap(above) || Object.keys(above).length > 0) break;
    found.push(withoutValue(left, head));
  }
  return found;
}
