import { AppError } from '../errors.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Lifecycle } from './deps.ts';

const isUnknown = ({ held, fingerprint }: KeyRow): boolean => held && fingerprint === null;

/** @returns whether the row was found to be unknown still, and is known now */
async function lookAt(deps: Lifecycle, { id, environmentId }: KeyRow): Promise<boolean> {
  const secret = await deps.vault.readIfHeld(keyAccount(environmentId, id));
  const fingerprint = secret === null ? null : await deps.fingerprints.of(secret);
  if (fingerprint === null) return false;
  return deps.ledger.transaction(() => {
    const row = deps.ledger.keys.get(id);
    if (row === null || !isUnknown(row)) return false;
    deps.ledger.keys.put({ ...row, fingerprint });
    return true;
  });
}

/**
 * Looks at held values whose fingerprint is not known: of a ledger from before there were any, or of a process that
 * was killed. Ends quietly where the storage is closed.
 * @returns how many are known now
 */
export async function fingerprintHeld(deps: Lifecycle): Promise<number> {
  let found = 0;
  try {
    const unknown = deps.ledger.keys.unfingerprinted();
    if (unknown.length > 0) await deps.vault.assertOpen();
    for (const row of unknown) if (await lookAt(deps, row)) found += 1;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return found;
}
