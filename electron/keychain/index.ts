import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import type { SecretStore, StoreStatus } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import type { Storage, Tier } from '#shared/model/storage.ts';
import { changePresence, chooseTier, setPresence } from './choosing.ts';
import { createKeychainItems } from './keychain-items.ts';
import { createKeychainStore } from './keychain-store.ts';
import { createOpenVault } from './open-vault.ts';
import { createPassphraseStore } from './passphrase-store.ts';
import { failedRead } from './trouble.ts';
import { readVault, type Vault } from './vault-file.ts';
import { fitsPresence, openVault } from './vault-lock.ts';

export interface StorageDeps {
  /** The folder that `openHome` gave. */
  readonly home: string;
  readonly files: PrivateFiles;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  /** Whether the ledger names a secret that is kept: then the tier stays. */
  readonly holdsSecrets: () => boolean | Promise<boolean>;
  /** true in the app: while it is unlocked, it is the agent. */
  readonly serve?: boolean;
  /** `keyrack lock` has locked this process. @returns when what is under way here has ended; undefined: nothing is */
  readonly onLocked?: () => Promise<void> | undefined;
  /** For tests: another OS keychain. */
  readonly keychain?: SecretStore;
}

/** The tiers, and the one in use. Nothing is touched, loaded or asked before the first call. */
export function createStorageTiers(deps: StorageDeps): StorageTiers {
  const { files, home, clock, log } = deps;
  const vault = createOpenVault({
    home,
    files,
    clock,
    log,
    serve: deps.serve ?? false,
    onLocked: deps.onLocked ?? (() => undefined),
  });
  const keychain =
    deps.keychain ?? createKeychainStore({ items: createKeychainItems({ clock, log }), files });
  const passphrase = createPassphraseStore({ files, sealer: vault.sealer, status: vault.status });
  const stores = { keychain, passphrase } satisfies Record<Tier, SecretStore>;
  const parts = { files, stores, vault, holdsSecrets: deps.holdsSecrets };

  return {
    status: () => status(files, stores),
    store: () => storeInUse(files, stores),
    choose: (tier, passphrase, carry = async () => []) => chooseTier(parts, { tier, passphrase, carry }),
    setPresence: (secret) => setPresence(parts, secret),
    changePresence: (current, next) => changePresence(parts, current, next),
    checkPresence: async (secret) => {
      const chosen = await readVault(files);
      if (chosen === null) return false;
      if (chosen.tier === 'passphrase') return opens(openVault(chosen, secret));
      return chosen.presence !== null && fitsPresence(chosen.presence, secret);
    },
    unlock: async (secret) => {
      const chosen = await readVault(files);
      if (chosen?.tier !== 'passphrase' || secret === null) throw nothingToUnlock();
      await vault.take(chosen.id, await openVault(chosen, secret));
    },
    lock: (underWay) => vault.lock(underWay),
  };
}

type Stores = Readonly<Record<Tier, SecretStore>>;

/** Without a choice a keychain that works, or would once it is unlocked, is used; never a passphrase vault. */
async function storeInUse(files: PrivateFiles, stores: Stores): Promise<SecretStore> {
  const chosen = await readVault(files);
  if (chosen !== null) return stores[chosen.tier];
  const keychain = await stores.keychain.status();
  if (keychain.state !== 'unavailable') return stores.keychain;
  throw new AppError('storage-unchosen', {
    message: `It is not chosen yet where secrets are kept. ${keychain.reason ?? ''}`.trim(),
    next: HOW_TO_CHOOSE,
  });
}

const HOW_TO_CHOOSE = 'Choose with keyrack init --storage keychain|passphrase, or in the window.';

async function status(files: PrivateFiles, stores: Stores): Promise<Storage> {
  const chosen = await readChoice(files);
  const sealed = 'vault' in chosen && chosen.vault?.tier === 'passphrase';
  const [keychain, passphrase] = await Promise.all([
    stores.keychain.status(),
    sealed ? stores.passphrase.status() : null,
  ]);
  if ('broken' in chosen) {
    const unreadable = { tier: null, chosen: true, state: 'unavailable', reason: chosen.broken } as const;
    return { ...unreadable, keychain, presence: false, appLocked: false };
  }
  if (chosen.vault === null) return unchosen(keychain);
  const { tier } = chosen.vault;
  const presence = hasPresence(chosen.vault);
  return { tier, chosen: true, ...(passphrase ?? keychain), keychain, presence, appLocked: false };
}

function unchosen(keychain: StoreStatus): Storage {
  const rest = { chosen: false, state: keychain.state, keychain, presence: false, appLocked: false } as const;
  if (keychain.state !== 'unavailable') return { ...rest, tier: 'keychain', reason: keychain.reason };
  return { ...rest, tier: null, reason: HOW_TO_CHOOSE };
}

const hasPresence = (vault: Vault) => vault.tier === 'passphrase' || vault.presence !== null;

async function readChoice(files: PrivateFiles): Promise<{ vault: Vault | null } | { broken: string }> {
  try {
    return { vault: await readVault(files) };
  } catch (error) {
    const failed = failedRead(error);
    if (failed === null) throw error;
    return { broken: failed.reason };
  }
}

async function opens(opening: Promise<unknown>): Promise<boolean> {
  try {
    await opening;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-passphrase') return false;
    throw error;
  }
}

const nothingToUnlock = () =>
  new AppError('unsupported', {
    message: 'There is no passphrase vault here to unlock.',
    next: 'A keychain is unlocked by your desktop. To choose a passphrase: keyrack init --storage passphrase.',
  });
