import { describe, expect, it } from 'vitest';
import { waitWords } from '#shared/text/wait-words.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';
import { retryDelay } from '../../../electron/providers/http/retry.ts';
import { askedWait, retryAfterMs } from '../../../electron/providers/http/retry-after.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['40', 40_000],
    ['1.5', 1_500],
    ['0.0004', 1],
    ['999999999', DAY_MS],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['Fri, 20 Nov 2099 11:00:00 GMT', DAY_MS],
  ])('%j is %i ms', (value, ms) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });

  it.each([
    null,
    '',
    '-1',
    '1e9',
    '0x10',
    'Infinity',
    '1.5.2',
    'soon',
    '99999999999999',
    '2026-11-20T12:01:30Z',
    'Fri, 99 Nov 2026 12:01:30 GMT',
  ])('%j says nothing', (value) => {
    expect(retryAfterMs(value, NOW)).toBeNull();
  });
});

describe('what an answer asks to wait', () => {
  const dialect = { remaining: 'x-left', reset: 'x-reset', resetIn: 'epochS' } as const;
  const asked = (status: number, headers: Record<string, string>, resetIn = 'epochS') =>
    askedWait(status, new Headers(headers), { ...dialect, resetIn: resetIn as typeof dialect.resetIn }, NOW);

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after-ms': '1250.5' }, 1_251],
    [{ 'x-retry-after': '3' }, 3_000],
    [{ 'x-ratelimit-reset-after': '1.25' }, 1_250],
    [{ 'x-reset': String(NOW / 1000 + 9) }, 9_000],
    [{ 'x-reset': String(NOW / 1000 - 9) }, 0],
    [{}, null],
    [{ 'retry-after': 'soon' }, null],
  ])('is read off %j', (headers, ms) => {
    expect(asked(429, headers)).toBe(ms);
  });

  it('is the longest of what is said, so that nothing is sent too early', () => {
    expect(asked(429, { 'retry-after': '2', 'retry-after-ms': '1500', 'x-retry-after': '1' })).toBe(2_000);
  });

  it.each([
    ['epochS', String(NOW / 1000 + 5)],
    ['epochMs', String(NOW + 5_000)],
    ['seconds', '5'],
    ['milliseconds', '5000'],
  ])('is read in %s as the manifest says', (resetIn, value) => {
    expect(asked(200, { 'x-left': '0', 'x-reset': value }, resetIn)).toBe(5_000);
  });

  it('is nothing while requests are left', () => {
    const headers = { 'x-left': '1', 'x-reset': String(NOW / 1000 + 5), 'x-ratelimit-reset-after': '5' };
    expect(asked(200, headers)).toBeNull();
  });

  it('is not read off a good answer, where Retry-After means something else', () => {
    expect(asked(202, { 'retry-after': '60' })).toBeNull();
  });

  it("counts a date by the service's own clock", () => {
    const headers = {
      date: 'Fri, 20 Nov 2026 13:00:00 GMT',
      'retry-after': 'Fri, 20 Nov 2026 13:00:20 GMT',
    };
    expect(asked(503, headers)).toBe(20_000);
  });
});

describe('the wait before another try', () => {
  it('is drawn from a span that doubles, up to the cap', () => {
    const widest = [1, 2, 3, 20].map((tries) => retryDelay(tries, LIMITS, 1));
    expect(widest).toEqual([300, 600, 1_200, LIMITS.retryCapMs]);
    expect(retryDelay(3, LIMITS, 0)).toBe(0);
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
