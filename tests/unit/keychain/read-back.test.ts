import { describe, expect, test } from 'vitest';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { keyAccount, type Sealer } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { KeychainItems } from '../../../electron/keychain/keychain-items.ts';
import { createKeychainStore } from '../../../electron/keychain/keychain-store.ts';
import { createPassphraseStore } from '../../../electron/keychain/passphrase-store.ts';

// What a store is given to keep, and what it keeps of it; null: nothing.
const FAULTS: Readonly<Record<string, (value: string) => string | null>> = {
  'keeps nothing': () => null,
  'cuts the end off': (value) => value.slice(0, -1),
  'keeps another value': (value) => value.replace(/./, '?'),
};

const account = keyAccount('7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11', 'a-key');
const value = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';

function faultyItems(keep: (value: string) => string | null): KeychainItems {
  const kept = new Map<string, string>();
  return {
    trouble: async () => null,
    list: async () => null,
    read: async (name) => {
      const found = kept.get(name);
      return found === undefined ? { state: 'absent' } : { state: 'present', value: found };
    },
    write: async (name, given) => {
      const left = keep(given);
      if (left !== null) kept.set(name, left);
    },
    remove: async (name) => void kept.delete(name),
  };
}

function faultyFiles(keep: (value: string) => string | null): PrivateFiles {
  const kept = new Map<string, Uint8Array>();
  const write = async (name: string, given: Uint8Array) => {
    const left = keep(Buffer.from(given).toString());
    if (left !== null) kept.set(name, Buffer.from(left));
  };
  return {
    path: (name) => name,
    read: async (name) => kept.get(name) ?? null,
    write,
    create: async (name, given) => {
      await write(name, given);
      return true;
    },
    remove: async (name) => void kept.delete(name),
    list: async () => [...kept.keys()],
  };
}

/** Seals nothing, so that only the reading back can notice. */
const sealer: Sealer = { seal: async (_context, plain) => plain, open: async (_context, box) => box };

const stores = (keep: (value: string) => string | null) => ({
  'the OS keychain': createKeychainStore({ items: faultyItems(keep), files: faultyFiles((text) => text) }),
  'the passphrase tier': createPassphraseStore({
    files: faultyFiles(keep),
    sealer,
    status: async () => ({ state: 'ready', reason: null }),
  }),
});

describe.each(['the OS keychain', 'the passphrase tier'] as const)('a secret written to %s', (name) => {
  test('is kept where it comes back the same', async () => {
    const store = stores((given) => given)[name];
    await store.write(account, new Secret(value));
    const found = await store.read(account);
    expect(found.state === 'present' && found.secret.expose()).toBe(value);
  });

  test.each(Object.entries(FAULTS))('is never called kept where the store %s', async (_fault, keep) => {
    await expect(stores(keep)[name].write(account, new Secret(value))).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: 'The secret was stored but did not come back the same.',
    });
  });
});
