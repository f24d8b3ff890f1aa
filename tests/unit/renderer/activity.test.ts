import { describe, expect, it } from 'vitest';
import type { ActivityRow } from '#shared/model/activity.ts';
import { filterOf, NO_FILTERS, narrows } from '../../../renderer/features/activity/filters.ts';
import { withNewest } from '../../../renderer/features/activity/newest.ts';

const row = (number: number): ActivityRow => ({
  number,
  at: '2026-11-20T12:00:00.000Z',
  by: 'window',
  client: null,
  what: 'key created',
  subject: null,
  name: null,
  environmentId: null,
  detail: null,
  chained: 'yes',
});
const rows = (...numbers: number[]) => numbers.map(row);
const numbersOf = ({ rows: read }: { readonly rows: readonly ActivityRow[] }) =>
  read.map(({ number }) => number);

describe('rows that came meanwhile', () => {
  it('are put on top of what was read before', () => {
    const before = { asked: '{}', rows: rows(5, 4, 3, 2, 1), total: 5 };
    const now = withNewest(before, '{}', { rows: rows(6, 5, 4), total: 6 });
    expect([numbersOf(now), now.total]).toEqual([[6, 5, 4, 3, 2, 1], 6]);
  });

  it('of which there are more than a page leave no gap: the rest is read again', () => {
    const before = { asked: '{}', rows: rows(2, 1), total: 2 };
    expect(numbersOf(withNewest(before, '{}', { rows: rows(9, 8, 7), total: 9 }))).toEqual([9, 8, 7]);
  });

  it('for another question take the place of all', () => {
    const before = { asked: '{"by":"window"}', rows: rows(3, 2, 1), total: 3 };
    expect(numbersOf(withNewest(before, '{}', { rows: rows(3), total: 1 }))).toEqual([3]);
  });

  it('where there are none any more leave none', () => {
    const before = { asked: '{}', rows: rows(1), total: 1 };
    expect(numbersOf(withNewest(before, '{}', { rows: [], total: 0 }))).toEqual([]);
  });
});

describe('what is asked for', () => {
  const now = Date.parse('2026-11-20T12:34:56.000Z');

  it('is everything where nothing narrows', () => {
    expect(filterOf(NO_FILTERS, null, now)).toEqual({});
    expect(narrows({ ...NO_FILTERS, text: '  ' })).toBe(false);
  });

  it('stays the same while the minutes pass', () => {
    const week = { ...NO_FILTERS, text: ' CI ', period: 'week' } as const;
    expect(filterOf(week, 'an id', now)).toEqual({
      text: 'CI',
      since: '2026-11-13T12:00:00.000Z',
      environmentId: 'an id',
    });
    expect(filterOf(week, 'an id', now + 60_000)).toEqual(filterOf(week, 'an id', now));
  });
});
