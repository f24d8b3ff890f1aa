import { AppError } from '#core/errors.ts';
import { holdingsOf, ledgerAccounts } from '#core/holdings.ts';
import type { Account, SecretStore } from '#core/ports/secret-store.ts';
import { isAppOpen } from '../platform/app-instance.ts';
import { hasHome, removeHome } from '../platform/home-removal.ts';
import type { Home } from './home.ts';
import type { OpenServices } from './open-services.ts';

/** What uninstall needs besides the domain: the home as a whole, and what the storage keeps for the ledger itself. */
export interface Uninstaller {
  readonly home: string;
  isThere(): boolean;
  /** @throws AppError conflict while the app is open: it would write what is being removed */
  assertAlone(): void;
  /** Items of Keyrack in the keychain that this home does not know; empty where they cannot be named. */
  strays(): Promise<readonly string[]>;
  /**
   * The last of it, once nothing is left elsewhere: the ledger's own secrets, these strays, and the home.
   * @returns what is left in the home, since it is not Keyrack's
   * @throws AppError storage-*, home-failed
   */
  finish(strays: readonly string[]): Promise<readonly string[]>;
}

export function createUninstaller(home: Home, open: () => Promise<OpenServices>): Uninstaller {
  const { folder } = home;
  return {
    home: folder,
    isThere: () => hasHome(folder),
    assertAlone: () => {
      if (!isAppOpen(folder)) return;
      throw new AppError('conflict', {
        message: `Keyrack is open with the home ${folder}.`,
        next: 'Quit it (in the tray too), then uninstall again.',
      });
    },
    strays: async () => {
      const { services, outside } = await open();
      const { tier, state } = await services.storage.status();
      if (tier !== 'keychain' || state !== 'ready') return [];
      const known = [
        ...holdingsOf(outside.ledger).map(({ account }) => account),
        ...ledgerAccounts(outside.ledger),
      ];
      const found = await (await services.storage.store()).inspect(known);
      return found.state === 'told' ? found.strays : [];
    },
    finish: async (strays) => {
      const opened = await open();
      const { ledger, storage } = opened.outside;
      const accounts = ledgerAccounts(ledger);
      // What ends with the services anchors the audit: it would write again what is removed here.
      await opened.close();
      const { tier } = await storage.status();
      if (tier !== null) await removeItems(await storage.store(), accounts, strays);
      await storage.lock();
      return removeHome(folder);
    },
  };
}

/** The key of sealed files goes last: until then all of them open. */
async function removeItems(
  store: SecretStore,
  accounts: readonly Account[],
  strays: readonly string[],
): Promise<void> {
  const found = await store.inspect(accounts);
  if (found.state !== 'told' && found.state !== 'untold') {
    if (accounts.length === 0) return;
    const code = found.state === 'locked' ? 'storage-locked' : 'storage-unavailable';
    throw new AppError(code, {
      message: found.reason,
      next: 'Then uninstall again: what is done stays done.',
    });
  }
  const missing = found.state === 'told' ? found.missing : [];
  const going = [...accounts, ...(strays as readonly Account[]), ...found.own];
  for (const account of going.filter((each) => !missing.includes(each))) await store.remove(account);
}
