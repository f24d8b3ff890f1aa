import type { KeychainItems } from '../../electron/keychain/keychain-items.ts';

/** The items of an open keychain, in memory. */
export function memoryItems(): KeychainItems & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    trouble: async () => null,
    read: async (account) => {
      const value = kept.get(account);
      return value === undefined ? { state: 'absent' } : { state: 'present', value };
    },
    list: async () => ({ state: 'listed', accounts: [...kept.keys()] }),
    write: async (account, value) => void kept.set(account, value),
    remove: async (account) => void kept.delete(account),
  };
}
