import type { StoreState, Tier } from '#shared/model/storage.ts';
import type { Secret } from '../secret.ts';

/** Where a secret stands: a connection's management credential or its proxy's password, or a key's value. */
export type Account = `${string}/${string}`;

export const keyAccount = (environmentId: string, keyId: string): Account => `${environmentId}/${keyId}`;
export const connectionAccount = (connectionId: string): Account => `connection/${connectionId}`;
/** The key of a ledger, which its fingerprints and the chain of its audit are made with. */
export const ledgerAccount = (ledgerId: string): Account => `ledger/${ledgerId}`;
/** No secret of the user's: it moves along where another tier is chosen. */
export const isLedgerAccount = (account: Account): boolean => account.startsWith('ledger/');
// A sealed file is named by the last part alone, so that must differ from the credential's.
export const proxyAccount = (connectionId: string): Account => `connection/${connectionId}-proxy`;

/** A secret, and where it stands. */
export interface Item {
  readonly account: Account;
  readonly secret: Secret;
}

export interface StoreStatus {
  readonly state: StoreState;
  /** What is wrong and what to do; null when ready. */
  readonly reason: string | null;
}

/** Looked and there, looked and not there, could not look: three different things. */
export type ReadResult =
  | { readonly state: 'present'; readonly secret: Secret }
  | { readonly state: 'absent' }
  | { readonly state: 'locked' | 'unavailable'; readonly reason: string };

/** What stands in a store, told without opening anything and without a prompt. */
export type Inspection =
  | {
      readonly state: 'told';
      /** Of the accounts that were asked for, and of the store's own: not there. */
      readonly missing: readonly Account[];
      /** Named as ours, and not asked for: another home's, or left behind. */
      readonly strays: readonly string[];
      /** What the store keeps for itself: the key by which its sealed files open. */
      readonly own: readonly Account[];
    }
  /** This system names no item without opening it. */
  | { readonly state: 'untold'; readonly own: readonly Account[] }
  | { readonly state: 'locked' | 'unavailable'; readonly reason: string };

/**
 * One way to keep secrets: the contract of the keychain family (tests/contract/keychain).
 * No method ever deletes or overwrites after a failed read, and none waits longer than its deadline.
 */
export interface SecretStore {
  readonly tier: Tier;
  /** Asks without a prompt; at most 2 s. */
  status(): Promise<StoreStatus>;
  read(account: Account): Promise<ReadResult>;
  /** @param known where secrets should stand */
  inspect(known: readonly Account[]): Promise<Inspection>;
  /**
   * Stores, then reads back and compares.
   * @throws AppError storage-locked, storage-unavailable
   */
  write(account: Account, secret: Secret): Promise<void>;
  /** Absent is fine. @throws AppError storage-locked, storage-unavailable */
  remove(account: Account): Promise<void>;
  /** What seals files of this tier: values too long for an item, and backups. */
  readonly sealer: Sealer;
}

/** Authenticated encryption under the tier's data key, which never leaves its holder. */
export interface Sealer {
  /** @param context bound as associated data: opening under another context fails. */
  seal(context: string, plain: Uint8Array): Promise<Uint8Array>;
  /** @throws AppError storage-locked, storage-unavailable; Error where the box is not ours or was changed. */
  open(context: string, box: Uint8Array): Promise<Uint8Array>;
}
