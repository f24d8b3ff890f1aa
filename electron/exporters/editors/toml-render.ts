import { AppError } from '#core/errors.ts';
import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './json-equal.ts';

/** How a table is written beside its neighbours. */
export interface TomlStyle {
  readonly eol: string;
  /** White space before a header, and before a key. */
  readonly header: string;
  readonly key: string;
  /** Maps inside a table get headers of their own. */
  readonly subTables: boolean;
}

/** How braces are written: `{ a = 1, b = 2 }` or `{a=1,b=2}`. */
export interface BraceStyle {
  readonly equals: string;
  readonly comma: string;
  readonly pad: string;
}

const SPACED: BraceStyle = { equals: ' = ', comma: ', ', pad: ' ' };

type Map = { readonly [name: string]: JsonValue };

/** @returns `[name]` and its lines, without a line break behind the last */
export function renderTable(path: readonly string[], value: Map, style: TomlStyle, header?: string): string {
  const own = Object.entries(value).filter(([, item]) => !(style.subTables && isMap(item)));
  const below = Object.entries(value).filter(([, item]) => style.subTables && isMap(item));
  const lines = [
    header ?? `${style.header}[${path.map(renderKey).join('.')}]`,
    ...own.map(([name, item]) => `${style.key}${renderPair(name, item)}`),
  ];
  const tables = below.map(([name, item]) => renderTable([...path, name], item as Map, style));
  return [lines.join(style.eol), ...tables].join(style.eol + style.eol);
}

export function renderPair(name: string, value: JsonValue, style = SPACED): string {
  return renderKey(name) + style.equals + renderValue(value, style);
}

/** @throws AppError file-refused: TOML has no null */
export function renderValue(value: JsonValue, style = SPACED): string {
  if (value === null) throw new AppError('file-refused', NO_NULL);
  if (typeof value === 'string') return renderString(value);
  if (Array.isArray(value))
    return `[${value.map((item: JsonValue) => renderValue(item, style)).join(style.comma)}]`;
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([name, item]: [string, JsonValue]) =>
    renderPair(name, item, style),
  );
  return pairs.length === 0 ? '{}' : `{${style.pad}${pairs.join(style.comma)}${style.pad}}`;
}

function renderKey(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : renderString(name);
}

export function isMap(value: JsonValue | undefined): value is Map {
  return isObject(value) && !Array.isArray(value);
}

const NO_NULL = {
  message: 'TOML has no word for an empty value. The file is left alone.',
  next: 'Leave out the setting that has none.',
};

/**
 * A basic string: JSON's escapes are TOML's, but for the delete character.
 * TOML is UTF-8: half of a surrogate pair cannot be written, and JSON.stringify's escape for it is not TOML either.
 */
function renderString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll('\x7f', '\\u007F');
}
