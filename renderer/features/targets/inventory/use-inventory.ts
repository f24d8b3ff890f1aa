import { useEffect, useMemo } from 'react';
import type { Inventory, InventoryRow } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { reload } from '../../../state/loading.ts';
import { known, listOf, type Remote } from '../../../state/remote.ts';
import { useEnvironment } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';

/** Read while it is looked at, and again when anything changed that it follows from. */
export function useInventory(): Remote<Inventory> {
  const keys = useStore(({ data }) => data.keys);
  const connections = useStore(({ data }) => data.connections);
  const deliveries = useStore(({ data }) => data.deliveries);
  const changes = useStore(({ data }) => data.changes);
  const storage = useStore(({ data }) => data.storage);
  const read = keys.state !== 'loading';
  // biome-ignore lint/correctness/useExhaustiveDependencies: main reads them itself; that they changed is what counts.
  useEffect(() => {
    if (read) void reload('inventory');
  }, [read, keys, connections, deliveries, changes, storage]);
  return useStore(({ data }) => data.inventory);
}

/** What is told of the environment that is shown: rows of its keys, and of those that share a value with them. */
export function useShown(): Inventory | null {
  const inventory = useStore(({ data }) => known(data.inventory));
  const keys = useStore(({ data }) => listOf(data.keys));
  const connections = useStore(({ data }) => listOf(data.connections));
  const shown = useEnvironment()?.id ?? null;
  return useMemo(() => {
    if (inventory === null) return null;
    const byId = new Map(keys.map((key) => [key.id, key]));
    const here = new Set(
      connections.filter((each) => shown === null || each.environmentId === shown).map(({ id }) => id),
    );
    return {
      ...inventory,
      rows: inventory.rows.filter((row) => isShown(row, byId, shown)),
      services: inventory.services.filter(({ connectionId }) => here.has(connectionId)),
    };
  }, [inventory, keys, connections, shown]);
}

function isShown(
  { keyId, others }: InventoryRow,
  keys: ReadonlyMap<string, Key>,
  environmentId: string | null,
): boolean {
  if (!keys.has(keyId)) return false;
  return (
    environmentId === null || [keyId, ...others].some((id) => keys.get(id)?.environmentId === environmentId)
  );
}
