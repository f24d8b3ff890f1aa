import { isCollection } from 'yaml';
import type { JsonValue } from '#core/ports/exporter.ts';
import { cut, type Edit } from './splice.ts';
import type { Member, YamlLevel } from './yaml-places.ts';
import { afterColon, blockItem, blockPair, flowValue, itemText, type YamlStyle } from './yaml-render.ts';

// What stands on lines of its own.

/** Adds a member behind the last one and the comments that are about it; null: a line break would become text. */
export function addInBlock(body: string, level: YamlLevel, value: JsonValue, style: YamlStyle): Edit | null {
  const column = columnOf(body, level.open);
  const indent = ' '.repeat(column);
  const last = level.members.at(-1);
  const at = afterNotes(body, lineEnd(body, last?.end ?? level.open), column);
  if (last?.isText === true && at === body.length) return null;
  const written =
    level.kind === 'map' ? blockPair(level.step, value, indent, style) : blockItem(value, indent, style);
  return { start: at, end: at, text: style.eol + written };
}

/** Writes a value behind a name that has none. */
export function fillHollow(body: string, owner: Member, value: JsonValue, style: YamlStyle): Edit {
  const column = columnOf(body, owner.start);
  const at = afterNotes(body, lineEnd(body, owner.keyEnd), column);
  return { start: at, end: at, text: afterColon(value, ' '.repeat(column), { ...style, flowLists: false }) };
}

/** Writes a value over the one of a member; null: a form that cannot be changed without harm. */
export function replaceInBlock(
  body: string,
  level: YamlLevel,
  member: Member,
  value: JsonValue,
  style: YamlStyle,
): Edit | null {
  const old = member.value;
  const indent = ' '.repeat(columnOf(body, member.start));
  if (old !== null && isCollection(old) && old.flow === true) {
    return { start: old.range[0], end: old.range[1], text: flowValue(value) };
  }
  if (level.kind === 'list') {
    return { start: member.start, end: member.end, text: itemText(value, indent, style) };
  }
  if (ownLine(body, member.start) === null) return null;
  const colon = body.indexOf(':', member.keyEnd) + 1;
  const start = old !== null && isCollection(old) ? lineEnd(body, colon) : colon;
  const text = afterColon(value, indent, style);
  if (start !== colon && !text.startsWith(style.eol)) {
    return { start: colon, end: member.end, text };
  }
  return { start, end: Math.max(start, member.end), text };
}

/** Takes out the lines of a member; null: it shares a line with others. */
export function removeFromBlock(body: string, level: YamlLevel, member: Member): Edit | null {
  const first = level.kind === 'map' ? member.start : dashBefore(body, member.start);
  const line = first === null ? null : ownLine(body, first);
  if (line === null) return null;
  const end = lineEnd(body, member.end);
  if (level.members[level.at - 1]?.isText === true && end === body.length) return cut(line, end);
  if (line > 0) return cut(body[line - 2] === '\r' ? line - 2 : line - 1, end);
  return cut(0, end + (/^\r?\n/.exec(body.slice(end))?.[0].length ?? 0));
}

/** @returns the end of this line, in front of its line break */
function lineEnd(body: string, offset: number): number {
  const found = body.indexOf('\n', Math.max(offset, 0));
  const end = found < 0 ? body.length : found;
  return body[end - 1] === '\r' && found >= 0 ? end - 1 : end;
}

function columnOf(body: string, offset: number): number {
  return offset - (body.lastIndexOf('\n', offset - 1) + 1);
}

/** @returns the start of the line, if only its indent stands in front of this offset */
function ownLine(body: string, offset: number): number | null {
  const start = offset - columnOf(body, offset);
  return /^ *$/.test(body.slice(start, offset)) ? start : null;
}

function dashBefore(body: string, offset: number): number | null {
  const dash = body.lastIndexOf('-', offset - 1);
  return dash >= 0 && /^-\s+$/.test(body.slice(dash, offset)) ? dash : null;
}

/** Comments further in than a member are about the one above. */
function afterNotes(body: string, end: number, column: number): number {
  let at = end;
  for (;;) {
    const next = /^\r?\n( *)#/.exec(body.slice(at));
    if (next === null || (next[1]?.length ?? 0) <= column) return at;
    at = lineEnd(body, at + next[0].length);
  }
}
