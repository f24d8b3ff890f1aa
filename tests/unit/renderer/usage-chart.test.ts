import { describe, expect, test } from 'vitest';
import { rotationReason } from '../../../renderer/features/rack/detail/rotation-reason.ts';
import { isNear, limitOf, scaleTop } from '../../../renderer/features/rack/detail/usage/limit.ts';
import { DAY, HOUR, usageRows } from '../../../renderer/features/rack/detail/usage/usage-rows.ts';

const MINUTE = 60_000;
const at = (iso: string, requests: number) => ({ at: iso, requests });
const ms = (iso: string) => Date.parse(iso);
const bars = (...counts: number[]) => counts.map((requests, index) => ({ at: index * HOUR, requests }));

describe('the bars of a usage chart', () => {
  test('are one a span, oldest first, with 0 where nothing was told', () => {
    const points = [
      at('2026-06-01T10:05:00Z', 2),
      at('2026-06-01T10:55:00Z', 3),
      at('2026-06-01T12:00:00Z', 7),
    ];
    expect(usageRows(points, ms('2026-06-01T09:30:00Z'), ms('2026-06-01T12:10:00Z'), HOUR)).toEqual([
      { at: ms('2026-06-01T09:00:00Z'), requests: 0 },
      { at: ms('2026-06-01T10:00:00Z'), requests: 5 },
      { at: ms('2026-06-01T11:00:00Z'), requests: 0 },
      { at: ms('2026-06-01T12:00:00Z'), requests: 7 },
    ]);
  });

  test('are all 0 where the service told nothing', () => {
    const rows = usageRows([], ms('2026-06-01T00:00:00Z'), ms('2026-06-08T00:00:00Z'), DAY);
    expect(rows).toHaveLength(8);
    expect(rows.every(({ requests }) => requests === 0)).toBe(true);
  });

  test.each([
    ['before the range', '1970-01-01T00:00:00Z'],
    ['after the range', '9999-01-01T00:00:00Z'],
  ])('do not grow by what was told of a time %s', (_what, when) => {
    const rows = usageRows([at(when, 9)], ms('2026-06-01T00:00:00Z'), ms('2026-06-01T23:00:00Z'), HOUR);
    expect(rows).toHaveLength(24);
    expect(rows.every(({ requests }) => requests === 0)).toBe(true);
  });
});

describe('the limit of a usage chart', () => {
  const alert = (condition: string) => ({ condition });
  const limits = (count: number, perSeconds: number) => ({ requests: [{ count, perSeconds }] });

  test.each([
    [['api_requests > 1000/hour'], HOUR, 1_000],
    [['api_requests > 10/minute'], HOUR, 600],
    [['api_requests > 1000/hour'], DAY, 24_000],
    [['api_requests > 1000/hour', 'api_requests > 5/minute'], HOUR, 300],
    // What counts for a day says nothing of one hour of it.
    [['api_requests > 1000/day'], HOUR, undefined],
    [['errors > 5/hour'], HOUR, undefined],
    [['api_requests > 1e9/hour'], HOUR, undefined],
    [[], HOUR, undefined],
  ] as const)('is of the alerts %j in spans of %d ms: %j', (conditions, span, requests) => {
    expect(limitOf(conditions.map(alert), null, span)?.requests).toBe(requests);
  });

  test('is of the service where no alert says it', () => {
    expect(limitOf([], limits(100, 60), HOUR)).toEqual({
      requests: 6_000,
      by: 'service',
      count: 100,
      interval: MINUTE,
    });
    expect(limitOf([], limits(100, 86_400), HOUR)).toBeNull();
    expect(limitOf([], limits(100, 0), HOUR)).toBeNull();
    expect(limitOf([alert('api_requests > 7/hour')], limits(1, 60), HOUR)).toMatchObject({
      requests: 7,
      by: 'alert',
    });
  });

  test('is a line while it does not press the bars flat, and words above that', () => {
    const limit = { requests: 100 };
    expect(isNear(limit, bars(0, 90))).toBe(true);
    expect(isNear(limit, bars(0, 200))).toBe(true);
    expect(isNear(limit, bars(0, 2))).toBe(false);
    expect(isNear(limit, [])).toBe(false);
    expect(scaleTop(bars(90), limit)).toBeGreaterThan(100);
    expect(scaleTop(bars(2), limit)).toBeLessThan(5);
    expect(scaleTop(bars(0), null)).toBeGreaterThan(0);
    expect(scaleTop([], null)).toBeGreaterThan(0);
  });

  test('is told for a minute too', () => {
    expect(limitOf([alert('api_requests > 3/minute')], null, MINUTE)?.requests).toBe(3);
  });
});

describe('the next rotation', () => {
  const due = '2027-01-01T00:00:00.000Z';
  const policy = { name: 'Production', rotateAfterDays: 90 };

  test.each([
    [{ rotationDueAt: null, expiresAt: null }, policy, null],
    [{ rotationDueAt: due, expiresAt: null }, policy, /Production .* 90 days/],
    [{ rotationDueAt: due, expiresAt: due }, policy, /expires/],
    [{ rotationDueAt: due, expiresAt: due }, { name: 'Dev', rotateAfterDays: null }, /expires/],
    [{ rotationDueAt: due, expiresAt: '2028-01-01T00:00:00.000Z' }, policy, /90 days/],
    [{ rotationDueAt: due, expiresAt: due }, null, /expires/],
  ])('of %j in %j has its reason: %s', (key, environment, words) => {
    const reason = rotationReason(key, environment);
    if (words === null) expect(reason).toBeNull();
    else expect(reason).toMatch(words);
  });

  test.each([
    [{ from: 'key', afterDays: 180 }, 'by its own policy, 180 days'],
    [{ from: 'connection', afterDays: 30 }, 'by policy of the connection, 30 days'],
    [{ from: 'environment', afterDays: 90 }, 'Production replaces keys after 90 days'],
  ] as const)('by the policy of %j is told as %s', (said, words) => {
    const key = { rotationDueAt: due, expiresAt: null };
    expect(rotationReason(key, policy, { why: 'policy', dueAt: due, ...said })).toBe(words);
  });
});
