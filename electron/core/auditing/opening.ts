import type { Vault } from '../vault.ts';

/** A vault that knows whether it was found open. */
interface WatchedVault extends Vault {
  readonly wasOpen: () => boolean;
}

/** @param opened runs after the vault was first found open, before the caller goes on */
export function onceOpen(vault: Vault, opened: () => Promise<void>): WatchedVault {
  let isTold = false;
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    if (isTold) return result;
    isTold = true;
    await opened();
    return result;
  };
  return {
    wasOpen: () => isTold,
    assertOpen: () => told(vault.assertOpen()),
    readIfHeld: (account) => told(vault.readIfHeld(account)),
    read: (account, what) => told(vault.read(account, what)),
    write: (account, secret) => told(vault.write(account, secret)),
    remove: (account) => told(vault.remove(account)),
  };
}
