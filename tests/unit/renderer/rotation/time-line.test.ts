import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DueRow } from '#shared/model/policy.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { dueLines } from '../../../../renderer/features/rotation/due/due-lines.ts';
import { nearest, timeLine } from '../../../../renderer/features/rotation/due/time-line.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const DAY = 86_400_000;
const at = (days: number) => new Date(NOW + days * DAY).toISOString();

const development = environmentRow();
const production = environmentRow({ name: 'Production', stage: 'production' });

const row = (name: string, days: number, changes: Partial<DueRow> = {}): DueRow => ({
  keyId: crypto.randomUUID(),
  name,
  environmentId: development.id,
  why: 'policy',
  dueAt: at(days),
  from: 'environment',
  afterDays: 90,
  critical: false,
  state: days < 0 ? 'overdue' : 'later',
  snoozedUntil: null,
  rotationId: null,
  unattendedAt: null,
  attended: null,
  ...changes,
});

const linesOf = (rows: readonly DueRow[], shown: string | null = null) =>
  dueLines(rows, [development, production], shown);
const marksOf = (rows: readonly DueRow[]) => timeLine(linesOf(rows), NOW).marks;

test('a day has one mark, which tells policy from expiry and counts production', () => {
  const live = { environmentId: production.id };
  const marks = marksOf([
    row('one', 3),
    row('two', 3.2, live),
    row('three', 3.1, { why: 'expiry' }),
    row('four', 9, { ...live, why: 'expiry' }),
  ]);
  expect(marks).toMatchObject([
    { policy: 2, expiry: 1, production: 1, livePolicy: 1, liveExpiry: 0, names: ['two', 'one', 'three'] },
    { policy: 0, expiry: 1, production: 1, livePolicy: 0, liveExpiry: 1, names: ['four'] },
  ]);
});

test('what is overdue stands together at the left, however old it is', () => {
  const marks = marksOf([row('old', -400), row('new', -0.01), row('today', 0.01)]);
  expect(marks.map(({ x, names }) => [x, names])).toEqual([
    [null, ['old', 'new']],
    [0, ['today']],
  ]);
});

test('what lies beyond a year, or is only unused, has no mark', () => {
  expect(marksOf([row('far', 400), row('idle', -20, { why: 'unused' })])).toEqual([]);
});

test('the months of a year stand in their order, each at its first day', () => {
  const { months } = timeLine([], NOW);
  expect(months.map(({ at: day }) => day.slice(0, 10))).toEqual([
    ...['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01', '2027-05-01'],
    ...['2027-06-01', '2027-07-01', '2027-08-01', '2027-09-01', '2027-10-01', '2027-11-01'],
  ]);
  expect(months[0]?.x).toBeCloseTo(4 / 365);
});

test('every dated key of the year is in one mark, and no two labels run into each other', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -500, max: 364, noNaN: true }), { maxLength: 200 }), (days) => {
      const marks = marksOf(days.map((each, index) => row(`${index}`, each)));
      expect(marks.reduce((sum, { policy, expiry }) => sum + policy + expiry, 0)).toBe(days.length);
      const labels = marks.filter(({ labelled, x }) => labelled && x !== null).map(({ x }) => x ?? 0);
      for (const [index, x] of labels.entries())
        expect(x - (labels[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(0.03);
    }),
  );
});

test('the pointer means the nearest day within its reach', () => {
  const marks = marksOf([row('overdue', -3), row('one', 30), row('two', 36)]);
  expect(nearest(marks, 31 / 365, 0.02)).toBe(1);
  expect(nearest(marks, 35 / 365, 0.02)).toBe(2);
  expect(nearest(marks, 0.5, 0.02)).toBe(-1);
});

test('the list has one line a key, the urgent ones first', () => {
  const both = row('both', 200);
  const rows = [
    row('idle', -300, { why: 'unused' }),
    row('overdue', -40),
    { ...both, why: 'unused', dueAt: at(-30), state: 'overdue' } as const,
    row('put off', -20, { snoozedUntil: at(3) }),
    row('soon', 3, { state: 'soon' }),
    both,
    row('later', 300),
  ];
  const lines = linesOf(rows);
  expect(lines.map((line) => line.row.name)).toEqual(['overdue', 'soon', 'idle', 'both', 'put off', 'later']);
  expect(lines.find((line) => line.row.name === 'both')).toMatchObject({
    row: { why: 'policy' },
    unused: { why: 'unused' },
  });
});

test('of one environment only its keys are listed', () => {
  const rows = [row('here', 3), row('there', 3, { environmentId: production.id })];
  expect(linesOf(rows, production.id).map((line) => line.row.name)).toEqual(['there']);
});
