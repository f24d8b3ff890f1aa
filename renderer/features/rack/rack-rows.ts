import type { Key } from '#shared/model/key.ts';
import { matcherOf } from '#shared/model/search/match.ts';
import type { Search } from '#shared/model/search/parse.ts';
import { type Searchable, type SearchSurroundings, searchableIn } from '#shared/model/search/row.ts';

/** A key with what its row shows of its surroundings. */
export type RackRow = Searchable;

/** @param environmentId only its keys; null for all */
export function rackRows(
  keys: readonly Key[],
  around: SearchSurroundings,
  environmentId: string | null,
): RackRow[] {
  const ofEnvironment =
    environmentId === null ? keys : keys.filter((key) => key.environmentId === environmentId);
  return ofEnvironment.map(searchableIn(around));
}

/** @param now milliseconds of the epoch. @returns the rows that a search finds; the same list where it asks for nothing */
export function searchRows(
  rows: readonly RackRow[],
  search: Pick<Search, 'terms'>,
  now: number,
): readonly RackRow[] {
  const matches = matcherOf(search, now);
  return matches === null ? rows : rows.filter(matches);
}
