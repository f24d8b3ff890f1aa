import { keysIn } from '#shared/text/key-like.ts';
import type { FindKnownForms, KnownForm } from '../ports/scanning.ts';
import { Secret } from '../secret.ts';
import { isForShow, knownForms } from './known-forms.ts';
import { namedValues } from './named-values.ts';
import { lineCounter, nameBefore, withoutBlobs } from './places-in-text.ts';

/** A value that may be a secret, and where it stands. */
export interface Candidate {
  /** From 1. */
  readonly line: number;
  /** How often it stands in the file. */
  readonly times: number;
  /** By its form; null: by its name, or as a key of Keyrack alone. */
  readonly kind: string | null;
  readonly name: string | null;
  /** The value; where two ways of reading differ in where it ends, each of them, the shortest first; then what a held key may be around it. */
  readonly values: readonly Secret[];
}

/** A key that Keyrack holds, as far as its row tells. */
interface HeldKey {
  readonly hint: string;
}

interface Detecting {
  readonly rules: FindKnownForms;
  /** Whose key begins like this, by the manifests of the services; null: nobody's. */
  readonly serviceOf: (secret: Secret) => string | null;
  readonly held: readonly HeldKey[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string | null;
  readonly name: string | null;
  /** By the hint of a held key: nothing but its fingerprint says that it is one. */
  readonly isGuess: boolean;
}

/** @returns what may be a secret in a text, each value once; those of guesses have to be compared with the vault */
export async function detect(
  deps: Detecting,
  given: string,
  path: string,
): Promise<readonly (Candidate & { readonly isGuess: boolean })[]> {
  const text = withoutBlobs(given);
  const rules = (await deps.rules(text, path)).filter(({ start, end }) => !isForShow(text.slice(start, end)));
  const spans = [
    ...[...rules, ...knownForms(text), ...ofServices(deps, text)].map((each) => ({
      ...each,
      name: nameBefore(text, each.start),
    })),
    ...namedValues(text, path).map((each) => ({ ...each, kind: null })),
  ].map((each): Span => ({ ...each, isGuess: false }));
  const guesses = guessed(deps.held, text);
  const apart = guesses.filter((guess) => !spans.some((span) => overlap(span, guess)));
  const groups = joined([...spans, ...apart]).map((group) => ({
    ...group,
    // A held address is one value, and the password in it a finding by itself.
    around: guesses.filter((guess) => group.spans.some((span) => !span.isGuess && overlap(span, guess))),
  }));
  return onceEach(text, groups);
}

const overlap = (one: Pick<Span, 'start' | 'end'>, other: Pick<Span, 'start' | 'end'>): boolean =>
  one.start < other.end && other.start < one.end;

/** What begins as a manifest says, also one of the user's own. */
function ofServices({ serviceOf }: Detecting, text: string): readonly KnownForm[] {
  return [...new Set(keysIn(text))].flatMap((token): KnownForm[] => {
    const service = serviceOf(new Secret(token));
    if (service === null || isForShow(token)) return [];
    const start = text.indexOf(token);
    return [{ kind: `${service} key`, start, end: start + token.length }];
  });
}

const HINT_LEAST = 3;
const GUESSES_MAX = 200;
const RUN = /[^\s"'`<>\\]{8,8192}/y;
const TOKEN_RUN = /[A-Za-z0-9_.~+/=-]{8,8192}/y;

/** Whatever begins like a held key: a value of no known form under no telling name is found by its fingerprint. */
function guessed(held: readonly HeldKey[], text: string): readonly Span[] {
  const hints = new Set(held.map(({ hint }) => hint).filter(({ length }) => length >= HINT_LEAST));
  return [...hints].flatMap((hint) => {
    const spans: Span[] = [];
    for (
      let at = text.indexOf(hint);
      at !== -1 && spans.length < GUESSES_MAX;
      at = text.indexOf(hint, at + 1)
    ) {
      for (const run of [TOKEN_RUN, RUN]) {
        run.lastIndex = at;
        const end = run.exec(text) === null ? at : run.lastIndex;
        if (end > at) spans.push({ start: at, end, kind: null, name: nameBefore(text, at), isGuess: true });
      }
    }
    return spans;
  });
}

interface Group {
  readonly spans: readonly Span[];
  readonly end: number;
}

/** Ways that found the same place make one finding. */
function joined(spans: readonly Span[]): readonly Group[] {
  const groups: { spans: Span[]; end: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = groups.at(-1);
    if (last !== undefined && span.start < last.end) {
      last.spans.push(span);
      last.end = Math.max(last.end, span.end);
    } else groups.push({ spans: [span], end: span.end });
  }
  return groups;
}

interface Surrounded extends Pick<Group, 'spans'> {
  /** What a held key may be of which a span is a part. */
  readonly around: readonly Span[];
}

type Found = Candidate & { readonly isGuess: boolean };

function onceEach(text: string, groups: readonly Surrounded[]): readonly Found[] {
  const byValue = new Map<string, Omit<Found, 'values'> & { readonly texts: ReadonlySet<string> }>();
  const lineAt = lineCounter(text);
  const textsOf = (spans: readonly Span[]) =>
    spans.map(({ start, end }) => text.slice(start, end)).toSorted((a, b) => a.length - b.length);
  for (const { spans, around } of groups) {
    const texts = textsOf(spans);
    const [value = ''] = texts;
    const before = byValue.get(value);
    const first = spans[0]?.start ?? 0;
    byValue.set(value, {
      line: before?.line ?? lineAt(first),
      times: (before?.times ?? 0) + 1,
      kind: before?.kind ?? spans.find(({ kind }) => kind !== null)?.kind ?? null,
      name: before?.name ?? spans.find(({ name }) => name !== null)?.name ?? null,
      texts: new Set([...(before?.texts ?? texts), ...textsOf(around)]),
      isGuess: (before?.isGuess ?? true) && spans.every(({ isGuess }) => isGuess),
    });
  }
  return [...byValue.values()].map(({ texts, ...found }) => ({
    ...found,
    values: [...texts].map((each) => new Secret(each)),
  }));
}
