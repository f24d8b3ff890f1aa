import type { Account, SecretStore } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import type { Secret } from '#core/secret.ts';
import type { StoreState } from '#shared/model/storage.ts';
import { memoryStore } from './memory-store.ts';

export interface FakeStorage extends StorageTiers {
  readonly items: Map<Account, Secret>;
  state: StoreState;
  /** Thrown by the next write, once. */
  failWrite: Error | null;
  passphrase: Secret | null;
}

/** The tiers over one store in memory, which can be locked, taken away, and made to fail. */
export function fakeStorage(): FakeStorage {
  const memory = memoryStore();
  const store: SecretStore = {
    ...memory,
    write: async (account, secret) => {
      const failure = fake.failWrite;
      fake.failWrite = null;
      if (failure !== null) throw failure;
      await memory.write(account, secret);
    },
  };
  const fake: FakeStorage = {
    items: memory.items,
    get state() {
      return memory.state;
    },
    set state(state) {
      memory.state = state;
    },
    failWrite: null,
    passphrase: null,
    store: async () => store,
    status: async () => ({
      tier: 'keychain',
      chosen: true,
      state: fake.state,
      reason: null,
      keychain: { state: fake.state, reason: null },
      presence: fake.passphrase !== null,
      appLocked: false,
    }),
    choose: async () => undefined,
    setPresence: async (passphrase) => {
      fake.passphrase = passphrase;
    },
    changePresence: async (current, next) => {
      if (fake.passphrase?.equals(current)) fake.passphrase = next;
    },
    checkPresence: async (passphrase) => fake.passphrase?.equals(passphrase) ?? false,
    unlock: async () => {
      fake.state = 'ready';
    },
    lock: async (underWay) => {
      await underWay;
      fake.state = 'locked';
    },
  };
  return fake;
}
