import type { Usage } from '#shared/model/key.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The ranges that can be chosen, and how long one bar of each is, in milliseconds. */
export const PERIODS = {
  day: { length: DAY, span: HOUR },
  week: { length: 7 * DAY, span: DAY },
  month: { length: 30 * DAY, span: DAY },
} as const;
export type Period = keyof typeof PERIODS;

export interface UsageRow {
  /** When the span begins, milliseconds of the epoch. */
  readonly at: number;
  readonly requests: number;
}

const spanOf = (at: number, span: number): number => Math.floor(at / span) * span;

/**
 * Sums what the service told into spans of one length, oldest first; a span of which it told nothing counts 0.
 * @param since where the range begins. @param now where it ends. @param span all in milliseconds
 */
export function usageRows(points: Usage['points'], since: number, now: number, span: number): UsageRow[] {
  const rows: UsageRow[] = [];
  const sums = new Map<number, number>();
  for (const point of points) {
    const at = spanOf(Date.parse(point.at), span);
    sums.set(at, (sums.get(at) ?? 0) + point.requests);
  }
  for (let at = spanOf(since, span); at <= now; at += span) rows.push({ at, requests: sums.get(at) ?? 0 });
  return rows;
}
