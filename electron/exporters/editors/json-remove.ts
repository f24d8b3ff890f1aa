import { gapBefore, hasLineBreak } from './json-layout.ts';
import type { Level, Property } from './json-path.ts';
import { commaAfter, endsLine, type Source, skipSpace } from './json-source.ts';
import { cut, type Edit } from './splice.ts';

/** Takes out `level.match`: the inverse of what put it there. Comments stay, also those about it. */
export function removeProperty(source: Source, level: Level, match: Property): Edit[] {
  const own = commaAfter(source, match.valueEnd);
  if (level.hasNext && own !== null) return removeFirst(source, match, own);
  if (level.before === null) return removeOnly(source, match, own);
  const start = startOf(source, match, isNext(source, match, own) ? own + 1 : match.valueEnd);
  const member = cutWithComma(source, start, match, own);
  if (own !== null) return member;
  const comma = commaAfter(source, level.before.valueEnd);
  if (comma === null) throw new Error('two properties without a comma between them');
  return comma + 1 === start ? [cut(comma, match.valueEnd)] : [cut(comma, comma + 1), ...member];
}

/** Others follow: what comes next moves up to our place. */
function removeFirst(source: Source, match: Property, comma: number): Edit[] {
  const next = skipSpace(source.solid, comma + 1);
  if (isNext(source, match, comma)) return [cut(match.keyStart, next)];
  return [cut(match.keyStart, match.valueEnd), cut(comma, next)];
}

/** Nothing else is in the object: what stood between its braces before is left. */
function removeOnly(source: Source, match: Property, comma: number | null): Edit[] {
  const gap = gapBefore(source.solid, match.keyStart);
  const own = hasLineBreak(gap) ? (/(\r\n|\n|\r)[ \t]*$/.exec(gap)?.[0] ?? '') : '';
  const gapStart = match.keyStart - gap.length;
  const kept = gap.slice(0, gap.length - own.length);
  const swallows = source.lineEnds.has(gapStart) && !hasLineBreak(kept);
  const start = match.keyStart - (swallows ? 0 : own.length);
  const member = cutWithComma(source, start, match, comma);
  const last = member.at(-1);
  if (last === undefined) throw new Error('a property without an end');
  return [...member.slice(0, -1), cut(last.start, skipSpace(source.solid, last.end))];
}

/** A line comment in front would swallow what follows on our line. */
function startOf({ body, solid, lineEnds }: Source, { keyStart }: Property, end: number): number {
  const start = keyStart - gapBefore(solid, keyStart).length;
  return lineEnds.has(start) && !endsLine(body, end) ? keyStart : start;
}

function cutWithComma(source: Source, start: number, match: Property, comma: number | null): Edit[] {
  if (comma === null) return [cut(start, match.valueEnd)];
  if (isNext(source, match, comma)) return [cut(start, comma + 1)];
  return [cut(start, match.valueEnd), cut(comma, comma + 1)];
}

/** Whether a comma follows without a comment between. */
function isNext({ solid }: Source, { valueEnd }: Property, comma: number | null): comma is number {
  return comma !== null && skipSpace(solid, valueEnd) === comma;
}
