import type { JsonValue } from '#core/ports/exporter.ts';
import { indentAt, lineBreakOf } from './json-layout.ts';
import type { Edit } from './splice.ts';
import { lineEndOf, type PairPlace, type Place, startsWith, type TablePlace } from './toml-places.ts';
import type { TomlDocument } from './toml-read.ts';
import { cutLine, cutTable } from './toml-remove.ts';
import {
  type BraceStyle,
  isMap,
  renderPair,
  renderTable,
  renderValue,
  type TomlStyle,
} from './toml-render.ts';
import { lastLineEnd, wrap } from './tree.ts';

/** Adds an entry: into the braces that hold its neighbours, else as a table behind theirs. */
export function addEntry(
  body: string,
  document: TomlDocument,
  places: readonly Place[],
  path: readonly string[],
  value: JsonValue,
): Edit {
  const braces = places.findLast(
    (place): place is PairPlace =>
      place.kind === 'pair' && place.path.length < path.length && startsWith(path, place.path),
  );
  if (braces !== undefined) return addInBraces(body, braces, path, value);
  const tables = places.filter((place): place is TablePlace => place.kind === 'table');
  const neighbours = tables.filter(({ path: other }) => startsWith(other, path.slice(0, -1)));
  const style = styleOf(body, neighbours, path);
  const written = isMap(value)
    ? renderTable(path, value, style)
    : renderTable(path.slice(0, -1), wrap(path.slice(-1), value) as Record<string, JsonValue>, style);
  const last = neighbours.at(-1);
  const at = last === undefined ? lastLineEnd(body) : afterNotes(body, document, last.end);
  return { start: at, end: at, text: style.eol + style.eol + written };
}

function styleOf(body: string, neighbours: readonly TablePlace[], path: readonly string[]): TomlStyle {
  const last = neighbours.findLast((place) => place.path.length === path.length);
  const pair = last?.node.body[0];
  return {
    eol: lineBreakOf(body),
    header: last === undefined ? '' : indentAt(body, last.start),
    key: pair === undefined ? '' : indentAt(body, pair.range[0]),
    subTables: neighbours.some((place) => place.path.length > path.length && !startsWith(place.path, path)),
  };
}

/** `{ … }` takes one line in TOML 1.0, and no comment. */
function addInBraces(body: string, owner: PairPlace, path: readonly string[], value: JsonValue): Edit {
  const [open, end] = owner.node.value.range;
  const [name = '', ...rest] = path.slice(owner.path.length);
  const last = owner.node.value.type === 'TOMLInlineTable' ? owner.node.value.body.at(-1) : undefined;
  const style = braceStyleOf(body, last ?? owner.node, body.slice(open, end));
  const written = renderPair(name, wrap(rest, value), style);
  if (last === undefined)
    return { start: end - 1, end: end - 1, text: written + body.slice(open + 1, end - 1) };
  return { start: last.range[1], end: last.range[1], text: style.comma + written };
}

function braceStyleOf(body: string, pair: PairPlace['node'], braces: string): BraceStyle {
  const equals = body.slice(pair.key.range[1], pair.value.range[0]);
  const isTight = equals === '=';
  const pad = braces.startsWith('{ ') || (braces === '{}' && !isTight) ? ' ' : '';
  return { equals: isTight ? '=' : ' = ', comma: isTight ? ',' : ', ', pad };
}

/**
 * Comments right under a table are about it, if a blank line or the end follows them; else they are about the next.
 */
function afterNotes(body: string, document: TomlDocument, end: number): number {
  let at = end;
  for (;;) {
    const next = /^(\r?\n)[ \t]*(?=#)/.exec(body.slice(at));
    if (next === null) break;
    at = lineEndOf(body, document, at + (next[1]?.length ?? 0));
  }
  return /^[ \t]*(\r?\n[ \t]*(\r?\n|$)|$)/.test(body.slice(at)) ? at : end;
}

/**
 * Writes a value over what stands there now: in the same form, at the first place of it.
 * @param ours its outermost places
 * @returns null: a form that cannot be changed without harm
 */
export function replaceEntry(
  body: string,
  places: readonly Place[],
  ours: readonly Place[],
  path: readonly string[],
  value: JsonValue,
): Edit[] | null {
  const tables = ours.filter((place): place is TablePlace => place.kind === 'table');
  if (tables.length === 0) return replacePairs(body, ours, path, value);
  if (tables.length < ours.length) return null;
  const first = tables.find((place) => place.path.length === path.length) ?? tables[0];
  if (first === undefined || !isMap(value) || first.node.kind === 'array') return null;
  const neighbours = places.filter(
    (place): place is TablePlace => place.kind === 'table' && startsWith(place.path, path.slice(0, -1)),
  );
  const others = neighbours.filter((place) => !startsWith(place.path, path));
  const style = styleOf(body, others.length > 0 ? others : tables, path);
  const exact = first.path.length === path.length;
  const header = exact ? body.slice(first.start, first.headerEnd) : undefined;
  const text = renderTable(
    path,
    value,
    { ...style, subTables: style.subTables || hasSubTables(tables, path) },
    header,
  );
  const written = {
    start: first.start,
    end: first.end,
    text: exact ? text : text.slice(style.header.length),
  };
  return tables.map((place) => (place === first ? written : cutTable(body, place)));
}

function hasSubTables(tables: readonly TablePlace[], path: readonly string[]): boolean {
  return tables.some((place) => place.path.length > path.length);
}

function replacePairs(
  body: string,
  ours: readonly Place[],
  path: readonly string[],
  value: JsonValue,
): Edit[] | null {
  const pairs = ours.filter((place): place is PairPlace => place.kind === 'pair');
  const [first, ...others] = pairs;
  if (first === undefined) return null;
  if (first.path.length === path.length) {
    const [start, end] = first.node.value.range;
    return [{ start, end, text: renderValue(value) }];
  }
  if (first.braces !== null) return null;
  const names = first.node.key.keys;
  const last = names[path.length - first.above - 1];
  if (last === undefined) return null;
  const key = body.slice(first.node.range[0], last.range[1]);
  const written = {
    start: first.node.range[0],
    end: first.node.range[1],
    text: `${key} = ${renderValue(value)}`,
  };
  return [written, ...others.map((place) => cutLine(body, place))];
}
