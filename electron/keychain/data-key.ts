import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '#core/errors.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { Account, Sealer } from '#core/ports/secret-store.ts';
import type { KeychainItems } from './keychain-items.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { FOLDER, POINTER } from './sealed-files.ts';
import { troubleError } from './trouble.ts';

export const KEY_BYTES = 32;

const ID = /^[0-9a-f-]{36}$/;

const accountOf = (id: string) => `sealed/${id}` as const;

/** @returns where this home's data key stands; empty where it has none yet */
export async function dataKeyAccounts(files: PrivateFiles): Promise<readonly Account[]> {
  const pointer = await files.read(POINTER);
  const id = pointer === null ? '' : Buffer.from(pointer).toString();
  return ID.test(id) ? [accountOf(id)] : [];
}

interface Deps {
  readonly files: PrivateFiles;
  readonly items: KeychainItems;
}

/**
 * Seals under a data key that is an item of the keychain, made on first need and read anew for each use, so that a
 * locked keyring locks what is sealed too.
 */
export function createKeychainSealer(deps: Deps): Sealer {
  return {
    seal: async (context, plain) =>
      sealBox((await dataKey(deps)) ?? (await makeDataKey(deps)), context, plain),
    open: async (context, box) => {
      const key = await dataKey(deps);
      if (key === null) throw missing(deps.files);
      return openBox(key, context, box);
    },
  };
}

/** @returns null where this home has no data key yet. */
async function dataKey({ files, items }: Deps): Promise<KeyObject | null> {
  const pointer = await files.read(POINTER);
  if (pointer === null) return null;
  const id = Buffer.from(pointer).toString();
  if (!ID.test(id)) throw missing(files);
  return readKey({ files, items }, id);
}

async function readKey({ files, items }: Deps, id: string): Promise<KeyObject> {
  const read = await items.read(accountOf(id));
  if (read.state === 'absent') throw missing(files);
  if (read.state !== 'present') throw troubleError(read);
  const bytes = Buffer.from(read.value, 'base64');
  if (bytes.length !== KEY_BYTES) throw missing(files);
  return createSecretKey(bytes);
}

/**
 * Each maker stores a key under an id of its own; the one whose pointer file comes to stand first has made the data
 * key. So of two processes that try at once none overwrites the other's key.
 */
async function makeDataKey(deps: Deps): Promise<KeyObject> {
  const id = randomUUID();
  await deps.items.write(accountOf(id), randomBytes(KEY_BYTES).toString('base64'));
  const mine = await readKey(deps, id);
  if (await deps.files.create(POINTER, Buffer.from(id))) return mine;
  await deps.items.remove(accountOf(id));
  const theirs = await dataKey(deps);
  if (theirs === null) throw missing(deps.files);
  return theirs;
}

const missing = (files: PrivateFiles) =>
  new AppError('storage-unavailable', {
    message: `The keychain does not hold the data key of ${files.path(FOLDER)}.`,
    next: 'Restore the keychain, or move the folders sealed and backups away: without the key nothing opens them.',
  });
