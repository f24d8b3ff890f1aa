import type { Storage, Tier } from '#shared/model/storage.ts';
import type { Secret } from '../secret.ts';
import type { Item, SecretStore } from './secret-store.ts';

/** What has to be in the new store before the choice is written. What it throws refuses the choice. */
export type Carry = () => Promise<readonly Item[]>;

/** The choice of a tier, and what opens it. */
export interface StorageTiers {
  status(): Promise<Storage>;
  /**
   * The store in use.
   * @throws AppError storage-unchosen where nothing was chosen and no keychain works
   */
  store(): Promise<SecretStore>;
  /**
   * Chooses a tier, once: another choice while secrets are held is refused.
   * @param passphrase for the passphrase tier: seals the data key; for the keychain tier: the app passphrase, or null
   * @param carry asked only where secrets are kept elsewhere from then on
   */
  choose(tier: Tier, passphrase: Secret | null, carry?: Carry): Promise<void>;
  /** Keychain tier only: sets the app passphrase that a later copy asks for. */
  setPresence(passphrase: Secret): Promise<void>;
  /** @throws AppError wrong-passphrase where `current` is not the one that is set */
  changePresence(current: Secret, next: Secret): Promise<void>;
  /** @returns whether this is the app passphrase (in the passphrase tier: the passphrase). */
  checkPresence(passphrase: Secret): Promise<boolean>;
  /**
   * Passphrase tier: opens the vault in this process. Keychain tier: opens Keyrack where it was locked.
   * @param passphrase in the keychain tier the app passphrase; null where none is set
   * @throws AppError wrong-passphrase
   */
  unlock(passphrase: Secret | null): Promise<void>;
  /**
   * Passphrase tier: forgets the data key here and ends the agent, whoever that is; nobody is served from now on.
   * @param underWay what still needs the data key; it is forgotten when this has ended
   */
  lock(underWay?: Promise<void>): Promise<void>;
}
