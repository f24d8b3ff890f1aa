import type { Key } from '../key.ts';
import { folded, type SearchField, searchDurationMs, statusesOf, yesOrNo } from './fields.ts';
import { isReadable, type Search, type Term } from './parse.ts';
import type { Searchable } from './row.ts';

type Test = (row: Searchable) => boolean;

/** A hint that is shorter says too little to be told from a word. */
const HINT_MIN = 4;

// The first part of a key finds its row, also where more was pasted than the hint shows.
const hintBegins = ({ hint }: Key, word: string): boolean =>
  hint.length >= HINT_MIN && word.length > hint.length && word.startsWith(folded(hint));

/** Texts repeat: each is folded once a search, not once a row. */
function holds(textOf: (row: Searchable) => string, value: string): Test {
  const wanted = folded(value);
  const known = new Map<string, boolean>();
  return (row) => {
    const text = textOf(row);
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = folded(text).includes(wanted);
    known.set(text, found);
    return found;
  };
}

const TEXTS: Readonly<Partial<Record<SearchField, (row: Searchable) => string>>> = {
  service: ({ service, provider }) => `${service}\n${provider}`,
  connection: ({ connection }) => connection,
  scope: ({ key }) => key.scopes.join('\n'),
  tag: ({ key }) => key.tags.join('\n'),
  var: ({ key }) => key.variable ?? '',
  name: ({ key }) => key.name,
};

/** A target goes by its id or by its name: `claude-desktop`, "Claude Desktop". */
const target = (value: string): Test =>
  holds(
    ({ key }) => key.deliveries.map((delivery) => delivery.target.replaceAll('-', ' ')).join('\n'),
    value.replaceAll('-', ' '),
  );

function environment(value: string): Test {
  const named = holds((row) => row.environment?.name ?? '', value);
  const stage = folded(value);
  return (row) => named(row) || row.environment?.stage === stage;
}

/** Instants are all ISO 8601 in UTC, so their text compares as they do. */
const instant = (ms: number): string => new Date(ms).toISOString();

function within(textOf: (key: Key) => string | null, value: string, from: string, now: number): Test {
  const duration = searchDurationMs(value);
  if (duration === null) return ({ key }) => textOf(key) === null;
  const until = instant(now + duration);
  return ({ key }) => {
    const at = textOf(key);
    return at !== null && at > from && at <= until;
  };
}

function unused(value: string, now: number): Test {
  const since = instant(now - (searchDurationMs(value) ?? 0));
  return ({ key }) => key.lastUsedAt === null || key.lastUsedAt <= since;
}

function status(value: string, now: number): Test {
  const wanted = new Set<string>(statusesOf(value));
  const at = instant(now);
  const isDue = ({ rotationDueAt }: Key) => rotationDueAt !== null && rotationDueAt <= at;
  return ({ key }) => wanted.has(key.status) || (wanted.has('due') && isDue(key));
}

/** Waits for its value to be copied, as the window says it. */
const isUncopied = ({ acknowledged, held, status: now }: Key) => !acknowledged && held && now === 'active';

function yesNo(of: (key: Key) => boolean, value: string): Test {
  const wanted = yesOrNo(value);
  return ({ key }) => of(key) === wanted;
}

function fieldTest(field: SearchField, value: string, now: number): Test {
  const textOf = TEXTS[field];
  if (textOf !== undefined) return holds(textOf, value);
  if (field === 'env') return environment(value);
  if (field === 'target') return target(value);
  if (field === 'status') return status(value, now);
  if (field === 'unused') return unused(value, now);
  if (field === 'expires') return within((key) => key.expiresAt, value, instant(now), now);
  if (field === 'due') return within((key) => key.rotationDueAt, value, '', now);
  if (field === 'held') return yesNo((key) => key.held, value);
  if (field === 'test') return yesNo((key) => key.testMode, value);
  return yesNo((key) => !isUncopied(key), value);
}

function positive(term: Term, now: number): Test {
  if (term.kind === 'field') {
    const tests = term.values.map((value) => fieldTest(term.field, value, now));
    return (row) => tests.some((test) => test(row));
  }
  const word = folded(term.text);
  return (row) => row.haystack.includes(word) || hintBegins(row.key, word);
}

const asksNothing = (term: Term) => term.kind === 'field' && term.values.length === 0;
const cannotBeRead = (term: Term) =>
  term.kind === 'field' && term.values.some((value) => !isReadable(term.field, value));

/**
 * @param now milliseconds of the epoch
 * @returns which keys a search finds; null: all. A part that cannot be read finds none, negated or not: what is done to
 * all that was found must never reach further than was meant.
 */
export function matcherOf({ terms }: Pick<Search, 'terms'>, now: number): Test | null {
  const asked = terms.filter((term) => !asksNothing(term));
  if (asked.length === 0) return null;
  if (asked.some(cannotBeRead)) return () => false;
  const tests = asked.map((term) => {
    const test = positive(term, now);
    return term.not ? (row: Searchable) => !test(row) : test;
  });
  return (row) => tests.every((test) => test(row));
}
