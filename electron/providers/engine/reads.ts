import * as z from 'zod/mini';
import { oneLine } from '../http/words.ts';
import { isObject } from './answer-path.ts';
import type { READS } from './manifest/ops.ts';

export type Read = (typeof READS)[number];

const MAX_TEXT = 1_000;
const MAX_LIST = 1_000;

/** The value, or undefined where it has another form. null stands for "the service says: none". */
export type Reading<T> = T | null | undefined;

/** Text as one line of 1,000 characters at most; a number and a flag in words. */
export function asText(value: unknown): Reading<string> {
  if (value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? oneLine(value, MAX_TEXT) : undefined;
}

const ID = /^[\x21-\x7e]{1,256}$/;

/** Exactly as it stands: it goes back into an address. */
function asId(value: unknown): Reading<string> {
  const text = typeof value === 'number' ? String(value) : value;
  if (text === null) return null;
  return typeof text === 'string' && ID.test(text) ? text : undefined;
}

function asInteger(value: unknown): Reading<number> {
  if (value === null) return null;
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function asFlag(value: unknown): Reading<boolean> {
  if (typeof value === 'boolean' || value === null) return value;
  const words: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const word = String(value).toLowerCase();
  // What every object inherits is none of these words.
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

const isoInstant = z.iso.datetime({ offset: true, local: true });
const isoDay = z.iso.date();
// Thu, 20 Nov 2026 12:00:00 +0000, as RFC 2822 section 3.3 has it; Date.parse alone would take nearly anything.
const RFC_2822 = /^([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT|UT|Z)$/;
const FAR_MS = Date.UTC(10_000, 0, 1);

/** "0001-01-01" and 0 are what programs write for "never". */
function instant(ms: number): Reading<string> {
  if (Number.isNaN(ms) || ms >= FAR_MS) return undefined;
  return ms <= 0 ? null : new Date(ms).toISOString();
}

function asIso(value: unknown): Reading<string> {
  if (value === null) return null;
  if (typeof value !== 'string') return undefined;
  const day = isoDay.safeParse(value).success;
  if (!day && !isoInstant.safeParse(value).success) return undefined;
  const zoned = day || /(Z|[+-]\d\d:\d\d)$/.test(value);
  return instant(Date.parse(zoned ? value : `${value}Z`));
}

function asEpoch(value: unknown, unit: number): Reading<string> {
  const count = typeof value === 'number' ? value : asInteger(value);
  return typeof count === 'number' ? instant(Math.round(count * unit)) : count;
}

function asRfc2822(value: unknown): Reading<string> {
  if (value === null) return null;
  return typeof value === 'string' && RFC_2822.test(value) ? instant(Date.parse(value)) : undefined;
}

/** @returns an instant as ISO 8601 in UTC; null for none, which some write as a word */
export function asInstant(value: unknown, as: Read): Reading<string> {
  if (typeof value === 'string' && value.toLowerCase() === 'never') return null;
  if (as === 'epochS') return asEpoch(value, 1_000);
  if (as === 'epochMs') return asEpoch(value, 1);
  return as === 'rfc2822' ? asRfc2822(value) : asIso(value);
}

function texts(values: readonly unknown[]): Reading<string[]> {
  const read = values
    .slice(0, MAX_LIST)
    .map((value) => (typeof value === 'string' ? asText(value) : undefined));
  const known = read.filter((value) => typeof value === 'string');
  return known.length === read.length ? known : undefined;
}

// By one character each: a separator with blanks around it is sought anew from every blank of a long text.
const split = (value: string, separator: RegExp): string[] =>
  value
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** `{ "scm": ["read"] }` and `{ "scm": { "read": true } }` as `scm:read`; a list has them already. */
function asTree(value: unknown): Reading<string[]> {
  if (Array.isArray(value)) return texts(value);
  if (!isObject(value)) return value === null ? null : undefined;
  const leaves = Object.entries(value).flatMap(([branch, inner]) => {
    const names = isObject(inner) ? Object.keys(inner).filter((name) => inner[name] === true) : inner;
    return Array.isArray(names)
      ? names.map((name: unknown) => (typeof name === 'string' ? `${branch}:${name}` : undefined))
      : [undefined];
  });
  return texts(leaves);
}

function asList(value: unknown, as: Read): Reading<string[]> {
  if (as === 'tree') return asTree(value);
  if (value === null) return null;
  if (typeof value === 'string' && as === 'spaced') return texts(split(value, /\s/));
  if (typeof value === 'string' && as === 'comma') return texts(split(value, /,/));
  return Array.isArray(value) ? texts(value) : undefined;
}

const negated = (value: Reading<boolean>): Reading<boolean> => (typeof value === 'boolean' ? !value : value);

/** What one of our words is made of; the manifest's `as` chooses the spelling. */
export const KINDS = {
  id: (value: unknown) => asId(value),
  text: (value: unknown) => asText(value),
  flag: (value: unknown, as: Read) => (as === 'not' ? negated(asFlag(value)) : asFlag(value)),
  instant: asInstant,
  list: asList,
  integer: (value: unknown) => asInteger(value),
} satisfies Readonly<Record<string, (value: unknown, as: Read) => unknown>>;
