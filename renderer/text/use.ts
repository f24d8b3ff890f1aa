/** Words about what a key does at its service: usage, alerts, snippets. */
export const usageText = {
  title: 'Usage',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  period: 'Period',
  total: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'}`,
  table: 'Requests over time',
  at: 'Time',
  requests: 'Requests',
  asking: 'Asking the service',
  none: 'No request in this time.',
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
    keyrack: 'Judged by Keyrack, only while it runs.',
  },
  willBe: {
    service: 'The service judges it, also while Keyrack is closed.',
    keyrack: 'Keyrack judges it from the usage, only while it runs.',
  },
  fired: (when: string) => `Last passed ${when}.`,
  neverFired: 'Not passed so far.',
  show: 'Show key',
};

export const snippetText = {
  title: 'Use this key',
  loading: 'Reading the snippets',
  none: 'There is no snippet for this service.',
  copy: 'Copy',
  copied: 'Copied',
  note: 'The variable stands for the value. Keyrack puts the value in with Export, or with keyrack exec.',
};
