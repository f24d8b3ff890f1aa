export const DAY_MS = 86_400_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** @returns the date on the workstation's calendar, as iCalendar writes it: `20270131` */
export const dateStamp = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}${two(at.getMonth() + 1)}${two(at.getDate())}`;

/** That time of day on the day of `at`, or `plusDays` later. Where a clock leaves it out, as much later as it jumps. */
export function timeOn(at: Date, time: string, plusDays = 0): Date {
  const [hours, minutes] = time.split(':').map(Number);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + plusDays, hours, minutes);
}

/** @returns the last time that it was so late, up to now */
export function lastTime(time: string, now: Date): Date {
  const today = timeOn(now, time);
  return today <= now ? today : timeOn(now, time, -1);
}

/** A quarter later; from the end of a month to the end of a shorter one. */
export function quarterAfter(at: Date): Date {
  const later = new Date(at);
  later.setMonth(at.getMonth() + 3);
  // The day is not there: it went over into the month after.
  if (later.getDate() !== at.getDate()) later.setDate(0);
  return later;
}
