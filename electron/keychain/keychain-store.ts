import type { PrivateFiles } from '#core/ports/private-files.ts';
import {
  type Account,
  type Inspection,
  isLedgerAccount,
  type ReadResult,
  type SecretStore,
} from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createKeychainSealer, dataKeyAccounts } from './data-key.ts';
import { createQueue } from './deadline.ts';
import type { KeychainItems } from './keychain-items.ts';
import { createSealedFiles, type SealedFiles } from './sealed-files.ts';
import { notKept, refuseUnstorable } from './storable.ts';
import { failedRead, READY, reasonOf, statusOf } from './trouble.ts';

/** Windows keeps 2,560 bytes an item: writers of UTF-16 get 1,280 units in, keytar writes UTF-8. */
const ITEM_UNITS = 1200;
const ITEM_BYTES = 2560;

/** Stands in the item of a value that is in a sealed file. The item alone decides where the value is. */
const IN_FILE = 'keyrack:sealed-file:1';

interface Deps {
  readonly items: KeychainItems;
  readonly files: PrivateFiles;
}

/**
 * Secrets as items of the OS keychain: service `keyrack`, the account as given.
 * A value too long for an item is sealed in a file, and its item says so. Writing the item is the moment of change:
 * killed before it, the old value stands; after it, the new one.
 */
export function createKeychainStore({ items, files }: Deps): SecretStore {
  const sealer = createKeychainSealer({ items, files });
  const sealed = createSealedFiles({ files, sealer });
  const queued = createQueue();
  const parts = { items, sealed };
  return {
    tier: 'keychain',
    sealer,
    status: async () => {
      const trouble = await items.trouble();
      return trouble === null ? READY : statusOf(trouble);
    },
    read: (account) => read(parts, account),
    inspect: (known) => inspect({ items, files }, known),
    write: async (account, secret) => {
      refuseUnstorable(secret);
      await queued(() => write(parts, account, secret));
    },
    remove: (account) =>
      queued(async () => {
        await items.remove(account);
        await removeFile(parts, account);
      }),
  };
}

interface Parts {
  readonly items: KeychainItems;
  readonly sealed: SealedFiles;
}

async function read({ items, sealed }: Parts, account: Account): Promise<ReadResult> {
  const item = await items.read(account);
  if (item.state === 'absent') return item;
  if (item.state !== 'present') return { state: item.state, reason: reasonOf(item) };
  if (item.value !== IN_FILE) return { state: 'present', secret: new Secret(item.value) };
  try {
    const value = await sealed.read(account);
    return value === null ? FILE_GONE : { state: 'present', secret: new Secret(value) };
  } catch (error) {
    const failed = failedRead(error);
    if (failed === null) throw error;
    return failed;
  }
}

async function inspect({ items, files }: Deps, known: readonly Account[]): Promise<Inspection> {
  const own = await dataKeyAccounts(files);
  const found = await items.list();
  if (found === null) return { state: 'untold', own };
  if (found.state !== 'listed') return { state: found.state, reason: reasonOf(found) };
  const there = new Set(found.accounts);
  const wanted = new Set<string>([...known, ...own]);
  return {
    state: 'told',
    missing: [...known, ...own].filter((account) => !there.has(account)),
    strays: found.accounts.filter((account) => !wanted.has(account)),
    own,
  };
}

async function write(parts: Parts, account: Account, secret: Secret): Promise<void> {
  const value = secret.expose();
  if (fitsItem(value)) {
    await parts.items.write(account, value);
    await verify(parts, account, secret);
    await removeFile(parts, account);
  } else {
    await parts.sealed.write(account, value);
    await parts.items.write(account, IN_FILE);
    await verify(parts, account, secret);
  }
}

/** What a ledger has for itself fits an item: a file of its name is the passphrase tier's, from or to which it moves. */
async function removeFile({ sealed }: Parts, account: Account): Promise<void> {
  if (!isLedgerAccount(account)) await sealed.remove(account);
}

async function verify(parts: Parts, account: Account, secret: Secret): Promise<void> {
  const back = await read(parts, account);
  if (back.state !== 'present' || !back.secret.equals(secret)) throw notKept();
}

function fitsItem(value: string): boolean {
  if (value.startsWith(IN_FILE)) return false;
  return value.length <= ITEM_UNITS && Buffer.byteLength(value) <= ITEM_BYTES;
}

const FILE_GONE: ReadResult = {
  state: 'unavailable',
  reason:
    'The keychain says that this secret is in a sealed file, but the file is gone. Put it back from a copy.',
};
