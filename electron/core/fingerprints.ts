import type { LedgerKey } from './ledger-key.ts';
import type { Hmac } from './ports/hmac.ts';
import type { Secret } from './secret.ts';

/** What tells two equal values without telling either: an HMAC under the key of this ledger. */
export interface Fingerprints {
  /**
   * @returns 32 bytes in hex; null where the storage has lost the ledger's key
   * @throws AppError storage-*
   */
  of(secret: Secret): Promise<string | null>;
}

/** SECURITY: without the ledger's key, which stands in the storage of secrets, no value can be tried against one. */
export function createFingerprints(deps: {
  readonly ledgerKey: LedgerKey;
  readonly hmac: Pick<Hmac, 'digest'>;
}): Fingerprints {
  return {
    of: async (secret) => {
      const key = await deps.ledgerKey.derive('fingerprint');
      return key === null ? null : deps.hmac.digest(key, secret);
    },
  };
}
