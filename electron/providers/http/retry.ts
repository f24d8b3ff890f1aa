import type { Limits } from './limits.ts';

export const MAX_TRIES = 4;
const PASSING = new Set([408, 429, 502, 503, 504]);

export const isPassing = (status: number): boolean => PASSING.has(status);

/**
 * The wait before try `tries + 1`, where the service asks for none: full jitter over a doubling span.
 * @param random 0 to 1
 */
export function retryDelay(tries: number, limits: Limits, random: number): number {
  return Math.min(limits.retryCapMs, limits.retryBaseMs * 2 ** (tries - 1)) * random;
}

/** "in 40 seconds", "in 2 minutes": rounded up, so that nobody comes back too early. */
export function waitWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return `in ${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}
