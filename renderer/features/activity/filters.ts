import type { ActivityFilter } from '#shared/model/activity.ts';
import type { ActivityKind } from '#shared/model/activity-kinds.ts';

export const PERIODS = ['day', 'week', 'month'] as const;
type Period = (typeof PERIODS)[number];

const HOUR = 3_600_000;
/** So that the question stays the same while the minutes pass. */
const toTheHour = (now: number) => Math.floor(now / HOUR) * HOUR;

const HOURS: Record<Period, number> = { day: 24, week: 24 * 7, month: 24 * 30 };

/** What the user asks for; null does not narrow. */
export interface Filters {
  readonly text: string;
  readonly kind: ActivityKind | null;
  readonly by: 'window' | 'command' | null;
  readonly period: Period | null;
}

/** What the contract takes, in UTF-16 units. */
export const TEXT_MAX = 200;

export const NO_FILTERS: Filters = { text: '', kind: null, by: null, period: null };

export const narrows = ({ text, kind, by, period }: Filters): boolean =>
  text.trim() !== '' || kind !== null || by !== null || period !== null;

/** @param now milliseconds of the epoch. @param environmentId null: all of them */
export function filterOf(
  { text, kind, by, period }: Filters,
  environmentId: string | null,
  now: number,
): ActivityFilter {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(kind === null ? {} : { kind }),
    ...(by === null ? {} : { by }),
    ...(period === null ? {} : { since: new Date(toTheHour(now) - HOURS[period] * HOUR).toISOString() }),
    ...(environmentId === null ? {} : { environmentId }),
  };
}
