import type { Vault } from '../vault.ts';

/** @returns the vault; `opened` runs after it was first found open, before the caller goes on */
export function onceOpen(vault: Vault, opened: () => Promise<void>): Vault {
  let isTold = false;
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    if (isTold) return result;
    isTold = true;
    await opened();
    return result;
  };
  return {
    assertOpen: () => told(vault.assertOpen()),
    readIfHeld: (account) => told(vault.readIfHeld(account)),
    read: (account, what) => told(vault.read(account, what)),
    write: (account, secret) => told(vault.write(account, secret)),
    remove: (account) => told(vault.remove(account)),
  };
}
