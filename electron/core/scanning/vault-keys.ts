import { AppError } from '../errors.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import type { KeyService } from '../services.ts';

export interface VaultDeps {
  readonly ledger: Pick<Ledger, 'environments'> & { readonly keys: Pick<Ledger['keys'], 'list'> };
  readonly keys: Pick<KeyService, 'fingerprintHeld'>;
  /** null: it cannot be told. @throws AppError storage-* */
  readonly fingerprintOf: (secret: Secret) => Promise<string | null>;
}

/** What Keyrack holds, as far as a value can be recognised without opening any. */
export interface VaultKeys {
  readonly hints: readonly { readonly hint: string }[];
  /** The key that has one of these values. */
  keyOf(values: readonly Secret[]): Promise<KeyRow | null>;
  /** Whether every value could be compared. */
  isCompared(): boolean;
}

/** A closed storage is no reason not to look: what is found by its form is found, and that it was not compared is told. */
export async function openVaultKeys(deps: VaultDeps): Promise<VaultKeys> {
  await deps.keys.fingerprintHeld();
  const rows = deps.ledger.keys.list().filter(({ held }) => held);
  const byFingerprint = new Map(
    rows.flatMap((row) => (row.fingerprint === null ? [] : [[row.fingerprint, row]])),
  );
  let isOpen = rows.every(({ fingerprint }) => fingerprint !== null);
  const fingerprintOf = async (secret: Secret): Promise<string | null> => {
    try {
      return await deps.fingerprintOf(secret);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return null;
    }
  };
  let isClosed = false;
  return {
    hints: rows.map(({ hint }) => ({ hint: hint.split(/[*•…]|\.{3}/)[0] ?? '' })),
    keyOf: async (values) => {
      // Once it is closed it is not asked again for each value: that could raise a prompt each time.
      if (byFingerprint.size === 0 || isClosed) return null;
      for (const value of values) {
        const fingerprint = await fingerprintOf(value);
        if (fingerprint === null) {
          isClosed = true;
          isOpen = false;
          return null;
        }
        const row = byFingerprint.get(fingerprint);
        if (row !== undefined) return row;
      }
      return null;
    },
    isCompared: () => isOpen,
  };
}
