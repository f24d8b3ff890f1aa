import type { Facts, KnownKey } from '#core/inventory/facts.ts';
import type { ConnectionRow, DeliveryRecord } from '#core/ports/ledger.ts';
import type { Operation } from '#shared/model/provider.ts';
import { connectionRow } from '#tests/fakes/connection-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';

const NOW = '2026-11-20T12:00:00.000Z';
export const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

export const listedConnection = (changes: Partial<ConnectionRow> = {}): ConnectionRow =>
  connectionRow({ id: 'connection', environmentId: 'development', syncedAt: NOW, ...changes });

/** A key that its service listed just now and that is used every day. */
export function knownKey(changes: Partial<KnownKey> & Pick<KnownKey, 'id'>): KnownKey {
  const connection = changes.connection === undefined ? listedConnection() : changes.connection;
  return {
    ...keyRow({ environmentId: 'development' }),
    connectionId: connection?.id ?? null,
    remoteId: connection === null ? null : `remote-${changes.id}`,
    createdAt: daysAgo(200),
    lastUsedAt: daysAgo(1),
    inProduction: false,
    connection,
    ...changes,
  };
}

export const deliveryRecord = (
  changes: Partial<DeliveryRecord> & Pick<DeliveryRecord, 'id' | 'keyId'>,
): DeliveryRecord => ({
  target: 'cursor',
  environmentId: 'development',
  mechanism: 'launcher',
  file: '/home/u/.cursor/mcp.json',
  server: 'notes',
  variable: 'NOTES_KEY',
  scope: 'user',
  reference: null,
  entryHash: '',
  written: null,
  companions: [],
  imported: false,
  createdAt: daysAgo(10),
  ...changes,
});

interface Around {
  readonly deliveries?: readonly DeliveryRecord[];
  readonly offered?: readonly Operation[];
  readonly tellsLastUse?: boolean;
}

export const factsOf = (
  keys: readonly KnownKey[],
  { deliveries = [], offered = ['create', 'revoke', 'delete'], tellsLastUse = true }: Around = {},
): Facts => ({
  keys,
  deliveries,
  offers: (_, operation) => offered.includes(operation),
  tellsLastUse: () => tellsLastUse,
});
