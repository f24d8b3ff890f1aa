import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../electron/providers/http/limits.ts';
import { retryAfterMs, retryDelay, waitWords } from '../../../electron/providers/http/retry.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['40', 40_000],
    ['999999999', 86_400_000],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['Fri, 20 Nov 2099 11:00:00 GMT', 86_400_000],
  ])('%j is %i ms', (value, ms) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });

  it.each([
    null,
    '',
    '-1',
    '1.5',
    'soon',
    '99999999999',
    '2026-11-20T12:01:30Z',
    'Fri, 99 Nov 2026 12:01:30 GMT',
  ])('%j says nothing', (value) => {
    expect(retryAfterMs(value, NOW)).toBeNull();
  });
});

describe('the wait before another try', () => {
  it('is what the service asks for', () => {
    expect(retryDelay(0, 2_000, LIMITS, 0.5)).toBe(2_000);
  });

  it('is refused where it is longer than a user should sit through', () => {
    expect(retryDelay(0, LIMITS.retryCapMs + 1, LIMITS, 0.5)).toBeNull();
  });

  it('is drawn from a span that doubles, up to the cap', () => {
    const widest = [0, 1, 2, 20].map((attempt) => retryDelay(attempt, null, LIMITS, 1));
    expect(widest).toEqual([300, 600, 1_200, LIMITS.retryCapMs]);
    expect(retryDelay(3, null, LIMITS, 0)).toBe(0);
  });
});

describe('a wait in words', () => {
  it.each([
    [0, 'in 1 second'],
    [1_001, 'in 2 seconds'],
    [89_000, 'in 89 seconds'],
    [90_000, 'in 2 minutes'],
    [3_600_000, 'in 60 minutes'],
    [86_400_000, 'in 24 hours'],
  ])('%i ms is "%s"', (ms, words) => {
    expect(waitWords(ms)).toBe(words);
  });
});
