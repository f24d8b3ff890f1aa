import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastTime, quarterAfter, timeOn } from '#core/policies/local-days.ts';
import { firstTime, isItsTime, nextTry } from '#core/policies/unattended-times.ts';
import { daysUntil, dueCounts, dueSentence, dueWords } from '#shared/text/due.ts';
import { inTimeZone } from './policies-world.ts';

let back: () => void;

describe('in Berlin', () => {
  beforeAll(() => {
    back = inTimeZone('Europe/Berlin');
  });
  afterAll(() => back());

  it.each([
    ['the same day', '2026-11-20T00:30+01:00', '2026-11-20T23:30+01:00', 0],
    ['a minute over midnight', '2026-11-20T23:59+01:00', '2026-11-21T00:01+01:00', 1],
    ['the day of 23 hours', '2026-03-29T00:30+01:00', '2026-03-30T00:15+02:00', 1],
    ['the day of 25 hours', '2026-10-25T00:15+02:00', '2026-10-26T00:30+01:00', 1],
    ['over the spring', '2026-03-01T12:00+01:00', '2026-03-31T00:00+02:00', 30],
    ['the end of February', '2026-02-28T12:00+01:00', '2026-03-01T12:00+01:00', 1],
    ['a leap day', '2028-02-28T12:00+01:00', '2028-03-01T12:00+01:00', 2],
    ['over New Year', '2026-12-31T23:00+01:00', '2027-01-01T01:00+01:00', 1],
    ['backwards', '2026-11-20T12:00+01:00', '2026-11-17T13:00+01:00', -3],
  ])('days are those of the calendar: %s', (_, from, to, days) => {
    expect(daysUntil(new Date(to).toISOString(), new Date(from))).toBe(days);
  });

  it.each([
    ['an ordinary day', '2026-11-20T12:00+01:00', '03:00', '2026-11-20T02:00:00.000Z'],
    [
      'a time that is left out comes as much later',
      '2026-03-29T12:00+02:00',
      '02:30',
      '2026-03-29T01:30:00.000Z',
    ],
    ['a time that comes twice is its first', '2026-10-25T12:00+01:00', '02:30', '2026-10-25T00:30:00.000Z'],
  ])('a time of day: %s', (_, day, time, at) => {
    expect(timeOn(new Date(day), time).toISOString()).toBe(at);
  });

  it('the last time that it was so late may be of yesterday', () => {
    expect(lastTime('23:00', new Date('2026-11-20T09:00+01:00'))).toEqual(new Date('2026-11-19T23:00+01:00'));
    expect(lastTime('09:00', new Date('2026-11-20T09:00+01:00'))).toEqual(new Date('2026-11-20T09:00+01:00'));
  });

  it.each([
    ['2026-11-20T12:00+01:00', '2027-02-20T12:00+01:00'],
    ['2026-11-30T12:00+01:00', '2027-02-28T12:00+01:00'],
    ['2027-11-30T12:00+01:00', '2028-02-29T12:00+01:00'],
    ['2026-08-31T12:00+02:00', '2026-11-30T12:00+01:00'],
    ['2026-01-31T12:00+01:00', '2026-04-30T12:00+02:00'],
  ])('a quarter after %s is %s', (from, to) => {
    expect(quarterAfter(new Date(from))).toEqual(new Date(to));
  });
});

describe('the time at which a key is replaced by itself', () => {
  beforeAll(() => {
    back = inTimeZone('America/New_York');
  });
  afterAll(() => back());
  const dueAt = '2026-11-20T17:00:00.000Z'; // noon
  const first = firstTime({ dueAt, why: 'policy' }, '03:00');
  const at = (text: string) => new Date(`2026-11-${text}-05:00`);

  it('is on the day that it is due, and a day earlier where it stops working then', () => {
    expect(firstTime({ dueAt, why: 'policy' }, '03:00')).toEqual(at('20T03:00'));
    expect(firstTime({ dueAt, why: 'expiry' }, '03:00')).toEqual(at('19T03:00'));
  });

  it.each([
    ['before the day', '19T23:59', null, false, '20T03:00'],
    ['on the day, too early', '20T02:59', null, false, '20T03:00'],
    ['on the minute', '20T03:00', null, true, '20T03:00'],
    ['missed by hours', '20T22:00', null, true, '20T03:00'],
    ['missed by days, before the time of today', '23T01:00', null, true, '22T03:00'],
    ['tried today', '20T22:00', '20T03:01', false, '21T03:00'],
    ['tried yesterday, before the time of today', '21T02:00', '20T03:01', false, '21T03:00'],
    ['tried yesterday, after the time of today', '21T04:00', '20T22:00', true, '21T03:00'],
    ['tried by a clock that was set back', '20T04:00', '25T03:00', true, '20T03:00'],
  ])('%s', (_, now, tried, isNow, next) => {
    const schedule = { time: '03:00', first, tried: tried === null ? null : { at: at(tried).toISOString() } };
    expect([isItsTime(schedule, at(now)), nextTry(schedule, at(now))]).toEqual([isNow, at(next)]);
  });
});

describe('the words of a date', () => {
  beforeEach(() => {
    back = inTimeZone('UTC');
  });
  afterEach(() => back());
  const now = new Date('2026-11-20T12:00:00.000Z');

  it.each([
    ['policy', '2026-11-20T23:00:00.000Z', 'is ', 'due today'],
    ['policy', '2026-11-21T00:00:00.000Z', 'is ', 'due tomorrow'],
    ['policy', '2026-12-20T12:00:00.000Z', 'is ', 'due in 30 days'],
    ['policy', '2026-11-19T23:00:00.000Z', 'was ', 'due yesterday'],
    ['policy', '2026-11-10T12:00:00.000Z', 'was ', 'due 10 days ago'],
    ['expiry', '2026-11-20T13:00:00.000Z', '', 'expires today'],
    ['expiry', '2026-11-20T11:00:00.000Z', '', 'expired today'],
  ] as const)('%s at %s: it %s%s', (why, dueAt, verb, words) => {
    const row = { why, dueAt, afterDays: 90 };
    expect([dueWords(row, now), dueSentence(row, now)]).toEqual([words, `${verb}${words}`]);
  });

  it('a key that is not used is so since before it was allowed', () => {
    const row = { why: 'unused', dueAt: '2026-11-18T12:00:00.000Z', afterDays: 90 } as const;
    expect([dueWords(row, now), dueSentence(row, now)]).toEqual([
      'not used for 92 days',
      'has not been used for 92 days',
    ]);
  });

  it('a key counts once, by its most urgent date', () => {
    const row = (keyId: string, state: 'overdue' | 'soon' | 'later') => ({ keyId, state });
    expect(dueCounts([row('a', 'overdue'), row('a', 'soon'), row('b', 'soon'), row('c', 'later')])).toBe(
      '1 overdue, 1 due soon',
    );
    expect(dueCounts([row('c', 'later')])).toBe('');
  });
});
