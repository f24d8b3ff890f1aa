import { AppError } from '../errors.ts';
import type { JsonValue } from '../ports/exporter.ts';
import { isMap, same } from './rewriting.ts';

/** undefined: no such member. */
type Member = JsonValue | undefined;

/** One value in three states. */
interface Three<Value> {
  /** Before Keyrack changed it. */
  readonly was: Value;
  /** As Keyrack wrote it. */
  readonly ours: Value;
  /** What its owner made of that. */
  readonly now: Value;
}

const entangled = () =>
  new AppError('conflict', {
    message:
      'Its owner changed the part of the entry that Keyrack wrote, and which of it is whose cannot be told.',
  });

/**
 * Takes our change back out of a value, and leaves what its owner changed since: a merge of three states, as of version control.
 * @throws AppError conflict where both changed the same place
 */
export function withoutOurs({ was, ours, now }: Three<Member>): Member {
  if (same(now, ours)) return was;
  if (same(was, ours) || same(now, was)) return now;
  if (was === undefined || ours === undefined || now === undefined) throw entangled();
  if (isMap(was) && isMap(ours) && isMap(now)) return ofMaps({ was, ours, now });
  if (Array.isArray(was) && Array.isArray(ours) && Array.isArray(now)) return ofLists({ was, ours, now });
  throw entangled();
}

function ofMaps({ was, ours, now }: Three<{ readonly [name: string]: JsonValue }>): JsonValue {
  const at = (map: typeof was, name: string) => (Object.hasOwn(map, name) ? map[name] : undefined);
  const names = new Set([...Object.keys(now), ...Object.keys(was)]);
  const members = [...names].map(
    (name) => [name, withoutOurs({ was: at(was, name), ours: at(ours, name), now: at(now, name) })] as const,
  );
  return Object.fromEntries(
    members.filter((member): member is [string, JsonValue] => member[1] !== undefined),
  );
}

function ofLists({ was, ours, now }: Three<readonly JsonValue[]>): JsonValue {
  const mine = stretch(ours, was);
  const theirs = stretch(ours, now);
  const isBefore = theirs.end <= mine.start;
  if (!isBefore && theirs.start < mine.end) throw entangled();
  const moved = isBefore ? now.length - ours.length : 0;
  return [...now.slice(0, mine.start + moved), ...mine.instead, ...now.slice(mine.end + moved)];
}

/** @returns from where to where a list differs from another, as one stretch, and what the other has there */
function stretch(list: readonly JsonValue[], other: readonly JsonValue[]) {
  const shorter = Math.min(list.length, other.length);
  let start = 0;
  while (start < shorter && same(list[start], other[start])) start += 1;
  let tail = 0;
  while (tail < shorter - start && same(list.at(-1 - tail), other.at(-1 - tail))) tail += 1;
  return { start, end: list.length - tail, instead: other.slice(start, other.length - tail) };
}
