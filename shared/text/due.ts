import type { DueRow } from '../model/policy.ts';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const dayNumber = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;

/** @returns days on the calendar of the workstation between now and the date; negative: it is over */
export const daysUntil = (dueAt: string, now: Date): number => dayNumber(new Date(dueAt)) - dayNumber(now);

/** @returns `due in 5 days`, `expires tomorrow`, `expired 3 days ago`, `not used for 90 days` */
export function dueWords(
  { dueAt, why, afterDays }: Pick<DueRow, 'dueAt' | 'why' | 'afterDays'>,
  now: Date,
): string {
  if (why === 'unused') return `not used for ${(afterDays ?? 0) - daysUntil(dueAt, now)} days`;
  const when = relative.format(daysUntil(dueAt, now), 'day');
  if (why === 'policy') return `due ${when}`;
  return `${Date.parse(dueAt) <= now.getTime() ? 'expired' : 'expires'} ${when}`;
}

/** @returns `2 overdue, 3 due soon`; empty: nothing is. Of a key with two dates the first counts. */
export function dueCounts(rows: readonly Pick<DueRow, 'keyId' | 'state'>[]): string {
  const states = new Map(rows.toReversed().map(({ keyId, state }) => [keyId, state]));
  const count = (wanted: DueRow['state']) => [...states.values()].filter((state) => state === wanted).length;
  const [overdue, soon] = [count('overdue'), count('soon')];
  return [overdue > 0 && `${overdue} overdue`, soon > 0 && `${soon} due soon`]
    .filter((each) => each !== false)
    .join(', ');
}
