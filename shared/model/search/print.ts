import type { Search, Term } from './parse.ts';

/** What would be read otherwise when it stands bare. */
const NEEDS_QUOTES = /^$|^[-"]|^[^\s":,]+:|\s/;
const VALUE_NEEDS_QUOTES = /^$|^"|[\s,]/;

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** @returns a value as it is written behind a field */
export const printValue = (value: string): string => (VALUE_NEEDS_QUOTES.test(value) ? quoted(value) : value);

function printTerm(term: Term): string {
  const sign = term.not ? '-' : '';
  if (term.kind === 'field') return `${sign}${term.field}:${term.values.map(printValue).join(',')}`;
  return sign + (!term.asField && NEEDS_QUOTES.test(term.text) ? quoted(term.text) : term.text);
}

/** @returns a search that is read as the same terms */
export const printSearch = ({ terms }: Pick<Search, 'terms'>): string => terms.map(printTerm).join(' ');
