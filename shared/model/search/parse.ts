import {
  folded,
  isSearchField,
  kindOf,
  SEARCH_FIELDS,
  type SearchField,
  searchDurationMs,
  statusesOf,
  yesOrNo,
} from './fields.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The longest search that is taken, in UTF-16 units; saved searches have the same. */
export const SEARCH_MAX = 500;

export type Term =
  /** Words that stand anywhere. `asField`: they read like a field that there is not. */
  | { readonly kind: 'text'; readonly text: string; readonly not: boolean; readonly asField: boolean }
  /** Any of the values; none yet: while it is typed, it asks for nothing. */
  | {
      readonly kind: 'field';
      readonly field: SearchField;
      readonly values: readonly string[];
      readonly not: boolean;
    };

/** What of a search cannot be read. */
export type SearchProblem =
  | {
      readonly kind: 'unknown-field';
      readonly part: string;
      /** It leaves out what has these words, so nothing that is found shows the mistake. */
      readonly not: boolean;
      /** The field that is written nearly so. */
      readonly near: SearchField | null;
    }
  | { readonly kind: 'bad-value'; readonly part: string; readonly field: SearchField };

export interface Search {
  readonly terms: readonly Term[];
  readonly problems: readonly SearchProblem[];
}

/** Whether a value can be read behind its field. `never` is a time that does not come. */
export function isReadable(field: SearchField, value: string): boolean {
  const kind = kindOf(field);
  if (kind === 'status') return statusesOf(value).length > 0;
  if (kind === 'yes-no') return yesOrNo(value) !== null;
  if (kind === 'text') return true;
  return searchDurationMs(value) !== null || (field !== 'unused' && folded(value) === 'never');
}

/** The field that differs in a letter, or of which a beginning was typed. */
function nearestField(name: string): SearchField | null {
  const typed = folded(name);
  const begins = SEARCH_FIELDS.find(
    (field) => typed.length > 1 && (field.startsWith(typed) || typed.startsWith(field)),
  );
  return begins ?? SEARCH_FIELDS.find((field) => differsInOneLetter(field, typed)) ?? null;
}

function differsInOneLetter(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const skipped = short.length === long.length ? short.slice(same + 1) : short.slice(same);
  return skipped === long.slice(same + 1);
}

type Read = { readonly term: Term | null; readonly problem?: SearchProblem };

function textTerm(text: string, token: Token, asField: boolean): Term | null {
  return text === '' ? null : { kind: 'text', text, not: token.not, asField };
}

function readField(token: Token, field: SearchField): Read {
  const values = token.values.map(({ text }) => text).filter((value) => value !== '');
  const term: Term = { kind: 'field', field, values, not: token.not };
  const bad = values.find((value) => !isReadable(field, value));
  if (bad === undefined) return { term };
  return { term, problem: { kind: 'bad-value', part: `${field}:${bad}`, field } };
}

function read(typed: string, token: Token): Read {
  const { prefix, not } = token;
  const [value] = token.values;
  if (prefix === null) return { term: textTerm(value?.text ?? '', token, false) };
  const name = folded(prefix);
  if (isSearchField(name)) return readField(token, name);
  // A scope such as contacts:read is a word like others.
  const text = typed.slice(token.start + (not ? 1 : 0), token.end);
  const part = `${prefix}:`;
  return {
    term: textTerm(text, token, true),
    problem: { kind: 'unknown-field', part, not, near: nearestField(prefix) },
  };
}

/** Reads a search as it is typed. Never throws: what cannot be read is said in `problems`. */
export function parseSearch(typed: string): Search {
  const text = typed.slice(0, SEARCH_MAX);
  const found = tokensOf(text).map((token) => read(text, token));
  return {
    terms: found.flatMap(({ term }) => term ?? []),
    problems: found.flatMap(({ problem }) => problem ?? []),
  };
}
