import { SEARCH_MAX } from '#shared/model/search/parse.ts';
import { keysIn } from '#shared/text/key-like.ts';

/** What may be shown of a secret: as a hint, at most so many of its first characters, and at most a third. */
const HINT_MAX = 12;
const hintOf = (value: string): string => value.slice(0, Math.min(HINT_MAX, Math.floor(value.length / 3)));

export interface Tidied {
  readonly search: string;
  /** What was taken out of it. */
  readonly cut: 'key' | 'length' | null;
}

/**
 * SECURITY: a whole key that is typed or pasted into a search does not stay in the page; its first part finds it as
 * well.
 * @param isKnown whether a word stands in what is listed: such words are no secret
 */
export function tidySearch(typed: string, isKnown: (word: string) => boolean): Tidied {
  let search = typed;
  for (const word of keysIn(typed)) if (!isKnown(word)) search = search.replaceAll(word, hintOf(word));
  const isLong = search.length > SEARCH_MAX;
  const cut = search === typed ? null : 'key';
  return { search: search.slice(0, SEARCH_MAX), cut: isLong ? 'length' : cut };
}
