import type { Evidence } from '#shared/model/provider.ts';

const keys = (count: number) => (count === 1 ? 'One key' : `${count} keys`);

export const connectionsText = {
  add: 'Add connection',
  remove: 'Remove',
  test: 'Test',
  sync: 'Sync',
  diagnose: 'Diagnose',
  tryOut: 'Try it',
  settings: 'Settings',
  openConsole: 'Open console',
  more: (name: string) => `More actions for ${name}`,
  table: 'Connections',
  tabs: { connections: 'Connections', services: 'Your services', webhook: 'Webhook check' },
  columns: {
    name: 'Connection',
    url: 'Address',
    keys: 'Keys',
    listed: 'Last listed',
    actions: 'Actions',
  },
  loading: 'Loading connections',
  emptyTitle: 'No connection here yet',
  emptyText:
    'A connection is one service, reached in one environment. Playground is built in and needs no account.',
  testing: 'Asking the service',
  worked: 'Works',
  failed: 'Does not work',
  provider: 'Provider',
  name: 'Name',
  baseUrl: 'Base URL',
  noAddress: 'none: done by hand',
  customHost: 'Not the service’s own address',
  baseUrlHelp: (service: string) =>
    `${service} names no address of its own. Enter where it answers for you, https.`,
  chooseEnvironment: 'Choose an environment',
  added: (name: string) => `${name} connected`,
  removed: (name: string) => `${name} removed`,
  saved: (name: string) => `${name} saved`,
  removeWhat: (name: string) =>
    `The connection ${name} and its management credential are removed from Keyrack.`,
  removeKeys: (count: number) =>
    count === 1
      ? 'One key of it is still here. Delete it first.'
      : `${count} keys of it are still here. Delete them first.`,
  noAccount: 'No account needed',
  custom: 'Yours',
  /** Where the credential is asked for, and what for. */
  credentialNote: (labels: readonly string[]) =>
    labels.length < 2
      ? 'A small window will ask for the management credential. This page never sees it.'
      : `Small windows will ask, one after the other: ${labels.join(', ')}. This page never sees them.`,
  noCredential: 'This connection needs no credential: no window will ask.',
  ways: {
    guided: {
      word: 'Guided',
      meaning: 'You make and revoke keys in the service’s console. Keyrack leads, checks and keeps.',
    },
    inferred: {
      word: 'Inferred API',
      meaning: 'Keyrack asks the service in a way that the service has not published.',
    },
    api: { word: 'API', meaning: 'Keyrack asks the service in the way that the service describes.' },
  },
  listed: {
    never: 'never',
    byHand: 'by hand',
    cannot: 'This service has published no way to list its keys.',
    switchOn: 'This service has published no way to list its keys. Settings can switch on the inferred one.',
    failed: 'Failed',
  },
  syncing: (read: number) => (read === 0 ? 'Asking for the first keys' : `${keys(read)} read`),
  synced: {
    same: (listed: number) =>
      listed === 0
        ? 'The service lists no key.'
        : `${keys(listed)} listed. Nothing differs from what is known here.`,
    listed: (listed: number) => `${keys(listed)} listed.`,
    added: 'new',
    changed: 'changed',
    gone: 'gone at the service',
    orphans: 'lost on the way',
    notHeld: 'not held',
    showInRack: 'Show in rack',
    dismiss: 'Hide',
    names: (names: readonly string[]) =>
      names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', '),
  },
};

export const evidenceNames: Record<Evidence, { readonly word: string; readonly meaning: string }> = {
  verified: { word: 'Verified', meaning: 'Tried against the real service.' },
  documented: { word: 'Documented', meaning: 'Built from the service’s own documentation.' },
  inferred: { word: 'Inferred', meaning: 'Parts are concluded, not documented.' },
};
