import type { StorageService } from '#core/auditing/storage.ts';
import { AppError } from '#core/errors.ts';
import type { Windows } from '#core/ports/windows.ts';
import type { MainWindow } from '#shared/ipc/contract/main-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';
import { askFor } from './asking.ts';

type StorageMethods = Pick<
  Handlers<MainWindow>,
  'storage.status' | 'storage.choose' | 'storage.setPresence' | 'storage.unlock' | 'storage.lock'
>;

export interface StorageDoor {
  readonly storage: StorageService;
  readonly windows: Windows;
  readonly lock: () => Promise<void>;
  /** What waited for the storage to be open can be done now. */
  readonly onOpened: () => void;
}

/** Where no app passphrase is set, nobody is asked: the window says what such a lock is worth. */
async function unlock({ storage, windows }: StorageDoor): Promise<void> {
  const { tier, state, reason, appLocked, presence } = await storage.status();
  if (state === 'ready') return;
  if (tier !== 'passphrase' && !appLocked) {
    throw new AppError('storage-locked', {
      message: reason ?? 'The keychain is locked.',
      next: 'Unlock it in your desktop, then try again.',
    });
  }
  if (!presence) return storage.unlock(null);
  const purpose = tier === 'passphrase' ? 'Unlocks the keys of this Keyrack.' : 'Unlocks Keyrack.';
  await windows.ask({ kind: 'passphrase', purpose }, (passphrase) => storage.unlock(passphrase));
}

/** Whoever changes the app passphrase knows the present one. */
async function setPresence({ storage, windows }: StorageDoor): Promise<void> {
  const question = {
    kind: 'new-passphrase',
    purpose: 'Keyrack asks for it before a key is copied again.',
  } as const;
  if (!(await storage.status()).presence) {
    return windows.ask(question, (value) => storage.setPresence(value));
  }
  const present = { kind: 'passphrase', purpose: 'The app passphrase as it is now.' } as const;
  const current = await askFor(windows, present, async (value) => {
    if (await storage.checkPresence(value)) return value;
    throw new AppError('wrong-passphrase', {
      message: 'This is not the app passphrase.',
      next: 'Try again.',
    });
  });
  await windows.ask(question, (value) => storage.changePresence(current, value));
}

export function storageHandlers(door: StorageDoor): StorageMethods {
  const { storage, windows } = door;
  return {
    'storage.status': () => storage.status(),
    'storage.choose': async ({ tier, ...options }) => {
      if (tier === 'keychain') await storage.choose('keychain', null, options);
      else {
        const purpose = 'Seals your keys on this computer. Nobody can restore it: keep it somewhere safe.';
        await windows.ask({ kind: 'new-passphrase', purpose }, (value) =>
          storage.choose('passphrase', value, options),
        );
      }
      return storage.status();
    },
    'storage.setPresence': async () => {
      await setPresence(door);
      return storage.status();
    },
    'storage.unlock': async () => {
      await unlock(door);
      door.onOpened();
      return storage.status();
    },
    'storage.lock': async () => {
      await door.lock();
      return storage.status();
    },
  };
}
