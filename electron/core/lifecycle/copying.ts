import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { StorageTiers } from '../ports/storage.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';

/** @throws AppError not-held, storage-locked, storage-unavailable */
export async function readKey(deps: Lifecycle, row: KeyRow): Promise<Secret> {
  if (row.held) return deps.vault.read(keyAccount(row.environmentId, row.id), `the key "${row.name}"`);
  throw new AppError('not-held', {
    message: `Keyrack does not have the value of the key "${row.name}".`,
    next: row.status === 'orphan' ? 'Revoke it and create it again.' : 'Enter it, or replace the lost key.',
  });
}

/** For the reveal window, until the user has confirmed. SECURITY: "shows a key only until it is acknowledged". */
export async function readOnce(deps: Lifecycle, row: KeyRow): Promise<Secret> {
  if (row.acknowledged) {
    throw new AppError('forbidden-by-rule', {
      message: `The key "${row.name}" was confirmed as copied; it is not shown again.`,
      next: 'Use Export to deliver it, or make a new key.',
    });
  }
  const secret = await readKey(deps, row);
  deps.audit('key shown', row.id, row.name);
  return secret;
}

function assertVaultPolicy(deps: Lifecycle, row: KeyRow): void {
  const environment = getRow('environment', deps.ledger.environments, row.environmentId);
  if (environment.copyPolicy === 'vault') return;
  throw new AppError('forbidden-by-rule', {
    message: `Keys of "${environment.name}" can be copied only until they are confirmed; "${row.name}" is.`,
    next: 'Use Export to deliver it: the program gets the key without a copy of yours.',
  });
}

async function assertPresence(storage: StorageTiers, presence: Secret | null): Promise<void> {
  if (!(await storage.status()).presence) {
    throw new AppError('presence-unset', {
      message: 'Copying a key later needs an app passphrase, and none is set.',
      next: 'Set one in Settings, under Security.',
    });
  }
  if (presence === null) {
    throw new AppError('presence-needed', {
      message: 'Copying needs the app passphrase.',
      next: 'Enter it.',
    });
  }
  if (await storage.checkPresence(presence)) return;
  throw new AppError('wrong-passphrase', { message: 'This is not the app passphrase.', next: 'Try again.' });
}

/** For the clipboard: free until confirmed, afterwards only with the person present. */
export async function readForCopy(
  deps: Lifecycle,
  storage: StorageTiers,
  row: KeyRow,
  presence: Secret | null,
): Promise<Secret> {
  if (row.acknowledged) {
    assertVaultPolicy(deps, row);
    // A storage that cannot be read cannot tell whether an app passphrase is set either.
    await deps.vault.assertOpen();
    await assertPresence(storage, presence);
  }
  const secret = await readKey(deps, row);
  deps.audit('key copied', row.id, row.name);
  return secret;
}
