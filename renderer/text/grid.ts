import type { CellState } from '../features/grid/grid-rows.ts';
import type { WarningKind } from '../features/grid/grid-warnings.ts';

export const gridText = {
  table: 'Variables and environments',
  variable: 'Variable',
  loading: 'Loading variables',
  search: 'Search variables',
  searchHint: 'Search variables',
  clearSearch: 'Clear search',
  project: 'Project',
  allProjects: 'All projects',
  noProject: 'No project',
  count: (shown: number, all: number) =>
    shown === all ? plural(all, 'variable') : `${shown.toLocaleString('en')} of ${plural(all, 'variable')}`,
  withoutVariable: (count: number) =>
    count === 1
      ? '1 key has no variable, so it is not in the grid. Give it one with Edit.'
      : `${count} keys have no variable, so they are not in the grid. Give them one with Edit.`,
  emptyTitle: 'Nothing to compare yet',
  emptyText: 'The grid shows which variable has which key in which environment. Its keys need a variable.',
  noEnvironmentsTitle: 'No environments here',
  noEnvironmentsText: 'Choose another project, or make an environment.',
  emptySearchTitle: 'No variable fits',
  emptySearchText: (search: string) => `No variable, key or service has “${search}”.`,
  noWarnings: 'None of these variables has a warning any more.',
  showAll: 'Show all',
  promote: 'Promote',
  promoteShortcut: 'p',
  /** Said where a key can be promoted into the cell. */
  promoteHere: 'P promotes here',
  nextHasIt: 'Every later environment has this variable.',
  nobodyHasIt: 'No environment has a key of this variable that could be promoted.',
  noStage: 'Keys are promoted from development to staging to production. This environment has its own stage.',
  noLater: 'There is no later environment to promote to.',
};

const plural = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What a cell says of itself. */
export const cellWords: Record<CellState, string> = {
  equal: 'Equal',
  different: 'Different',
  alone: 'Only here',
  unknown: 'Not known yet',
  'not held': 'Not held',
  expired: 'Expired',
  inactive: 'Inactive',
  dead: 'Gone',
  several: 'Several keys',
  missing: 'Missing',
};

export const cellMeanings: Record<CellState, string> = {
  equal: 'The same value as in another environment.',
  different: 'A value of its own.',
  alone: 'No other environment has this variable.',
  unknown: 'Keyrack has the value and compares it as soon as the storage is open.',
  'not held': 'Keyrack does not have the value, so it cannot be compared.',
  expired: 'Past its date; the service no longer accepts it.',
  inactive: 'Switched off at the service; it can come back.',
  dead: 'Revoked, or no longer at the service.',
  several: 'Several keys of this environment have the variable.',
  missing: 'No key of this environment has the variable.',
};

export const equalTo = (names: readonly string[]): string =>
  names.length === 1 ? `Equal to ${names[0]}` : `Equal to ${names.length} others`;

export const severalKeys = (count: number): string => `${count} keys`;

export const warningText = {
  region: 'Warnings',
  count: (count: number) => plural(count, 'warning'),
  showOnly: 'Show only these',
  more: (count: number) => `and ${count} more`,
};

/** @param other where else, by key and environment */
export const warningWords: Record<
  WarningKind,
  (variable: string, environment: string, other: string) => string
> = {
  'production elsewhere': (variable, environment, other) =>
    `${variable}: the value of ${environment} is also used in ${other}.`,
  'test in production': (variable, environment) => `${variable}: a test-mode key in ${environment}.`,
  'expired here': (variable, environment, other) =>
    `${variable}: expired in ${environment}, and alive in ${other}.`,
};

export const copyValueText = {
  title: 'Copy the value instead',
  submit: 'Copy the value',
  lead: (name: string, from: string, to: string) => `The value of ${name} in ${from}, once more in ${to}.`,
  why: 'One value in two environments is one secret with two doors:',
  reasons: [
    'A leak in one is a leak in both.',
    'Whoever may use the one may use the other.',
    'Neither can be revoked or rotated without the other.',
  ],
  copied: (name: string, to: string) => `The value of ${name} is in ${to} too.`,
};
