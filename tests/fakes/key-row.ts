import type { KeyRow } from '#core/ports/ledger.ts';

/** A key as it is kept; a test names what it is about. */
export const keyRow = (changes: Partial<KeyRow> & Pick<KeyRow, 'environmentId'>): KeyRow => ({
  id: crypto.randomUUID(),
  name: 'CI',
  description: '',
  tags: [],
  connectionId: null,
  remoteId: null,
  variable: null,
  hint: 'fk_live_abcd',
  held: true,
  acknowledged: true,
  status: 'active',
  scopes: [],
  testMode: false,
  createdAt: '2026-11-20T10:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  allowedIps: [],
  rateLimit: null,
  checkedAt: null,
  notes: '',
  fingerprint: null,
  replacedBy: null,
  ...changes,
});
