import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { holdingsOf } from '#core/holdings.ts';
import type { Account } from '#core/ports/secret-store.ts';
import type { UninstallingService } from '#core/uninstalling/service.ts';
import type { Storage } from '#shared/model/storage.ts';
import { createStorageTiers } from '../keychain/index.ts';
import { copyLedger } from '../ledger/copying.ts';
import { openLedger } from '../ledger/open.ts';
import { isAppOpen } from '../platform/app-instance.ts';
import { systemClock } from '../platform/clock.ts';
import { DATA_KEY, LEDGER, SEALED } from '../platform/home-names.ts';
import { removeHome } from '../platform/home-removal.ts';
import { hasLedger, isHome } from '../platform/home-signs.ts';
import { createPrivateFiles } from '../platform/private-files.ts';
import { isMarked, markUninstalling } from '../platform/uninstall-mark.ts';
import type { Home } from './home.ts';
import { type OpenServices, openPreview } from './open-services.ts';
import { accountsIn, lastAccounts, removeItems, straysOf } from './uninstall-items.ts';

interface Ending {
  /** Items in the keychain that are to go too. */
  readonly strays: readonly string[];
  /** The storage cannot be opened, and stays as it is. */
  readonly withoutStorage: boolean;
  /** Nothing can refuse any more. */
  readonly onRemoving: () => void;
}

/** What uninstall needs besides the domain: the home as a whole, and what the storage keeps for the ledger itself. */
export interface Uninstaller {
  readonly home: string;
  isThere(): boolean;
  /** false: it is missing or was set aside, so nobody knows what the rest is of */
  hasLedger(): boolean;
  /** Whether an uninstall that did not come to its end had begun. */
  isResumed(): boolean;
  /** @throws AppError conflict while the app is open: it would write what is being removed */
  assertAlone(): void;
  /**
   * From now on no other Keyrack writes into this home.
   * @returns lets them again, where the home stays
   * @throws AppError conflict
   */
  begin(): () => void;
  /** Over a copy of the ledger: nothing in the home is written. */
  preview<T>(look: (uninstalling: UninstallingService) => Promise<T>): Promise<T>;
  storage(): Promise<Storage>;
  /** Names of sealed secrets and of sealed copies of files. */
  sealed(): Promise<readonly string[]>;
  /** Items of Keyrack in the keychain that this home does not know; null where they cannot be named. */
  strays(): Promise<readonly string[] | null>;
  /**
   * The last of it, once nothing is left elsewhere: the ledger's own secrets, these strays, and the home.
   * @returns what is left in the home, since it is not Keyrack's
   * @throws AppError storage-*, home-failed; conflict where the app was opened, or a secret came, meanwhile
   */
  finish(ending: Ending): Promise<readonly string[]>;
}

export function createUninstaller(home: Home, root: string, open: () => Promise<OpenServices>): Uninstaller {
  const { folder } = home;
  const files = createPrivateFiles(folder);
  const clock = systemClock;
  const storage = createStorageTiers({ home: folder, files, clock, holdsSecrets: () => true });
  const assertAlone = () => {
    if (isAppOpen(folder)) throw appIsOpen(folder);
  };
  return {
    home: folder,
    isThere: () => isHome(folder),
    hasLedger: () => hasLedger(folder),
    isResumed: () => isMarked(folder),
    assertAlone,
    begin: () => markUninstalling(folder),
    preview: (look) =>
      withCopy(folder, (ledger) => openPreview({ home: realpathSync(folder), root, ledger }, look)),
    storage: () => storage.status(),
    sealed: async () => [
      ...(await files.list(SEALED)).filter((name) => name !== DATA_KEY),
      ...(await files.list('backups')),
    ],
    strays: async () => straysOf(storage, hasLedger(folder) ? await knownIn(folder) : []),
    finish: async ({ strays, withoutStorage, onRemoving }) => {
      const accounts = hasLedger(folder) ? await endServices(await open(), withoutStorage) : [];
      assertAlone();
      if (!withoutStorage) await removeItems(storage, accounts, strays);
      await storage.lock();
      assertAlone();
      onRemoving();
      return removeHome(folder);
    },
  };
}

/** @returns what the storage keeps for the ledger itself, and for rotations */
async function endServices(
  { outside: { ledger }, close }: OpenServices,
  withoutStorage: boolean,
): Promise<readonly Account[]> {
  const accounts = lastAccounts(ledger);
  const late = ledger.transaction(() => holdingsOf(ledger).length);
  // What ends with the services anchors the audit: it would write again what is removed here.
  await close();
  if (late === 0 || withoutStorage) return accounts;
  throw new AppError('conflict', {
    message: 'A secret was put into the storage while Keyrack was being removed.',
    next: 'Uninstall again: what is done stays done.',
  });
}

const appIsOpen = (folder: string) =>
  new AppError('conflict', {
    message: `Keyrack is open with the home ${folder}.`,
    next: 'Quit it (in the tray too), then uninstall again.',
  });

const knownIn = (folder: string): Promise<readonly Account[]> =>
  withCopy(folder, async (copy) => {
    const ledger = openLedger(copy);
    try {
      return accountsIn(ledger);
    } finally {
      ledger.close();
    }
  });

/** The ledger holds no secret; the folder is private all the same, and goes again. */
async function withCopy<T>(folder: string, use: (ledger: string) => Promise<T>): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'keyrack-look-'));
  try {
    const copy = join(place, LEDGER);
    copyLedger(join(folder, LEDGER), copy);
    return await use(copy);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}
