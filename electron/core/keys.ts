import type { Delivery } from '#shared/model/delivery.ts';
import type { Key, LocalKey } from '#shared/model/key.ts';
import { AppError } from './errors.ts';
import { findOne, getRow, inEnvironment } from './finding.ts';
import { statusAt } from './key-status.ts';
import { readForCopy, readKey, readOnce } from './lifecycle/copying.ts';
import { createKey, recreateKey } from './lifecycle/creating.ts';
import { deleteKey } from './lifecycle/deleting.ts';
import type { Lifecycle } from './lifecycle/deps.ts';
import { recoverIntents } from './lifecycle/reconciling.ts';
import { completeRequest } from './lifecycle/request.ts';
import type { DeliveryRecord, KeyRow } from './ports/ledger.ts';
import { keyAccount } from './ports/secret-store.ts';
import type { StorageTiers } from './ports/storage.ts';
import type { Secret } from './secret.ts';
import type { KeyService } from './services.ts';
import { storeRecorded } from './vault.ts';

const deliveryOf = ({ id, target, mechanism, file }: DeliveryRecord): Delivery => ({
  id,
  target,
  mechanism,
  file,
});

function present(row: KeyRow, deliveries: readonly DeliveryRecord[], now: Date): Key {
  return {
    ...row,
    tags: [...row.tags],
    scopes: [...row.scopes],
    status: statusAt(row, now),
    deliveries: deliveries.map(deliveryOf),
  };
}

async function addLocal(deps: Lifecycle, input: LocalKey, secret: Secret): Promise<KeyRow> {
  getRow('environment', deps.ledger.environments, input.environmentId);
  const row: KeyRow = {
    id: deps.newId(),
    name: input.name,
    description: input.description ?? '',
    tags: [],
    environmentId: input.environmentId,
    connectionId: null,
    remoteId: null,
    variable: input.variable,
    hint: secret.hint(),
    held: true,
    // The user brought the value, so it was never only ours to show.
    acknowledged: true,
    status: 'active',
    scopes: [],
    testMode: false,
    createdAt: deps.clock.now().toISOString(),
    expiresAt: null,
    lastUsedAt: null,
  };
  await storeRecorded(deps, keyAccount(row.environmentId, row.id), secret, () => {
    deps.ledger.keys.put(row);
    deps.audit('key added', row.id, row.name);
  });
  return row;
}

function connectionOf(deps: Lifecycle, row: KeyRow) {
  if (row.connectionId !== null) {
    return getRow('connection', deps.ledger.connections, row.connectionId);
  }
  throw new AppError('unsupported', {
    message: `"${row.name}" is a local key: no service is known that could check it.`,
    next: 'Make the key through a connection to have it checked.',
  });
}

/** Keys, as window and command use them. */
export function createKeys(deps: Lifecycle & { readonly storage: StorageTiers }): KeyService {
  const { ledger, clock, reach, storage } = deps;
  const get = (id: string): KeyRow => getRow('key', ledger.keys, id);
  const deliveriesOf = (keyId: string) => ledger.deliveries.list().filter((row) => row.keyId === keyId);
  const show = (row: KeyRow): Key => present(row, deliveriesOf(row.id), clock.now());
  const list = (): Key[] => {
    const byKey = Map.groupBy(ledger.deliveries.list(), ({ keyId }) => keyId);
    return ledger.keys.list().map((row) => present(row, byKey.get(row.id) ?? [], clock.now()));
  };
  const providerOf = ({ provider }: { readonly provider: string }) => reach.plugin(provider).summary;

  return {
    list,
    get: (id) => show(get(id)),
    find: (idOrName, environmentId) =>
      show(findOne('key', inEnvironment(ledger.keys.list(), environmentId), idOrName)),
    create: async (input, signal) =>
      show(await createKey(deps, completeRequest(ledger, providerOf, input, clock.now()), signal)),
    add: async (input, secret) => show(await addLocal(deps, input, secret)),
    verify: async (id, signal) => {
      const row = get(id);
      const service = await reach.service(connectionOf(deps, row));
      return service.verify(await readKey(deps, row), signal);
    },
    delete: (id, confirm) => deleteKey(deps, id, confirm),
    recreate: async (id) => show(await recreateKey(deps, id)),
    acknowledge: (id) =>
      ledger.transaction(() => {
        const row = { ...get(id), acknowledged: true };
        ledger.keys.put(row);
        deps.audit('key confirmed as copied', row.id, row.name);
        return show(row);
      }),
    read: (id) => readKey(deps, get(id)),
    readOnce: (id) => readOnce(deps, get(id)),
    readForCopy: (id, presence) => readForCopy(deps, storage, get(id), presence),
    recover: () => recoverIntents(deps),
  };
}
