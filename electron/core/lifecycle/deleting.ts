import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Lifecycle } from './deps.ts';

async function deleteAtService(deps: Lifecycle, row: KeyRow): Promise<void> {
  if (row.connectionId === null || row.remoteId === null) return;
  const connection = getRow('connection', deps.ledger.connections, row.connectionId);
  await (await deps.reach.service(connection)).delete(row.remoteId);
}

/**
 * Deletes a key at the service, then its value, then its row: whatever fails, what is left can be deleted again.
 * @throws AppError confirmation-needed, storage-*, the service's refusal
 */
export async function deleteKey(deps: Lifecycle, id: string, confirm: string | undefined): Promise<void> {
  const row = getRow('key', deps.ledger.keys, id);
  const environment = getRow('environment', deps.ledger.environments, row.environmentId);
  confirmIn(environment, `Deleting the key "${row.name}"`, confirm);
  await deps.vault.assertOpen();
  try {
    await deleteAtService(deps, row);
  } catch (error) {
    deps.audit('key not deleted', row.id, error instanceof AppError ? error.code : 'internal');
    throw error;
  }
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  deps.ledger.transaction(() => {
    deps.ledger.keys.remove(id);
    deps.audit('key deleted', id, row.name);
  });
}
