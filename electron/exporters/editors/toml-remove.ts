import { indentAt } from './json-layout.ts';
import { cut, type Edit } from './splice.ts';
import type { PairPlace, Place, TablePlace } from './toml-places.ts';

/** Takes out all places of an entry; null: a form that cannot be taken out without harm. */
export function removeEntry(body: string, ours: readonly Place[]): Edit[] | null {
  const inBraces = ours.filter((place) => place.kind === 'pair' && place.braces !== null);
  if (inBraces.length > 1) return null;
  return ours.map((place) => {
    if (place.kind === 'table') return cutTable(body, place);
    return place.braces === null ? cutLine(body, place) : cutInBraces(place, place.braces);
  });
}

/** A table goes with the blank line in front of it, which parts it from what stands above. */
export function cutTable(body: string, { start, end }: TablePlace): Edit {
  const blank = /(\r?\n){1,2}[ \t]*$/.exec(body.slice(0, start));
  if (blank !== null) return cut(blank.index, end);
  return cut(0, end + (/^[ \t]*(\r?\n){0,2}/.exec(body.slice(end))?.[0].length ?? 0));
}

/** A pair goes with its line, but for a comment on it. */
export function cutLine(body: string, { node }: PairPlace): Edit {
  const [start, end] = node.range;
  const indent = indentAt(body, start).length;
  const rest = /^[ \t]*(\r?\n|$)/.exec(body.slice(end));
  return rest === null ? cut(start, end) : cut(start - indent, end + rest[0].length);
}

function cutInBraces({ node }: PairPlace, braces: TomlBraces): Edit {
  const index = braces.body.indexOf(node);
  const before = braces.body[index - 1];
  const next = braces.body[index + 1];
  if (next !== undefined) return cut(node.range[0], next.range[0]);
  if (before !== undefined) return cut(before.range[1], node.range[1]);
  return cut(node.range[0], braces.range[1] - 1);
}

type TomlBraces = NonNullable<PairPlace['braces']>;
