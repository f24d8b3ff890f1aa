import type { Reason, Verdict } from '#shared/model/key.ts';
import type { ColumnId } from '../features/rack/columns/ids.ts';
import { digits, keysWord } from './counts.ts';

export const columnNames: Record<ColumnId, string> = {
  name: 'Name',
  hint: 'Hint',
  environment: 'Environment',
  service: 'Service',
  connection: 'Connection',
  scopes: 'Scopes',
  status: 'Status',
  created: 'Created',
  lastUsed: 'Last used',
  expires: 'Expires',
  rotationDue: 'Rotation due',
  deliveredTo: 'Delivered to',
  description: 'Description',
  variable: 'Variable',
  tags: 'Tags',
  testMode: 'Test mode',
};

export const columnText = {
  menu: 'Columns',
  reset: 'Reset columns',
  resetWidth: 'Reset width',
  ascending: 'Sort ascending',
  descending: 'Sort descending',
  left: 'Move left',
  right: 'Move right',
  hide: 'Hide',
  width: (column: string) => `Width of ${column}`,
  widthWords: (width: number) => `${width} pixels`,
  oneEnvironment: 'Shown when all environments are.',
  always: 'The name is always shown.',
  atTheEdge: 'There is no further place.',
};

/** A tooltip is no list. */
const WORDS_TOLD = 24;

export const rackText = {
  table: 'Keys',
  search: 'Search keys',
  searchHint: 'Search',
  clearSearch: 'Clear search',
  completions: 'Suggestions',
  nothingToExport: 'There is no key to export.',
  pick: 'Select',
  pickAll: 'Select all',
  more: 'More',
  allActions: 'All actions',
  actions: 'Actions',
  local: 'Local',
  loading: 'Loading keys',
  count: (shown: number, all: number) =>
    shown === all ? keysWord(all) : `${digits(shown)} of ${digits(all)}`,
  hint: (hint: string) => (hint === '' ? '—' : `${hint}…`),
  /** Beside the first of several. */
  further: (count: number) => `+${count - 1}`,
  words: (words: readonly string[]) =>
    words.length <= WORDS_TOLD
      ? words.join(', ')
      : `${words.slice(0, WORDS_TOLD).join(', ')} and ${words.length - WORDS_TOLD} more`,
  testMode: 'Test',
  emptyTitle: 'No keys yet',
  emptyText: 'Create a key at a service. Keyrack keeps its value and delivers it where it is used.',
  emptyNoConnectionTitle: 'No connection yet',
  emptyNoConnectionText: 'Connect a service first. Playground is built in and needs no account.',
  emptySearchTitle: 'Nothing fits',
  emptySearchText: (search: string) => `No key here fits “${search}”.`,
};

export const detailText = {
  region: 'Key detail',
  close: 'Close detail',
  hint: 'Hint',
  secret: 'Secret',
  masked: '••••••••',
  heldNowhere: 'not held',
  environment: 'Environment',
  service: 'Service',
  connection: 'Connection',
  variable: 'Variable',
  noVariable: 'none',
  scopes: 'Scopes',
  noScopes: 'none',
  description: 'Description',
  created: 'Created',
  expires: 'Expires',
  lastUsed: 'Last used',
  checked: 'Checked',
  notChecked: 'not yet checked',
  remoteId: 'Id at the service',
  tags: 'Tags',
  deliveries: 'Delivered to',
  noDeliveries: 'Nowhere yet. Export puts it into the config of a program.',
  copyPath: 'Copy file path',
  severalTools:
    'Several programs use this key. If it leaks, all of them stop together, and nobody can tell who used it: one key, one tool.',
  verifying: 'Asking the service',
  checkedAt: (when: string) => `Checked ${when}`,
  orphan:
    'The service made this key, but its answer was lost, so its value cannot be had any more. It still works for whoever has it: revoke it.',
  ghost:
    'This key is gone: the service no longer lists it, so whatever uses it has stopped. Delete removes it here.',
  notHeld:
    'The service lists this key, and Keyrack does not have its value. Enter it if you have it; else replace the lost key.',
  testMode: 'Test mode',
  testModeOn: 'on: works on test data only',
  allowedIps: 'Allowed IPs',
  anywhere: 'from everywhere',
  rateLimit: 'Rate limit',
  expirySet: 'set by the service',
  about: (service: string) => `About keys of ${service}`,
  writeTo: (address: string) => `Write to ${address}`,
  showOrCopy: 'Show or copy',
  uncopied: 'Not yet copied. It can still be shown or copied until you confirm.',
};

export const verdictWords: Record<Verdict['is'], string> = {
  valid: 'Valid',
  'valid, scope missing': 'Valid, scope missing',
  invalid: 'Invalid',
  unknown: 'Unknown',
};

export const reasonWords: Record<Reason, string> = {
  invalid: 'not a key of this service',
  expired: 'expired',
  revoked: 'revoked',
  suspended: 'suspended',
  'wrong environment': 'made for another environment',
  'scope missing': 'a scope is missing',
  'service not enabled': 'the service is not enabled',
  'address not allowed': 'this address is not allowed',
  'rate limit': 'too many requests',
};
