import { expect, test } from 'vitest';
import type { DueRow } from '#shared/model/policy.ts';
import { dayWords, nameList, stateWord, whyWords } from '../../../../renderer/text/due.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const DAY = 86_400_000;
const at = (days: number) => new Date(NOW + days * DAY).toISOString();

const row = (changes: Partial<DueRow>): DueRow => ({
  keyId: crypto.randomUUID(),
  name: 'Mailer',
  environmentId: crypto.randomUUID(),
  why: 'policy',
  dueAt: at(3),
  from: 'environment',
  afterDays: 90,
  critical: false,
  state: 'soon',
  snoozedUntil: null,
  rotationId: null,
  unattendedAt: null,
  attended: null,
  ...changes,
});

test.each<[Partial<DueRow>, string]>([
  [{}, 'by policy of the environment, 90 days'],
  [{ from: 'connection', afterDays: 1 }, 'by policy of the connection, 1 day'],
  [{ from: 'key', afterDays: 180 }, 'by its own policy, 180 days'],
  [{ why: 'expiry', from: null, afterDays: null }, 'expires'],
  [{ why: 'unused', afterDays: 60, dueAt: at(-60) }, 'unused for 120 days'],
  [{ why: 'unused', afterDays: 1_000, dueAt: at(-200) }, 'unused for 1,200 days'],
  [{ why: 'unused', afterDays: null, dueAt: at(-60) }, 'unused for too long'],
])('why a key is listed is said in words: %o', (changes, words) => {
  expect(whyWords(row(changes), NOW)).toBe(words);
});

test.each<[Partial<DueRow>, string, string | null]>([
  [{ state: 'overdue' }, 'Overdue', 'danger'],
  [{ state: 'soon' }, 'Due soon', 'warn'],
  [{ state: 'later' }, 'Later', null],
  [{ state: 'overdue', why: 'expiry' }, 'Expired', 'danger'],
  [{ state: 'soon', why: 'expiry' }, 'Expires soon', 'warn'],
  [{ state: 'overdue', why: 'unused' }, 'Unused', 'warn'],
  [{ state: 'overdue', snoozedUntil: at(7) }, 'Snoozed until 4 Dec 2026', 'plain'],
  [{ state: 'overdue', snoozedUntil: at(-1) }, 'Overdue', 'danger'],
])('the badge says how urgent it is: %o', (changes, word, tone) => {
  expect(stateWord(row(changes), NOW)).toEqual({ word, tone });
});

test('a day is told with how many of each kind it has', () => {
  const day = { at: at(3), policy: 2, expiry: 1, production: 3, names: [] };
  expect(dayWords(day)).toBe('30 Nov 2026: 2 by policy, 1 expires, 3 in production');
  expect(dayWords({ ...day, at: null, policy: 0, expiry: 2, production: 0 })).toBe('Overdue: 2 expire');
});

test('of many names some are told, and how many more there are', () => {
  expect(nameList(['a', 'b', 'c'], 3)).toBe('a, b, c');
  expect(nameList(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});
