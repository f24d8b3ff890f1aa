import type { DueRow } from '../model/policy.ts';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A number for the date on the workstation's own calendar: of two instants it tells how many nights lie between, whatever the clock did. */
const dayNumber = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;

/** @returns days on the calendar of the workstation between now and the date; negative: it is over */
export const daysUntil = (dueAt: string, now: Date): number => dayNumber(new Date(dueAt)) - dayNumber(now);

type Dated = Pick<DueRow, 'dueAt' | 'why' | 'afterDays'>;

/** @returns `due in 5 days`, `expires tomorrow`, `expired 3 days ago`, `not used for 90 days` */
export function dueWords(row: Dated, now: Date): string {
  const { dueAt, why, afterDays } = row;
  if (why === 'unused') return `not used for ${(afterDays ?? 0) - daysUntil(dueAt, now)} days`;
  const when = relative.format(daysUntil(dueAt, now), 'day');
  if (why === 'policy') return `due ${when}`;
  return `${Date.parse(dueAt) <= now.getTime() ? 'expired' : 'expires'} ${when}`;
}

/** @returns the same behind the name of a key: `was due 3 days ago`, `has not been used for 90 days` */
export function dueSentence(row: Dated, now: Date): string {
  if (row.why === 'unused') return dueWords(row, now).replace('not used', 'has not been used');
  if (row.why === 'expiry') return dueWords(row, now);
  return `${daysUntil(row.dueAt, now) < 0 ? 'was' : 'is'} ${dueWords(row, now)}`;
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
