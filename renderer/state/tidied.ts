import type { ClipboardEvent } from 'react';
import { holdsKey } from '#shared/text/key-like.ts';
import { searchText } from '../text/search.ts';
import { toast } from './actions.ts';
import { listOf } from './remote.ts';
import { getState } from './store.ts';
import { tidySearch } from './tidy-search.ts';

function isListed(word: string): boolean {
  const { keys, connections, environments } = getState().data;
  const rows = [...listOf(keys), ...listOf(connections), ...listOf(environments)];
  return rows.some((row) => JSON.stringify(row).toLowerCase().includes(word.toLowerCase()));
}

// What was deleted is looked up by its name as well, so a word is cut only where letters and digits stand mixed.
const isNoKey = (word: string): boolean => !holdsKey(word) || isListed(word);

/** For searches that have no line of their own to tell that something was left out. */
export function tidied(typed: string): string {
  const { search, cut } = tidySearch(typed, isNoKey);
  if (cut !== null) toast(cut === 'key' ? searchText.keyCut : searchText.cut.length);
  return search;
}

/**
 * SECURITY: what looks like a whole key never gets into the field, nor into what undoing brings back.
 * @returns what the field would hold after such a paste; null: the browser pastes
 */
export function heldBack(
  event: ClipboardEvent<HTMLInputElement>,
  isKnown: (word: string) => boolean,
): string | null {
  const pasted = event.clipboardData.getData('text');
  if (tidySearch(pasted, isKnown).cut === null) return null;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? 0);
}

export function pasteTidied(
  event: ClipboardEvent<HTMLInputElement>,
  onSearch: (search: string) => void,
): void {
  const typed = heldBack(event, isNoKey);
  if (typed !== null) onSearch(tidied(typed));
}
