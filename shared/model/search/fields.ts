import type { KeyStatus } from '../key.ts';

/** What a search may ask for by name, such as `env:dev`. */
export const SEARCH_FIELDS = [
  'env',
  'status',
  'unused',
  'expires',
  'due',
  'scope',
  'service',
  'connection',
  'tag',
  'target',
  'var',
  'name',
  'held',
  'test',
  'copied',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

export type SearchStatus = KeyStatus | 'due';

// A table, so that none can be missing; the list of the model would bring its schemas into the page's first paint.
const STATUSES: Readonly<Record<SearchStatus, true>> = {
  active: true,
  inactive: true,
  revoked: true,
  expired: true,
  orphan: true,
  ghost: true,
  due: true,
};

/** `due` is a key that should have been replaced by now. */
export const SEARCH_STATUSES = Object.keys(STATUSES) as readonly SearchStatus[];

export const YES_NO = ['yes', 'no'] as const;

/** What can stand behind a field: a part of a text, one of a few words, a duration. */
export type FieldKind = 'text' | 'status' | 'yes-no' | 'duration';

const KINDS: Partial<Record<SearchField, FieldKind>> = {
  status: 'status',
  unused: 'duration',
  expires: 'duration',
  due: 'duration',
  held: 'yes-no',
  test: 'yes-no',
  copied: 'yes-no',
};

export const kindOf = (field: SearchField): FieldKind => KINDS[field] ?? 'text';

/** Case and composition do not tell two words apart in a search. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase();

export const isSearchField = (name: string): name is SearchField =>
  (SEARCH_FIELDS as readonly string[]).includes(name);

/** @returns the statuses that a word names: itself, or every one that begins with it */
export function statusesOf(word: string): readonly SearchStatus[] {
  const wanted = folded(word);
  // The window calls a ghost gone.
  const named = wanted === 'gone' ? 'ghost' : wanted;
  const exact = SEARCH_STATUSES.filter((status) => status === named);
  return exact.length > 0 ? exact : SEARCH_STATUSES.filter((status) => status.startsWith(named));
}

/** @returns what a word says; null where it is neither */
export function yesOrNo(word: string): boolean | null {
  const wanted = folded(word);
  if (wanted === 'yes' || wanted === 'no') return wanted === 'yes';
  return null;
}

const DURATION = /^([1-9][0-9]{0,4})([hdw])$/;
const HOURS = { h: 1, d: 24, w: 168 } as const;

/** @returns milliseconds in a word like `12h`, `90d` or `2w`; null where it is none */
export function searchDurationMs(word: string): number | null {
  const [, count, unit] = DURATION.exec(folded(word)) ?? [];
  if (count === undefined || unit === undefined) return null;
  return Number(count) * HOURS[unit as keyof typeof HOURS] * 3_600_000;
}
