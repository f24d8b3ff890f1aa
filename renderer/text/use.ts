/** Words about what a key does at its service: usage, alerts, snippets. */
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
const dayOfMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const digits = (count: number): string => count.toLocaleString('en', { maximumFractionDigits: 0 });

interface ToldLimit {
  readonly by: 'alert' | 'service';
  readonly count: number;
  /** Milliseconds. */
  readonly interval: number;
}

const INTERVALS: Readonly<Record<number, string>> = {
  1000: 'a second',
  60000: 'a minute',
  3600000: 'an hour',
  86400000: 'a day',
};

const rate = ({ count, interval }: ToldLimit): string =>
  `${digits(count)} ${INTERVALS[interval] ?? `in ${digits(interval / 1000)} s`}`;

export const usageText = {
  title: 'Usage',
  period: 'Period',
  periods: { day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' },
  short: { day: '24 h', week: '7 d', month: '30 d' },
  /** What stands below the bars; `at` in milliseconds. */
  tick: {
    day: (at: number) => hour.format(at),
    week: (at: number) => weekday.format(at),
    month: (at: number) => dayOfMonth.format(at),
  },
  count: digits,
  total: (count: number) => `${digits(count)} ${count === 1 ? 'request' : 'requests'}`,
  point: (when: string, count: number) => `${when}: ${digits(count)}`,
  picture: (count: number, period: string) =>
    `Chart: ${digits(count)} requests, ${period.toLowerCase()}. The table has the figures.`,
  table: 'Requests over time',
  asTable: 'Show as table',
  at: 'Time',
  requests: 'Requests',
  asking: 'Asking the service',
  none: 'No request in this time.',
  limit: (limit: ToldLimit) => `${limit.by === 'alert' ? 'Alert' : 'Limit'} ${rate(limit)}`,
  limitFar: (limit: ToldLimit) =>
    `${limit.by === 'alert' ? 'Your alert' : 'Limit of the service'}: ${rate(limit)}.`,
};

export const alertsText = {
  title: 'Alerts',
  none: 'No alert yet.',
  loading: 'Reading the alerts',
  more: 'More than',
  per: 'requests per',
  intervals: { minute: 'minute', hour: 'hour', day: 'day' },
  add: 'Add alert',
  bad: 'Enter a whole number above 0.',
  removeThis: (condition: string) => `Remove ${condition}`,
  judgedBy: {
    service: 'Judged by the service.',
    keyrack: 'Judged by Keyrack, only while it runs unlocked.',
  },
  willBe: {
    service: 'The service judges it, also while Keyrack is closed.',
    keyrack: 'Keyrack judges it from the usage, only while it runs unlocked.',
  },
  fired: (when: string) => `Last passed ${when}.`,
  neverFired: 'Not passed so far.',
  show: 'Show key',
};

export const snippetText = {
  title: 'Use this key',
  loading: 'Reading the snippets',
  none: 'The service has published no way to use a key that could be shown here.',
  copy: 'Copy snippet',
  copied: 'Copied',
  note: 'The variable stands for the value. Keyrack puts the value in with Export, or with keyrack exec.',
};
