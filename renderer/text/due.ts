import type { DueRow, SNOOZE_DAYS } from '#shared/model/policy.ts';
import { daysWord, digits, keysWord } from './counts.ts';
import { onlyDate, relativeTime } from './time.ts';

const DAY = 86_400_000;

export const dueText = {
  title: 'Due',
  about: 'What is to be replaced, by policy or because it expires, and what is not used any more.',
  table: 'Due keys',
  loading: 'Reading what is due',
  emptyTitle: 'Nothing is due',
  emptyText: 'No key here has a date: no policy says when to replace it, and none expires.',
  counts: (overdue: number, soon: number): string =>
    [overdue > 0 ? `${digits(overdue)} overdue` : '', soon > 0 ? `${digits(soon)} due soon` : '']
      .filter((part) => part !== '')
      .join(', ') || 'Nothing due soon',
  elsewhere: (count: number): string => `${keysWord(count)} overdue in other environments.`,
  showAll: 'Show all environments',
  saveCalendar: 'Save calendar',
  calendarHelp: 'A file for your calendar, with a reminder 30, 14, 7 and 1 day before each date.',
  calendarSaved: (file: string): string => `Calendar saved to ${file}`,
  columns: {
    name: 'Name',
    environment: 'Environment',
    why: 'Why',
    when: 'When',
    state: 'State',
    unattended: 'Unattended',
  },
  show: (name: string): string => `Show ${name} in the Rack`,
  rotateOne: (name: string): string => `Rotate ${name}`,
  snooze: (name: string): string => `Snooze ${name}`,
  snoozeFor: (days: (typeof SNOOZE_DAYS)[number]): string => `Snooze for ${daysWord(days)}`,
  snoozed: (name: string, days: number): string => `${name} snoozed for ${daysWord(days)}`,
  policy: (name: string): string => `Policy of ${name}`,
  showRun: (name: string): string => `Show the rotation of ${name}`,
  byPerson: 'By you',
  byPersonMeans: 'No policy replaces it by itself.',
  critical: 'critical',
};

/** Why a key is listed, in words. @param now milliseconds of the epoch */
export function whyWords(row: Pick<DueRow, 'why' | 'from' | 'afterDays' | 'dueAt'>, now: number): string {
  if (row.why === 'expiry') return 'expires';
  if (row.why === 'unused') {
    if (row.afterDays === null) return 'unused for too long';
    return `unused for ${daysWord(row.afterDays + Math.max(0, Math.floor((now - Date.parse(row.dueAt)) / DAY)))}`;
  }
  const days = row.afterDays === null ? '' : `, ${daysWord(row.afterDays)}`;
  if (row.from === 'key') return `by its own policy${days}`;
  return `by policy of the ${row.from ?? 'environment'}${days}`;
}

export interface StateWord {
  readonly word: string;
  readonly tone: 'danger' | 'warn' | 'plain' | null;
}

/** @returns the word of the badge; no tone: it is not urgent, and needs no badge */
export function stateWord(row: Pick<DueRow, 'why' | 'state' | 'snoozedUntil'>, now: number): StateWord {
  if (row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now)
    return { word: `Snoozed until ${onlyDate(row.snoozedUntil)}`, tone: 'plain' };
  if (row.why === 'unused') return { word: 'Unused', tone: 'warn' };
  if (row.state === 'later') return { word: 'Later', tone: null };
  if (row.why === 'expiry')
    return row.state === 'overdue'
      ? { word: 'Expired', tone: 'danger' }
      : { word: 'Expires soon', tone: 'warn' };
  return row.state === 'overdue' ? { word: 'Overdue', tone: 'danger' } : { word: 'Due soon', tone: 'warn' };
}

export const timeLineText = {
  title: 'Time line of the next 12 months',
  policyLane: 'By policy',
  expiryLane: 'Expires',
  overdue: 'Overdue',
  today: 'Today',
  production: 'Production',
  asTable: 'As a table',
  columns: { day: 'Day', policy: 'By policy', expiry: 'Expires', production: 'In production', names: 'Keys' },
  hint: 'Point at a day, or walk with the arrow keys, to see which keys.',
  nothing: 'No date in the next 12 months.',
};

export interface DayOf {
  /** An instant of the day; null: before today. */
  readonly at: string | null;
  readonly policy: number;
  readonly expiry: number;
  readonly production: number;
  readonly names: readonly string[];
}

const NAMED = 6;

/** Some names, and how many more. */
export function nameList(names: readonly string[], limit: number = NAMED): string {
  const more = names.length - limit;
  return more > 0 ? `${names.slice(0, limit).join(', ')} and ${digits(more)} more` : names.join(', ');
}

export const dayWord = ({ at }: Pick<DayOf, 'at'>): string =>
  at === null ? timeLineText.overdue : onlyDate(at);

/** `12 Jan 2027: 2 by policy, 1 expires, 1 in production` */
export function dayWords(day: DayOf): string {
  const parts = [
    day.policy > 0 && `${digits(day.policy)} by policy`,
    day.expiry > 0 && `${digits(day.expiry)} ${day.expiry === 1 ? 'expires' : 'expire'}`,
    day.production > 0 && `${digits(day.production)} in production`,
  ].filter((part) => part !== false);
  return `${dayWord(day)}: ${parts.join(', ')}`;
}

export const reviewText = {
  title: 'Quarterly review',
  open: 'Review last use',
  isDue: (count: number): string =>
    `Time for the quarterly review: which of ${keysWord(count)} are still used?`,
  about: (reviewedAt: string | null, nextAt: string, now: number): string =>
    reviewedAt === null
      ? 'Never reviewed. A key that nothing uses is only a risk: disable or revoke it.'
      : `Reviewed ${relativeTime(reviewedAt, now)}, ${Date.parse(nextAt) > now ? 'next' : 'due'} ${relativeTime(nextAt, now)}. A key that nothing uses is only a risk: disable or revoke it.`,
  start: 'Review',
  table: 'Keys by last use',
  loading: 'Reading when keys were used',
  columns: { name: 'Name', environment: 'Environment', lastUsed: 'Last used', deliveries: 'Deliveries' },
  never: 'Never',
  notTold: 'Its service does not tell',
  disableOne: (name: string): string => `Disable ${name}`,
  reviewed: 'Reviewed',
  done: 'Review done',
  nothing: 'There is no key to review.',
};
