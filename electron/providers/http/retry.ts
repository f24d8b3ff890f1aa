import type { Limits } from './limits.ts';

export const MAX_RETRIES = 3;
const PASSING = new Set([429, 502, 503, 504]);
const DAY_MS = 86_400_000;
// IMF-fixdate of RFC 9110 section 5.6.7; Date.parse alone would take nearly anything.
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

export const isPassing = (status: number): boolean => PASSING.has(status);

/**
 * Reads Retry-After (RFC 9110 section 10.2.3): seconds, or a date.
 * @returns milliseconds from `now`, at most a day; null where it says nothing usable
 */
export function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1000, DAY_MS);
  if (!HTTP_DATE.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now.getTime()), DAY_MS);
}

/**
 * The wait before try `attempt + 1`: what the service asks for, else full jitter over a doubling span.
 * @param random 0 to 1
 * @returns null where the service asks for more patience than the user should need
 */
export function retryDelay(
  attempt: number,
  asked: number | null,
  limits: Limits,
  random: number,
): number | null {
  if (asked !== null) return asked <= limits.retryCapMs ? asked : null;
  return Math.min(limits.retryCapMs, limits.retryBaseMs * 2 ** attempt) * random;
}

/** "in 40 seconds", "in 2 minutes": rounded up, so that nobody comes back too early. */
export function waitWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return `in ${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}
