import type { Evidence } from '#shared/model/provider.ts';

export const connectionsText = {
  add: 'Add connection',
  remove: 'Remove',
  test: 'Test',
  table: 'Connections',
  columns: {
    name: 'Connection',
    environment: 'Environment',
    url: 'Base URL',
    keys: 'Keys',
    actions: 'Actions',
  },
  loading: 'Loading connections',
  emptyTitle: 'No connection here yet',
  emptyText:
    'A connection is one service, reached in one environment. Playground is built in and needs no account.',
  testing: 'Asking the service',
  worked: 'Works',
  failed: 'Does not work',
  environment: 'Environment',
  provider: 'Provider',
  name: 'Name',
  baseUrl: 'Base URL',
  customHost: 'Not the service’s own address',
  baseUrlHelp: 'Where the service answers, https.',
  credentialNote: 'Its management credential is asked for in a window of its own; this page never sees it.',
  noAccount: 'No account needed',
  removeWhat: (name: string) =>
    `The connection ${name} and its management credential are removed from Keyrack.`,
  removeKeys: (count: number) =>
    count === 1
      ? 'One key of it is still here. Delete it first.'
      : `${count} keys of it are still here. Delete them first.`,
  added: (name: string) => `${name} connected`,
  removed: (name: string) => `${name} removed`,
  chooseEnvironment: 'Choose an environment',
};

export const evidenceNames: Record<Evidence, { readonly word: string; readonly meaning: string }> = {
  verified: { word: 'Verified', meaning: 'Tried against the real service.' },
  documented: { word: 'Documented', meaning: 'Built from the service’s own documentation.' },
  inferred: { word: 'Inferred', meaning: 'Parts are concluded, not documented.' },
};
