import type { KeyRow } from '#core/ports/ledger.ts';
import type { SyncOptions } from '#core/services.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { remoteKey } from '#tests/fakes/service-calls.ts';
import { createConnectionsWorld } from './connections-world.ts';

/** A connection whose service lists what a test says, and the rows that come of it. */
export async function createSyncingWorld() {
  const world = await createConnectionsWorld();
  const { ledger, service, development, inDevelopment } = world;
  return {
    ...world,
    sync: (options: SyncOptions = {}) => world.connections.sync(inDevelopment.id, options),
    connection: () => world.connections.get(inDevelopment.id),
    rows: () => ledger.keys.list().filter((row) => row.connectionId === inDevelopment.id),
    now: (row: KeyRow) => ledger.keys.get(row.id),
    listed: (id: string, changes: Parameters<typeof remoteKey>[1] = {}) =>
      service.keys.set(id, remoteKey(id, changes)),
    known: (changes: Partial<KeyRow> = {}): KeyRow => {
      const row = keyRow({
        environmentId: development.id,
        connectionId: inDevelopment.id,
        remoteId: 'r-1',
        name: 'r-1',
        scopes: ['notes:read'],
        ...changes,
      });
      ledger.keys.put(row);
      return row;
    },
  };
}

export type SyncingWorld = Awaited<ReturnType<typeof createSyncingWorld>>;
