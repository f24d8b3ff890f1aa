import { AppError } from '#core/errors.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { type Account, type Inspection, isLedgerAccount, type Sealer } from '#core/ports/secret-store.ts';

/** One sealed file a secret: `sealed/<last part of the account>`, bound to the whole account. */
export interface SealedFiles {
  /** @returns null where there is no such file. @throws AppError storage-unavailable where it does not open */
  read(account: Account): Promise<string | null>;
  has(account: Account): Promise<boolean>;
  /** By the names of the files: none is opened. */
  inspect(known: readonly Account[]): Promise<Inspection>;
  write(account: Account, value: string): Promise<void>;
  remove(account: Account): Promise<void>;
}

export const FOLDER = 'sealed';
const LEDGER_END = '.ledger';
/** Ids are UUIDs; anything that could leave the folder is a bug. */
const ACCOUNT = /^[\w-]+\/(?<id>[\w-]+)$/;

function nameOf(account: Account): string {
  const id = ACCOUNT.exec(account)?.groups?.id;
  if (id === undefined) throw new Error('not an account');
  // Not a secret of the user's, so it does not bind the choice of the tier: see `anySealed`.
  return isLedgerAccount(account) ? `${FOLDER}/${id}${LEDGER_END}` : `${FOLDER}/${id}`;
}

export function createSealedFiles({ files, sealer }: { files: PrivateFiles; sealer: Sealer }): SealedFiles {
  return {
    read: async (account) => {
      const box = await files.read(nameOf(account));
      if (box === null) return null;
      try {
        return Buffer.from(await sealer.open(account, box)).toString();
      } catch (error) {
        throw error instanceof AppError ? error : broken(files.path(nameOf(account)), error);
      }
    },
    has: async (account) => (await files.read(nameOf(account))) !== null,
    inspect: async (known) => {
      const there = (await files.list(FOLDER)).map((name) => `${FOLDER}/${name}`);
      const wanted = new Set([...known.map(nameOf), POINTER]);
      const missing = known.filter((account) => !there.includes(nameOf(account)));
      return { state: 'told', missing, strays: there.filter((name) => !wanted.has(name)), own: [] };
    },
    write: async (account, value) => {
      await files.write(nameOf(account), await sealer.seal(account, Buffer.from(value)));
    },
    remove: (account) => files.remove(nameOf(account)),
  };
}

/** @returns whether any secret is sealed in a file. */
export async function anySealed(files: PrivateFiles): Promise<boolean> {
  return (await files.list(FOLDER)).some((name) => !name.includes('.'));
}

/**
 * Removes what a vault of before sealed for a ledger: its data key is no more.
 * @param carried has been sealed for the new vault, and stays
 */
export async function removeLedgersBut(files: PrivateFiles, carried: readonly Account[]): Promise<void> {
  const kept = new Set(carried.map(nameOf));
  const found = (await files.list(FOLDER)).map((name) => `${FOLDER}/${name}`);
  for (const name of found) if (name.endsWith(LEDGER_END) && !kept.has(name)) await files.remove(name);
}

/** Beside what is sealed under it, so both move together: names the keychain item that holds this home's data key. */
export const POINTER = `${FOLDER}/data-key.id`;

/** @returns whether a secret is sealed under a passphrase: the keychain's own are never without their pointer. */
export async function anySealedByPassphrase(files: PrivateFiles): Promise<boolean> {
  return (await anySealed(files)) && (await files.read(POINTER)) === null;
}

const broken = (path: string, cause: unknown) =>
  new AppError('storage-unavailable', {
    message: `The sealed file ${path} was changed, or belongs to another key or another vault.`,
    next: 'Put the file back from a copy of the folder, or enter the secret again.',
    cause,
  });
