import type { SavedSearch } from '#shared/model/preferences.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import { searchText } from '../../../text/search.ts';

/** As many as preferences take. */
const MOST = 50;
const NAME_MAX = 80;

const isNamed = (name: string) => (one: SavedSearch) => comparableName(one.name) === comparableName(name);

/** @param own the name that it has already. @returns why a search cannot have this name; null where it can */
export function nameProblem(saved: readonly SavedSearch[], name: string, own: string | null): string | null {
  const bare = name.trim();
  if (bare === '') return searchText.nameMissing;
  if (bare.length > NAME_MAX) return searchText.nameLong(NAME_MAX);
  const others = saved.filter((one) => own === null || !isNamed(own)(one));
  if (others.some(isNamed(bare))) return searchText.nameTaken;
  return own === null && saved.length >= MOST ? searchText.full(MOST) : null;
}

export const saving = (saved: readonly SavedSearch[], name: string, search: string): SavedSearch[] => [
  ...saved,
  { name: name.trim(), search },
];

export const renaming = (saved: readonly SavedSearch[], own: string, name: string): SavedSearch[] =>
  saved.map((one) => (one.name === own ? { ...one, name: name.trim() } : one));

export const without = (saved: readonly SavedSearch[], name: string): SavedSearch[] =>
  saved.filter((one) => one.name !== name);

/** Where it was, unless its name was taken meanwhile. */
export function putBack(saved: readonly SavedSearch[], one: SavedSearch, at: number): SavedSearch[] {
  return saved.some(isNamed(one.name)) ? [...saved] : saved.toSpliced(at, 0, one);
}
