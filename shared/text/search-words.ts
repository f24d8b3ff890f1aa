import { kindOf, SEARCH_FIELDS, SEARCH_STATUSES, type SearchField } from '../model/search/fields.ts';
import type { SearchProblem } from '../model/search/parse.ts';

/** What each field of the search language asks for, in a few words. */
export const SEARCH_MEANINGS: Readonly<Record<SearchField, string>> = {
  env: 'environment',
  status: 'active, revoked, due and so on',
  unused: 'not used for so long, or never',
  expires: 'expires within',
  due: 'to be rotated within',
  scope: 'scope',
  service: 'service',
  connection: 'connection',
  tag: 'tag',
  target: 'delivered to',
  var: 'variable',
  name: 'name',
  held: 'Keyrack has the value',
  test: 'test mode',
  copied: 'confirmed as copied',
};

function possible(field: SearchField): string {
  const kind = kindOf(field);
  if (kind === 'status') return `Use one of: ${SEARCH_STATUSES.join(', ')}.`;
  if (kind === 'yes-no') return 'Use yes or no.';
  return `Use hours, days or weeks, like 12h, 90d or 4w${field === 'unused' ? '' : ', or never'}.`;
}

/** @returns which part cannot be read, and what is possible there */
export function problemWords(problem: SearchProblem): string {
  const { part } = problem;
  if (problem.kind === 'bad-value') return `“${part}” cannot be read. ${possible(problem.field)}`;
  const near = problem.near === null ? '' : ` Did you mean ${problem.near}: ?`;
  return `“${part}” is no field, so it is looked for as a word.${near} Fields: ${SEARCH_FIELDS.join(', ')}.`;
}
