import {
  folded,
  isSearchField,
  kindOf,
  SEARCH_FIELDS,
  SEARCH_STATUSES,
  type SearchField,
  YES_NO,
} from '#shared/model/search/fields.ts';
import { printValue } from '#shared/model/search/print.ts';
import { tokensOf } from '#shared/model/search/tokens.ts';
import { SEARCH_MEANINGS } from '#shared/text/search-words.ts';
import type { RackRow } from '../rack-rows.ts';

export interface Completion {
  readonly label: string;
  readonly meaning: string | null;
  /** The search with it, and where the caret stands then. */
  readonly search: string;
  readonly caret: number;
}

const MOST = 8;
const DURATIONS = ['7d', '30d', '90d', '365d'];

const TEXTS: Readonly<Partial<Record<SearchField, (row: RackRow) => readonly string[]>>> = {
  env: ({ environment }) => (environment === null ? [] : [environment.name]),
  scope: ({ key }) => key.scopes,
  service: ({ service }) => [service],
  connection: ({ connection }) => [connection],
  tag: ({ key }) => key.tags,
  target: ({ key }) => key.deliveries.map(({ target }) => target),
  var: ({ key }) => (key.variable === null ? [] : [key.variable]),
};

/** What stands behind a field in these rows. */
function valuesOf(field: SearchField, rows: readonly RackRow[]): readonly string[] {
  const kind = kindOf(field);
  if (kind === 'status') return SEARCH_STATUSES;
  if (kind === 'yes-no') return YES_NO;
  if (kind === 'duration') return field === 'unused' ? DURATIONS : [...DURATIONS, 'never'];
  const found = new Set(rows.flatMap((row) => TEXTS[field]?.(row) ?? []));
  found.delete('');
  return [...found].sort((one, other) => one.localeCompare(other, 'en'));
}

const put = (typed: string, [start, end]: readonly [number, number], text: string) => ({
  search: typed.slice(0, start) + text + typed.slice(end),
  caret: start + text.length,
});

/** @param caret where it stands in what is typed. @returns what could be meant there, at most eight */
export function completionsOf(typed: string, caret: number, rows: readonly RackRow[]): readonly Completion[] {
  const token = tokensOf(typed).find(({ start, end }) => start <= caret && caret <= end);
  if (token === undefined) return [];
  const { prefix, values } = token;
  const value = values.find(({ start, end }) => start <= caret && caret <= end);
  if (value === undefined || (value.quoted && prefix === null)) return [];
  const part = folded(value.text);
  if (prefix === null) {
    return SEARCH_FIELDS.filter((field) => part !== '' && field.startsWith(part)).map((field) => ({
      label: `${field}:`,
      meaning: SEARCH_MEANINGS[field],
      ...put(typed, [value.start, value.end], `${field}:`),
    }));
  }
  const field = folded(prefix);
  if (!isSearchField(field)) return [];
  const fits = (each: string) => (kindOf(field) === 'text' ? each.includes(part) : each.startsWith(part));
  return valuesOf(field, rows)
    .filter((each) => fits(folded(each)) && folded(each) !== part)
    .slice(0, MOST)
    .map((each) => ({
      label: each,
      meaning: null,
      ...put(typed, [value.start, value.end], `${printValue(each)}${value.end === typed.length ? ' ' : ''}`),
    }));
}
