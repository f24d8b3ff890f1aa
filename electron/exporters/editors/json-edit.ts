import type { JsonValue } from '#core/ports/exporter.ts';
import {
  eolOf,
  gapBefore,
  hasLineBreak,
  indentAt,
  inlineLike,
  type Layout,
  renderJson,
  unitOf,
} from './json-layout.ts';
import type { Level, Property } from './json-path.ts';

/** Replaces body[start, end) by text: the one change that is made. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Writes a value over the one of `match`. */
export function replaceValue(body: string, match: Property, value: JsonValue): Edit {
  const old = body.slice(match.valueStart, match.valueEnd);
  const layout =
    hasLineBreak(old) || !/^\{\s*\S+.*\}$/.test(old) || old === '{}'
      ? linesAt(body, indentAt(body, match.keyStart))
      : inlineLike(body.slice(match.keyEnd, match.valueStart), old);
  return { start: match.valueStart, end: match.valueEnd, text: renderJson(value, layout) };
}

/** Adds a property after the last one, written as that one is. */
export function insertAfterLast(body: string, last: Property, name: string, value: JsonValue): Edit {
  const gap = gapBefore(body, last.keyStart);
  const colon = body.slice(last.keyEnd, last.valueStart);
  const neighbour = body.slice(last.valueStart, last.valueEnd);
  const ownLine = hasLineBreak(gap);
  const inline = ownLine
    ? /^\{[^\r\n]*\S[^\r\n]*\}$/.test(neighbour) && neighbour.slice(1, -1).trim() !== ''
    : !hasLineBreak(neighbour);
  const indent = ownLine ? afterLastBreak(gap) : indentAt(body, last.keyStart);
  const layout = inline ? inlineLike(colon, neighbour) : linesAt(body, indent);
  const before = ownLine ? eolOf(body) + indent : inlineGap(body, last, colon);
  const text = `,${before}${JSON.stringify(name)}${hasLineBreak(colon) ? ': ' : colon}${renderJson(value, layout)}`;
  return { start: last.valueEnd, end: last.valueEnd, text };
}

/**
 * Fills an empty object. What stood between its braces stays in front of the entry,
 * so that `removeProperty` can give it back: `{}`, `{ }` and a `{` and `}` on two lines are three different files.
 * @param colon how the object's own name is followed by it; null for the root
 */
export function fillEmpty(body: string, level: Level, value: JsonValue, colon: string | null): Edit {
  const inside = body.slice(level.open + 1, level.end - 1);
  const name = JSON.stringify(level.name);
  const at = level.end - 1;
  if (colon !== null && !hasLineBreak(body.trim())) {
    const layout = inlineLike(colon, body.slice(level.open, level.end));
    const written = `${name}${colon}${renderJson(value, layout)}`;
    return { start: at, end: at, text: written + inside };
  }
  const eol = eolOf(body);
  // A CR of theirs and a LF of ours would read as one line break.
  const first = inside.endsWith('\r') ? '\r' : eol;
  const base = indentAt(body, level.open);
  const indent = base + unitOf(body);
  const written = `${name}: ${renderJson(value, linesAt(body, indent))}`;
  return { start: at, end: at, text: `${first}${indent}${written}${eol}${base}` };
}

/** Takes out `level.match`: the inverse of what put it there. */
export function removeProperty(body: string, level: Level, match: Property): Edit {
  if (level.nextKey !== null) return { start: match.keyStart, end: level.nextKey, text: '' };
  if (level.before !== null) {
    // Only white space stands between a value and its comma.
    return { start: body.indexOf(',', level.before.valueEnd), end: match.valueEnd, text: '' };
  }
  const gap = gapBefore(body, match.keyStart);
  const kept = hasLineBreak(gap) ? gap.slice(0, gap.length - afterLastBreak(gap).length) : gap;
  return { start: level.open + 1, end: level.end - 1, text: kept.replace(/(\r\n|\n|\r)$/, '') };
}

export function apply(body: string, edit: Edit): string {
  return body.slice(0, edit.start) + edit.text + body.slice(edit.end);
}

function linesAt(body: string, indent: string): Layout {
  return { kind: 'lines', eol: eolOf(body), unit: unitOf(body), indent };
}

/** What separates two properties of one line: as between the last two, else as after a colon. */
function inlineGap(body: string, last: Property, colon: string): string {
  const gap = gapBefore(body, last.keyStart);
  const followsComma = body.charAt(last.keyStart - gap.length - 1) === ',';
  if (followsComma) return gap;
  return colon === ':' ? '' : ' ';
}

function afterLastBreak(gap: string): string {
  return /[^\r\n]*$/.exec(gap)?.[0] ?? '';
}
