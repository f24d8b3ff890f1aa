import { INVENTORY_KINDS, type Inventory, type InventoryRow } from '#shared/model/inventory.ts';
import { AppError } from '../errors.ts';
import { statusAt } from '../key-status.ts';
import type { ConnectionRow, Ledger } from '../ports/ledger.ts';
import type { Reach } from '../reach.ts';
import { atServices } from './at-services.ts';
import { type CopiesDeps, findCopies } from './copies.ts';
import type { Facts, KnownKey } from './facts.ts';
import { inCommon } from './in-common.ts';
import type { InventoryService } from './service.ts';

const OLD_MS = 86_400_000;

interface Deps {
  readonly ledger: Ledger;
  readonly reach: Pick<Reach, 'offer' | 'plugin'>;
  readonly copies: CopiesDeps;
  /** Values from before there were fingerprints; quiet where the storage is closed. */
  readonly fingerprintHeld: () => Promise<number>;
}

/** Services, storage and disk beside each other. */
export function createInventory(deps: Deps): InventoryService {
  return {
    list: async (): Promise<Inventory> => {
      await deps.fingerprintHeld();
      const facts = factsOf(deps);
      const copies = await findCopies(deps.copies, facts.keys);
      const rows = [...atServices(facts), ...copies.rows, ...inCommon(facts)];
      return {
        rows: inOrder(rows, facts.keys),
        services: servicesOf(deps),
        unread: copies.unread,
        unlooked: copies.unlooked,
      };
    },
  };
}

/** What stands in an archived environment is kept, and not told. */
function factsOf({ ledger, reach, copies: { clock } }: Deps): Facts {
  const environments = new Map(ledger.environments.list().map((each) => [each.id, each]));
  const connections = new Map(ledger.connections.list().map((each) => [each.id, each]));
  const now = clock.now();
  return {
    keys: ledger.keys.list().flatMap((row): KnownKey[] => {
      const environment = environments.get(row.environmentId);
      if (environment === undefined || environment.archivedAt !== null) return [];
      const connection = connections.get(row.connectionId ?? '') ?? null;
      return [
        { ...row, status: statusAt(row, now), connection, inProduction: environment.stage === 'production' },
      ];
    }),
    deliveries: ledger.deliveries.list(),
    offers: (connection, operation) => reach.offer(connection, operation).way !== null,
    tellsLastUse: (connection) => tellsLastUse(reach, connection),
  };
}

function tellsLastUse(reach: Deps['reach'], { provider }: ConnectionRow): boolean {
  try {
    return reach.plugin(provider).tellsLastUse;
  } catch (error) {
    // No such provider any more: what its keys were used for is not known.
    if (error instanceof AppError) return false;
    throw error;
  }
}

function inOrder(rows: readonly InventoryRow[], keys: readonly KnownKey[]): InventoryRow[] {
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  const nameOf = ({ keyId }: InventoryRow) => names.get(keyId) ?? '';
  const place = ({ kind }: InventoryRow) => INVENTORY_KINDS.indexOf(kind);
  return rows.toSorted(
    (one, other) => place(one) - place(other) || nameOf(one).localeCompare(nameOf(other), 'en'),
  );
}

function servicesOf({ ledger, reach, copies: { clock } }: Deps): Inventory['services'] {
  const archived = new Set(
    ledger.environments.list().flatMap(({ id, archivedAt }) => (archivedAt === null ? [] : [id])),
  );
  const now = clock.now().getTime();
  return ledger.connections
    .list()
    .filter((row) => !archived.has(row.environmentId) && reach.offer(row, 'list').way === 'api')
    .map(({ id, syncedAt }) => ({
      connectionId: id,
      asOf: syncedAt,
      old: syncedAt === null || now - Date.parse(syncedAt) > OLD_MS,
    }));
}
