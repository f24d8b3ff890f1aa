import type { RateLimitHeaders } from './call.ts';

const DAY_MS = 86_400_000;
// IMF-fixdate of RFC 9110 section 5.6.7; Date.parse alone would take nearly anything.
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const NUMBER = /^\d{1,13}(\.\d{1,9})?$/;

const within = (ms: number): number => Math.min(Math.max(0, Math.ceil(ms)), DAY_MS);

/** @returns milliseconds since the epoch; null where it is not a date of HTTP */
export function httpDate(value: string | null): number | null {
  if (value === null || !HTTP_DATE.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function amount(value: string | null, unitMs: number): number | null {
  return value !== null && NUMBER.test(value) ? within(Number(value) * unitMs) : null;
}

/**
 * Reads Retry-After (RFC 9110 section 10.2.3): seconds, also with decimals, or a date.
 * @param now the service's own clock where it is known, since its dates are by that
 * @returns milliseconds, at most a day; null where it says nothing usable
 */
export function retryAfterMs(value: string | null, now: number): number | null {
  const at = httpDate(value);
  return at === null ? amount(value, 1_000) : within(at - now);
}

function untilReset(value: string | null, unit: RateLimitHeaders['resetIn'], now: number): number | null {
  if (unit === 'seconds') return amount(value, 1_000);
  if (unit === 'milliseconds') return amount(value, 1);
  if (value === null || !NUMBER.test(value)) return null;
  return within(Number(value) * (unit === 'epochS' ? 1_000 : 1) - now);
}

/** Whether the service says that no request is left, or says it by refusing this one. */
function isSpent(status: number, headers: Headers, { remaining }: RateLimitHeaders): boolean {
  const left = remaining === undefined ? null : headers.get(remaining);
  return left === null ? status === 429 : /^\s*0+(\.0+)?\s*$/.test(left);
}

/**
 * How long an answer asks us to stay away, in all the spellings that services use. Where several are there and differ,
 * the longest counts: nothing is ever sent earlier than asked.
 * @param now ours, milliseconds since the epoch
 * @returns milliseconds, at most a day; null where it asks for nothing
 */
export function askedWait(
  status: number,
  headers: Headers,
  dialect: RateLimitHeaders,
  now: number,
): number | null {
  const theirs = httpDate(headers.get('date')) ?? now;
  const spent = isSpent(status, headers, dialect);
  const refusing =
    status < 400
      ? []
      : [
          retryAfterMs(headers.get('retry-after'), theirs),
          retryAfterMs(headers.get('x-retry-after'), theirs),
          amount(headers.get('retry-after-ms'), 1),
        ];
  const reset = dialect.reset === undefined ? null : headers.get(dialect.reset);
  const resetting = spent
    ? [amount(headers.get('x-ratelimit-reset-after'), 1_000), untilReset(reset, dialect.resetIn, theirs)]
    : [];
  return longest([...refusing, ...resetting]);
}

/** @param waits in milliseconds; null: not said. @returns null where none is known */
export function longest(waits: readonly (number | null)[]): number | null {
  const known = waits.filter((wait) => wait !== null);
  return known.length === 0 ? null : Math.max(...known);
}
