import { join } from 'node:path';
import { keyAccount } from '#core/ports/secret-store.ts';
import { createVault } from '#core/vault.ts';
import { createStorageTiers } from '../keychain/index.ts';
import { openLedger } from '../ledger/open.ts';
import { systemClock } from '../platform/clock.ts';
import { LEDGER } from '../platform/home-names.ts';
import { createPrivateFiles } from '../platform/private-files.ts';
import { refuseUninstalling } from '../platform/uninstall-mark.ts';
import type { HeldKeys } from './context.ts';
import type { Home } from './home.ts';

/** The ledger and the keychain, and nothing that could talk to a network. */
export function openHeldKeys(home: Home): HeldKeys {
  const folder = home.openQuickly();
  const ledger = openLedger(join(folder, LEDGER), () => refuseUninstalling(folder));
  const storage = createStorageTiers({
    home: folder,
    files: createPrivateFiles(folder),
    clock: systemClock,
    // Only a change of the tier asks, and nothing here changes it.
    holdsSecrets: () => true,
  });
  const vault = createVault(storage);
  let isOpen = true;
  return {
    ledger,
    read: ({ environmentId, id, name }) => vault.read(keyAccount(environmentId, id), `the key "${name}"`),
    close: async () => {
      if (isOpen) ledger.close();
      isOpen = false;
    },
  };
}
