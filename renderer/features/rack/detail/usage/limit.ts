import type { Alert } from '#shared/model/key.ts';
import type { Limits } from '#shared/model/provider.ts';
import { DAY, HOUR, type UsageRow } from './usage-rows.ts';

/** What a bar may not pass, and who says so. */
export interface Limit {
  /** In the time of one bar. */
  readonly requests: number;
  readonly by: 'alert' | 'service';
  /** As it was set: so many in so many milliseconds. */
  readonly count: number;
  readonly interval: number;
}

const INTERVALS: Readonly<Record<string, number>> = { minute: 60_000, hour: HOUR, day: DAY };
const CONDITION = /^api_requests > (\d+)\/(minute|hour|day)$/;

type Rule = Pick<Limit, 'count' | 'interval'>;

function ruleOf({ condition }: Pick<Alert, 'condition'>): Rule[] {
  const [, count, interval] = CONDITION.exec(condition) ?? [];
  return count === undefined ? [] : [{ count: Number(count), interval: INTERVALS[interval ?? ''] ?? 0 }];
}

/** A rule of a shorter time allows so many times more in a longer one; one of a longer time says nothing of a shorter. */
function lowest(rules: readonly Rule[], by: Limit['by'], span: number): Limit | null {
  const limits = rules
    .filter(({ interval }) => interval > 0 && interval <= span)
    .map((rule): Limit => ({ ...rule, by, requests: (rule.count * span) / rule.interval }));
  return limits.toSorted((a, b) => a.requests - b.requests)[0] ?? null;
}

/**
 * The lowest that the user's alerts set; without alerts the lowest of the service.
 * @param span how long one bar is, milliseconds
 * @returns null where nothing limits so short a time
 */
export function limitOf(
  alerts: readonly Pick<Alert, 'condition'>[],
  limits: Pick<Limits, 'requests'> | null,
  span: number,
): Limit | null {
  const theirs = (limits?.requests ?? []).map(({ count, perSeconds }) => ({
    count,
    interval: perSeconds * 1000,
  }));
  return lowest(alerts.flatMap(ruleOf), 'alert', span) ?? lowest(theirs, 'service', span);
}

/** Above this many times the highest bar the line would press the bars flat: it is told in words then. */
const FAR = 8;

/** @returns whether the limit is near enough to be drawn as a line */
export const isNear = (limit: Pick<Limit, 'requests'>, rows: readonly UsageRow[]): boolean =>
  limit.requests <= FAR * Math.max(...rows.map(({ requests }) => requests), 0);

/** @returns the top of the scale: always above 0, with room for the line */
export function scaleTop(rows: readonly UsageRow[], limit: Pick<Limit, 'requests'> | null): number {
  const highest = Math.max(...rows.map(({ requests }) => requests), 1);
  const drawn = limit !== null && isNear(limit, rows) ? limit.requests : 0;
  return Math.max(highest, drawn) * 1.15;
}
