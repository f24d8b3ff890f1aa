import type { Overlap, Watch } from '#shared/model/rotation.ts';

const HOUR_MS = 3_600_000;

const SPANS: Readonly<Record<Overlap & Watch, number>> = {
  none: 0,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
};

/** @returns milliseconds */
export const spanMs = (span: Overlap | Watch): number => SPANS[span];

/** How long to wait before a step is tried again: a service that is down for a minute and one that is down for a day. */
const RETRIES_MS = [60_000, 300_000, 900_000, HOUR_MS, 6 * HOUR_MS];

/** @param attempts that failed so far */
export const retryAfterMs = (attempts: number): number =>
  RETRIES_MS[Math.min(attempts, RETRIES_MS.length) - 1] ?? 60_000;

/** While the old key goes on beside the new one, its last use is asked for this often. */
export const LOOK_EVERY_MS = 900_000;

export const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();
