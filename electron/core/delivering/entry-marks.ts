import type { LedgerKey } from '../ledger-key.ts';
import type { Hmac } from '../ports/hmac.ts';

/** What tells whether an entry still holds the value that was written: an HMAC of all of it, under the key of this ledger. */
export interface EntryMarks {
  /** @returns 32 bytes in hex; null where the storage has lost the ledger's key. @throws AppError storage-* */
  of(entry: Uint8Array): Promise<string | null>;
  /** @returns null where this process has not had the ledger's key yet: a list opens no storage */
  ifKnown(entry: Uint8Array): string | null;
  /** Opens the storage for it, where somebody asked for a thorough look. @throws AppError storage-* */
  open(): Promise<void>;
}

/** SECURITY: without the ledger's key, which stands in the storage of secrets, no value can be tried against one. */
export function createEntryMarks(
  ledgerKey: Pick<LedgerKey, 'derive' | 'ifKnown'>,
  hmac: Pick<Hmac, 'digest'>,
): EntryMarks {
  return {
    of: async (entry) => {
      const key = await ledgerKey.derive('entry');
      return key === null ? null : hmac.digest(key, entry);
    },
    ifKnown: (entry) => {
      const key = ledgerKey.ifKnown('entry');
      return key === null ? null : hmac.digest(key, entry);
    },
    open: async () => {
      await ledgerKey.derive('entry');
    },
  };
}
