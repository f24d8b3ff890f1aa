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
