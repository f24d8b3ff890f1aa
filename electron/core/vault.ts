import { AppError } from './errors.ts';
import type { Account } from './ports/secret-store.ts';
import type { StorageTiers } from './ports/storage.ts';
import type { Secret } from './secret.ts';

/** Secrets by account, whichever tier keeps them. */
export interface Vault {
  /** Before a service is asked to make what must be kept. @throws AppError storage-* */
  assertOpen(): Promise<void>;
  /** @returns null where the store was looked at and has none. @throws AppError storage-* */
  readIfHeld(account: Account): Promise<Secret | null>;
  /** @param what for the words, such as `the key "CI"`. @throws AppError not-held, storage-* */
  read(account: Account, what: string): Promise<Secret>;
  write(account: Account, secret: Secret): Promise<void>;
  remove(account: Account): Promise<void>;
}

/** A store's reason says what to do as well. */
const closed = (state: 'locked' | 'unavailable', reason: string | null) =>
  new AppError(state === 'locked' ? 'storage-locked' : 'storage-unavailable', {
    message: reason ?? 'The storage of secrets cannot be read. See what is wrong with: keyrack doctor',
  });

export function createVault(storage: StorageTiers): Vault {
  const readIfHeld = async (account: Account): Promise<Secret | null> => {
    const found = await (await storage.store()).read(account);
    if (found.state === 'present') return found.secret;
    if (found.state === 'absent') return null;
    throw closed(found.state, found.reason);
  };

  return {
    assertOpen: async () => {
      const { state, reason } = await (await storage.store()).status();
      if (state !== 'ready') throw closed(state, reason);
    },
    readIfHeld,
    read: async (account, what) => {
      const secret = await readIfHeld(account);
      if (secret !== null) return secret;
      throw new AppError('not-held', {
        message: `Keyrack does not have the value of ${what}: the storage was opened and has none.`,
        next: 'Make a new key in its place, or restore the item in your keychain.',
      });
    },
    write: async (account, secret) => (await storage.store()).write(account, secret),
    remove: async (account) => (await storage.store()).remove(account),
  };
}
