import type { DueRow } from '#shared/model/policy.ts';
import type { UnattendedTry } from '../ports/policies.ts';
import { lastTime, timeOn } from './local-days.ts';

interface Schedule {
  /** `03:00` */
  readonly time: string;
  readonly first: Date;
  readonly tried: Pick<UnattendedTry, 'at'> | null;
}

/** The first time that a key is replaced by itself: on the day that it is due, or the day before it stops working. */
export const firstTime = ({ dueAt, why }: Pick<DueRow, 'dueAt' | 'why'>, time: string): Date =>
  timeOn(new Date(dueAt), time, why === 'expiry' ? -1 : 0);

/** Whether one of its times has come, and it was not tried since: what was missed is made up for. */
export function isItsTime({ time, first, tried }: Schedule, now: Date): boolean {
  const last = lastTime(time, now);
  return last >= first && !wasTried(tried, last, now);
}

/** @returns when it is tried next; a time that is over is made up for now */
export function nextTry(schedule: Schedule, now: Date): Date {
  const { time, first } = schedule;
  if (first > now) return first;
  if (isItsTime(schedule, now)) return lastTime(time, now);
  const today = timeOn(now, time);
  return today > now ? today : timeOn(now, time, 1);
}

/** What was tried later than now was tried by a clock that was set back since. */
function wasTried(tried: Schedule['tried'], since: Date, now: Date): boolean {
  return tried !== null && new Date(tried.at) >= since && new Date(tried.at) <= now;
}
