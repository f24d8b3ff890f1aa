const MINUTE = 60;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', MINUTE],
];

const short = new Intl.RelativeTimeFormat('en', { style: 'short' });
const shortByName = new Intl.RelativeTimeFormat('en', { style: 'short', numeric: 'auto' });
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const exactFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/**
 * How long ago or ahead an instant is, in its largest unit: `yesterday`, `in 12 days`, `just now`.
 * @param iso an instant, ISO 8601
 * @param now milliseconds of the epoch
 */
export function relativeTime(iso: string, now: number): string {
  const exact = (Date.parse(iso) - now) / 1000;
  // What was just set to 30 days is 30 days ahead for its first minute, not 29.
  const seconds = exact < MINUTE ? exact : exact + MINUTE;
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
  if (step === undefined) return 'just now';
  const [unit, length] = step;
  const count = Math.trunc(seconds / length);
  return (unit === 'day' ? shortByName : short).format(count, unit);
}

/** The instant itself, in the reader's time zone. */
export const exactTime = (iso: string): string => exactFormat.format(new Date(iso));

const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z\b/g;

/** Words of main, which name instants as ISO 8601, with those in the reader's time zone. */
export const withExactTimes = (words: string): string => words.replace(INSTANT, exactTime);

/** The time of day alone, in the reader's time zone: for what is within hours. */
export const clockTime = (iso: string): string => clockFormat.format(new Date(iso));

/** The day alone, in UTC: days are counted there. */
export const onlyDate = (iso: string): string => dateFormat.format(new Date(iso));

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** The month alone, in UTC. */
export const monthName = (iso: string): string => monthFormat.format(new Date(iso));
