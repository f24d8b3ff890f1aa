import { AppError } from '#core/errors.ts';
import type { Account, SecretStore } from '#core/ports/secret-store.ts';
import type { Secret } from '#core/secret.ts';
import type { StoreState, Tier } from '#shared/model/storage.ts';

export interface MemoryStore extends SecretStore {
  readonly items: Map<Account, Secret>;
  state: StoreState;
  reason: string;
}

/** A store in memory that can be locked and taken away. */
export function memoryStore(tier: Tier = 'keychain'): MemoryStore {
  const refuseClosed = () => {
    if (store.state === 'ready') return;
    throw new AppError(store.state === 'locked' ? 'storage-locked' : 'storage-unavailable', {
      message: store.reason,
    });
  };
  const store: MemoryStore = {
    tier,
    items: new Map(),
    state: 'ready',
    reason: 'It is closed. Open it.',
    status: async () => ({ state: store.state, reason: store.state === 'ready' ? null : store.reason }),
    read: async (account) => {
      if (store.state !== 'ready') return { state: store.state, reason: store.reason };
      const secret = store.items.get(account);
      return secret === undefined ? { state: 'absent' } : { state: 'present', secret };
    },
    inspect: async (known) => {
      if (store.state !== 'ready') return { state: store.state, reason: store.reason };
      const strays = [...store.items.keys()].filter((account) => !known.includes(account));
      return { state: 'told', missing: known.filter((each) => !store.items.has(each)), strays, own: [] };
    },
    write: async (account, secret) => {
      refuseClosed();
      store.items.set(account, secret);
    },
    remove: async (account) => {
      refuseClosed();
      store.items.delete(account);
    },
    sealer: { seal: async (_context, plain) => plain, open: async (_context, box) => box },
  };
  return store;
}
