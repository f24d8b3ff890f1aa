import { AppError } from '#core/errors.ts';
import type { Account, SecretStore } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import type { Secret } from '#core/secret.ts';
import type { StoreState } from '#shared/model/storage.ts';

export interface FakeStorage extends StorageTiers {
  readonly items: Map<Account, Secret>;
  state: StoreState;
  /** Thrown by the next write, once. */
  failWrite: Error | null;
  passphrase: Secret | null;
}

/** A store in memory that can be locked, taken away, and made to fail. */
export function fakeStorage(): FakeStorage {
  const closed = () =>
    new AppError(fake.state === 'locked' ? 'storage-locked' : 'storage-unavailable', {
      message: 'It is closed.',
    });
  const store: SecretStore = {
    tier: 'keychain',
    status: async () => ({ state: fake.state, reason: fake.state === 'ready' ? null : 'It is closed.' }),
    read: async (account) => {
      if (fake.state !== 'ready') return { state: fake.state, reason: 'It is closed.' };
      const secret = fake.items.get(account);
      return secret === undefined ? { state: 'absent' } : { state: 'present', secret };
    },
    write: async (account, secret) => {
      if (fake.state !== 'ready') throw closed();
      const failure = fake.failWrite;
      fake.failWrite = null;
      if (failure !== null) throw failure;
      fake.items.set(account, secret);
    },
    remove: async (account) => {
      if (fake.state !== 'ready') throw closed();
      fake.items.delete(account);
    },
    sealer: { seal: async (_context, plain) => plain, open: async (_context, box) => box },
  };
  const fake: FakeStorage = {
    items: new Map(),
    state: 'ready',
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
    lock: async () => {
      fake.state = 'locked';
    },
  };
  return fake;
}
