import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { Vault } from '#core/vault.ts';

/** Secrets as files in the open: what is proven is the order of writes, across a kill. */
export function folderVault(folder: string): Vault {
  mkdirSync(folder, { recursive: true });
  const fileOf = (account: string) => join(folder, account.replaceAll('/', '_'));
  const readIfHeld = async (account: string) =>
    existsSync(fileOf(account)) ? new Secret(readFileSync(fileOf(account), 'utf8')) : null;
  return {
    assertOpen: async () => undefined,
    readIfHeld,
    read: async (account, what) => {
      const secret = await readIfHeld(account);
      if (secret === null) throw new AppError('not-held', { message: `There is no value of ${what}.` });
      return secret;
    },
    write: async (account, secret) => {
      const file = fileOf(account);
      writeFileSync(`${file}.new`, secret.expose());
      renameSync(`${file}.new`, file);
    },
    remove: async (account) => rmSync(fileOf(account), { force: true }),
  };
}
