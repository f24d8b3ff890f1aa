import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';
import { valueAt, withoutValue, withValue } from './tree.ts';

// A path whose last step may be an item of a list, on data.

/** @throws Error where an item would have another name than its path says */
export function assertNamed(path: readonly string[], value: JsonValue, itemKey: string | null): void {
  if (itemKey !== null && !isNamed(value, itemKey, path))
    throw new Error(`the item has another ${itemKey} than the path says`);
}

/** @returns the value at path, undefined where there is none */
export function valueIn(document: JsonValue, path: readonly string[], itemKey: string | null) {
  if (itemKey === null) return valueAt(document, path);
  return listIn(document, path)?.find((item) => isNamed(item, itemKey, path));
}

export function withEntry(
  document: JsonValue,
  path: readonly string[],
  value: JsonValue,
  itemKey: string | null,
): JsonValue {
  if (itemKey === null) return withValue(document, path, value);
  const list = listIn(document, path) ?? [];
  const isThere = list.some((item) => isNamed(item, itemKey, path));
  const next = list.map((item) => (isNamed(item, itemKey, path) ? value : item));
  return withValue(document, path.slice(0, -1), isThere ? next : [...list, value]);
}

/** @returns what may be left: without its last member a block has nothing behind its colon */
export function withoutEntry(
  document: JsonValue,
  path: readonly string[],
  itemKey: string | null,
): readonly JsonValue[] {
  const above = path.slice(0, -1);
  const kept = listIn(document, path)?.filter((item) => !isNamed(item, itemKey ?? '', path)) ?? [];
  const left = itemKey === null ? withoutValue(document, path) : withValue(document, above, kept);
  const container = valueAt(left, above);
  const isEmptied = isObject(container) && Object.keys(container).length === 0;
  return isEmptied ? [left, withValue(left, above, null)] : [left];
}

/** @returns what holds the entry where the rest of the path is not there yet */
export function wrapEntry(rest: readonly string[], value: JsonValue, itemKey: string | null): JsonValue {
  const inner: JsonValue = itemKey !== null && rest.length > 0 ? [value] : value;
  const names = itemKey === null ? rest : rest.slice(0, -1);
  return names.reduceRight<JsonValue>((nested, name) => ({ [name]: nested }), inner);
}

function listIn(document: JsonValue, path: readonly string[]): readonly JsonValue[] | undefined {
  const list = valueAt(document, path.slice(0, -1));
  return Array.isArray(list) ? list : undefined;
}

function isNamed(item: JsonValue, itemKey: string, path: readonly string[]): boolean {
  return isObject(item) && Object.hasOwn(item, itemKey) && item[itemKey] === path.at(-1);
}
