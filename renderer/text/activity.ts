import type { ActivityRow } from '#shared/model/activity.ts';
import type { ActivityKind } from '#shared/model/activity-kinds.ts';

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const activityText = {
  table: 'Activity',
  loading: 'Loading the activity',
  count: (count: number) => counted(count, 'entry', 'entries'),
  search: 'Search the activity',
  searchHint: 'Search',
  clearSearch: 'Clear search',
  kind: 'What',
  anyKind: 'Everything',
  by: 'Done by',
  anybody: 'Anyone',
  period: 'Period',
  anyTime: 'Any time',
  export: 'Export',
  exportAs: { csv: 'As CSV, for a spreadsheet', json: 'As JSON' },
  exported: (file: string) => `Exported to ${file}`,
  emptyTitle: 'Nothing done yet',
  emptyText: 'Every key that is created, shown, copied, exported or revoked stands here, with who did it.',
  nothingTitle: 'Nothing fits',
  nothingText: 'Nothing that was done fits this search and these filters.',
  clearFilters: 'Clear filters',
  columns: { at: 'When', what: 'What', name: 'Of what', by: 'By', detail: 'Detail' },
  exactly: (number: number, time: string) => `${time}, row ${number}`,
  show: (name: string) => `Show ${name} in the rack`,
};

export const kindNames: Record<ActivityKind, string> = {
  created: 'Created',
  seen: 'Shown and copied',
  delivered: 'Exported',
  changed: 'Changed',
  ended: 'Revoked and deleted',
  storage: 'Locks and passphrases',
  failed: 'Failed',
};

export const periodNames = { day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' };

export const doorNames: Record<ActivityRow['by'], string> = { window: 'Window', command: 'Command' };

export const chainText = {
  region: 'Whether the activity was changed',
  judging: 'Checking that nothing was changed',
  valid: (rows: number) => `Nothing was changed: ${counted(rows, 'entry', 'entries')} checked.`,
  late: (late: number) =>
    `${counted(late, 'entry was', 'entries were')} written while the storage was closed, and sealed later.`,
  waiting: (count: number) =>
    `${counted(count, 'entry is', 'entries are')} not sealed yet: that happens when the storage is open.`,
  closed: 'Whether something was changed can be checked once the storage is open.',
  broken: 'Somebody changed this activity',
  again: 'Check again',
  unlock: 'Unlock',
};
