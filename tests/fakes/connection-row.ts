import type { ConnectionRow } from '#core/ports/ledger.ts';

/** A connection as it is kept; a test names what it is about. */
export const connectionRow = (
  changes: Partial<ConnectionRow> & Pick<ConnectionRow, 'environmentId'>,
): ConnectionRow => ({
  id: crypto.randomUUID(),
  name: 'Fake',
  provider: 'fake',
  baseUrl: 'https://api.example.test',
  customHost: false,
  params: {},
  inferred: false,
  paths: {},
  proxy: null,
  ca: null,
  hasCredential: true,
  account: null,
  syncedAt: null,
  syncFailure: null,
  candidates: {},
  ...changes,
});
