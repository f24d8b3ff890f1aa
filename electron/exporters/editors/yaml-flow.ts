import type { JsonValue } from '#core/ports/exporter.ts';
import { cut, type Edit } from './splice.ts';
import type { Member, YamlLevel } from './yaml-places.ts';
import { flowPair, flowValue } from './yaml-render.ts';

// What stands in `{ … }` or `[ … ]`.

/** Adds a member behind the last one. @returns null where it cannot stand */
export function addInFlow(body: string, level: YamlLevel, value: JsonValue): Edit | null {
  const written = level.kind === 'map' ? flowPair(level.step, value) : flowValue(value);
  const last = level.members.at(-1);
  if (last === undefined) {
    const at = level.open + 1;
    const pad = /^[ \t]*/.exec(body.slice(at))?.[0] ?? '';
    return { start: at, end: at, text: pad + written };
  }
  const comma = commaAfter(body, last.end);
  if (comma === null)
    return isBeforeTab(body, last.end) ? null : { start: last.end, end: last.end, text: `, ${written}` };
  return { start: comma + 1, end: comma + 1, text: ` ${written},` };
}

/** Puts another value in a member's place. @returns null where it cannot stand */
export function replaceInFlow(body: string, member: Member, value: JsonValue): Edit | null {
  const start = member.value?.range[0];
  if (start === undefined || isBeforeTab(body, member.end)) return null;
  return { start, end: member.end, text: flowValue(value) };
}

/** YAML 1.2 allows a tab between a bracket and the next (6.2); some readers, js-yaml among them, refuse the whole file. */
const isBeforeTab = (body: string, offset: number) => /^ *\t/.test(body.slice(offset));

/** Takes out a member with one comma; comments stay. */
export function removeFromFlow(body: string, level: YamlLevel, member: Member): Edit[] {
  const own = commaAfter(body, member.end);
  const before = level.members[level.at - 1];
  if (before === undefined) {
    if (own === null)
      return [cut(level.members.length === 1 ? padStart(body, member) : member.start, member.end)];
    const blanks = /^[ \t]*/.exec(body.slice(own + 1))?.[0].length ?? 0;
    return [cut(member.start, own + 1 + (level.members.length === 1 ? 0 : blanks))];
  }
  const comma = commaAfter(body, before.end) ?? before.end;
  const isApart = body.slice(comma, member.start).includes('#');
  if (own !== null) return [cut(isApart ? member.start : comma + 1, own + 1)];
  if (!isApart) return [cut(comma, member.end)];
  return [cut(comma, comma + 1), cut(member.start, member.end)];
}

/** @returns the offset of the comma behind a member, over comments; null where there is none */
function commaAfter(body: string, offset: number): number | null {
  const between = /^(\s|#[^\n]*)*/.exec(body.slice(offset))?.[0].length ?? 0;
  return body[offset + between] === ',' ? offset + between : null;
}

function padStart(body: string, { start }: Member): number {
  let at = start;
  while (' \t'.includes(body.charAt(at - 1))) at -= 1;
  return at;
}
