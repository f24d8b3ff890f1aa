import type { JsonValue } from '#core/ports/exporter.ts';
import {
  eolOf,
  gapBefore,
  hasLineBreak,
  indentAt,
  inlineLike,
  type Layout,
  plainColon,
  renderJson,
  unitOf,
} from './json-layout.ts';
import type { Level, Property } from './json-path.ts';
import { afterComments, commaAfter, type Source } from './json-source.ts';
import type { Edit } from './splice.ts';

/** Writes a value over the one of `match`. */
export function replaceValue(source: Source, match: Property, value: JsonValue): Edit[] {
  const { body } = source;
  const old = body.slice(match.valueStart, match.valueEnd);
  const layout =
    hasLineBreak(old) || !/^\{\s*\S+.*\}$/.test(old) || old === '{}'
      ? linesAt(source, indentAt(body, match.keyStart))
      : inlineLike(body.slice(match.keyEnd, match.valueStart), old);
  return [{ start: match.valueStart, end: match.valueEnd, text: renderJson(value, layout) }];
}

/**
 * Adds a property or item after the last one, written as that one is.
 * It goes behind the comments on the last one's line, which are about that one; a comma behind the last stays the way
 * of this document.
 */
export function insertAfterLast(source: Source, level: Level, last: Property, value: JsonValue): Edit[] {
  const comma = commaAfter(source, last.valueEnd);
  const at = afterComments(source, comma === null ? last.valueEnd : comma + 1);
  const name = level.kind === 'array' ? null : level.name;
  const written = memberLike(source, last, source.lineEnds.has(at), [name, value]);
  if (comma !== null) return [{ start: at, end: at, text: `${written},` }];
  if (at === last.valueEnd) return [{ start: at, end: at, text: `,${written}` }];
  return [
    { start: last.valueEnd, end: last.valueEnd, text: ',' },
    { start: at, end: at, text: written },
  ];
}

/**
 * Fills an empty object or list. What stood between its braces stays in front of the entry,
 * so that `removeProperty` can give it back: `{}`, `{ }` and a `{` and `}` on two lines are three different files.
 * @param colon how the object's own name is followed by it; null for the root
 */
export function fillEmpty(source: Source, level: Level, value: JsonValue, colon: string | null): Edit[] {
  const { body, solid } = source;
  const inside = body.slice(level.open + 1, level.end - 1);
  const label = (between: string) =>
    level.kind === 'array' ? '' : JSON.stringify(level.name) + plainColon(between);
  const at = level.end - 1;
  if (colon !== null && !hasLineBreak(body.trim())) {
    const layout = inlineLike(colon, body.slice(level.open, level.end));
    const written = label(colon) + renderJson(value, layout);
    return [{ start: at, end: at, text: written + gapBefore(solid, at) }];
  }
  const eol = eolOf(body);
  // A CR of theirs and a LF of ours would read as one line break.
  const first = inside.endsWith('\r') ? '\r' : eol;
  const base = indentAt(body, level.open);
  const indent = base + unitOf(source.bare);
  const written = label(': ') + renderJson(value, linesAt(source, indent));
  return [{ start: at, end: at, text: `${first}${indent}${written}${eol}${base}` }];
}

/** The gap and member that follow `last`. */
function memberLike(
  source: Source,
  last: Property,
  afterLineComment: boolean,
  [name, value]: readonly [string | null, JsonValue],
): string {
  const { body } = source;
  const between = name === null ? colonIn(body, last) : body.slice(last.keyEnd, last.valueStart);
  const colon = plainColon(between);
  const neighbour = body.slice(last.valueStart, last.valueEnd);
  const ownLine = hasLineBreak(gapBefore(source.bare, last.keyStart));
  const inline = ownLine
    ? /^\{[^\r\n]*\S[^\r\n]*\}$/.test(neighbour) && neighbour.slice(1, -1).trim() !== ''
    : !hasLineBreak(neighbour);
  const indent = ownLine ? indentOf(source, last) : indentAt(body, last.keyStart);
  const layout = inline ? inlineLike(colon, neighbour) : linesAt(source, indent);
  const before = ownLine || afterLineComment ? eolOf(body) + indent : inlineGap(source, last, colon);
  const label = name === null ? '' : JSON.stringify(name) + colon;
  return before + label + renderJson(value, layout);
}

/** How a colon is written in an item that stands in one line. */
function colonIn(body: string, { valueStart, valueEnd }: Property): string {
  return /^\{\s*"[^"]*"(\s*:\s*)/.exec(body.slice(valueStart, valueEnd))?.[1] ?? ': ';
}

function linesAt(source: Source, indent: string): Layout {
  return { kind: 'lines', eol: eolOf(source.body), unit: unitOf(source.bare), indent };
}

function indentOf({ body, solid }: Source, { keyStart }: Property): string {
  const gap = gapBefore(solid, keyStart);
  return hasLineBreak(gap) ? (/[^\r\n]*$/.exec(gap)?.[0] ?? '') : indentAt(body, keyStart);
}

/** What separates two properties of one line: as between the last two, else as after a colon. */
function inlineGap({ solid }: Source, last: Property, colon: string): string {
  const gap = gapBefore(solid, last.keyStart);
  const followsComma = solid.charAt(last.keyStart - gap.length - 1) === ',';
  if (followsComma) return gap;
  return colon === ':' ? '' : ' ';
}
