import { AppError } from '../errors.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import type { Lifecycle } from './deps.ts';

interface Keeping extends Pick<Lifecycle, 'fingerprints'> {
  readonly vault: Pick<Vault, 'write' | 'remove'>;
  readonly ledger: Pick<Ledger, 'transaction'> & { readonly keys: Pick<Ledger['keys'], 'get' | 'put'> };
}

type Which = Pick<KeyRow, 'id' | 'environmentId'>;

/** What a row says of the value that is kept. */
export type Kept = Pick<KeyRow, 'fingerprint'> & { readonly held: true };

/** What a row says where no value is kept any more. */
export const NOT_HELD = { held: false, fingerprint: null } as const;

/** @returns null where it cannot be told now: it is looked for again while the storage is open */
export async function fingerprintOf(deps: Pick<Keeping, 'fingerprints'>, secret: Secret) {
  try {
    return await deps.fingerprints.of(secret);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * Stores a key's value: the one way to do so, so that no row keeps the fingerprint of another value. The row forgets
 * the old one first: killed in between, it says that it does not know.
 * @returns what the row has to say from now on
 */
export async function keepValue(deps: Keeping, { id, environmentId }: Which, secret: Secret): Promise<Kept> {
  deps.ledger.transaction(() => {
    const row = deps.ledger.keys.get(id);
    if (row !== null && row.fingerprint !== null) deps.ledger.keys.put({ ...row, fingerprint: null });
  });
  await deps.vault.write(keyAccount(environmentId, id), secret);
  return { held: true, fingerprint: await fingerprintOf(deps, secret) };
}

/** Stores a value and then records whose it is, in one transaction: what cannot be recorded is not kept either. */
export async function keepRecorded(
  deps: Keeping,
  which: Which,
  secret: Secret,
  record: (kept: Kept) => KeyRow,
): Promise<KeyRow> {
  const kept = await keepValue(deps, which, secret);
  try {
    return deps.ledger.transaction(() => record(kept));
  } catch (error) {
    // Held by now, it is another process that has stored and recorded a value.
    if (deps.ledger.keys.get(which.id)?.held !== true) {
      await deps.vault.remove(keyAccount(which.environmentId, which.id));
    }
    throw error;
  }
}
