import type { Usage } from '#shared/model/key.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface UsageRow {
  /** When the span begins, milliseconds of the epoch. */
  readonly at: number;
  readonly requests: number;
}

/**
 * Sums what the service told into spans of one length, newest first; spans without a request are left out.
 * @param span milliseconds
 */
export function usageRows(points: Usage['points'], span: number): UsageRow[] {
  const sums = new Map<number, number>();
  for (const point of points) {
    const at = Math.floor(Date.parse(point.at) / span) * span;
    sums.set(at, (sums.get(at) ?? 0) + point.requests);
  }
  return [...sums]
    .filter(([, requests]) => requests > 0)
    .map(([at, requests]) => ({ at, requests }))
    .toSorted((a, b) => b.at - a.at);
}
