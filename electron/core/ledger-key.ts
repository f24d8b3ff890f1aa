import type { Hmac } from './ports/hmac.ts';
import type { NewId } from './ports/ids.ts';
import type { Ledger } from './ports/ledger.ts';
import { ledgerAccount } from './ports/secret-store.ts';
import { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

/** What a key is derived for. Two purposes never share one. */
type Purpose = 'fingerprint' | 'audit' | 'entry';

/**
 * The key that belongs to this ledger and stands in the storage of secrets: whoever has the ledger alone can neither
 * try values against its fingerprints nor write an audit row that fits the chain.
 */
export interface LedgerKey {
  /**
   * @returns null where the storage has lost the key: nothing is made in its place, so that it shows
   * @throws AppError storage-*
   */
  derive(purpose: Purpose): Promise<Secret | null>;
  /** @returns null where this process has not had it yet: the storage is not asked */
  ifKnown(purpose: Purpose): Secret | null;
}

interface Deps {
  readonly ledger: Pick<Ledger, 'identity'>;
  readonly vault: Pick<Vault, 'readIfHeld' | 'write' | 'remove'>;
  readonly hmac: Pick<Hmac, 'digest'>;
  readonly newId: NewId;
  /** 32 random bytes in hex. */
  readonly newKey: () => Secret;
}

export function createLedgerKey({ ledger, vault, hmac, newId, newKey }: Deps): LedgerKey {
  let known: Secret | null = null;

  /** Each maker stores a key under a name of its own; the name that the ledger takes first counts. */
  const make = async (): Promise<Secret | null> => {
    const id = newId();
    const key = newKey();
    await vault.write(ledgerAccount(id), key);
    const counts = ledger.identity.claim(id);
    if (counts === id) return key;
    await vault.remove(ledgerAccount(id));
    return vault.readIfHeld(ledgerAccount(counts));
  };

  const open = async (): Promise<Secret | null> => {
    const id = ledger.identity.get();
    known ??= id === null ? await make() : await vault.readIfHeld(ledgerAccount(id));
    return known;
  };

  const derived = (key: Secret | null, purpose: Purpose) =>
    key === null ? null : new Secret(hmac.digest(key, new TextEncoder().encode(purpose)));

  return {
    derive: async (purpose) => derived(await open(), purpose),
    ifKnown: (purpose) => derived(known, purpose),
  };
}
