import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import { environmentOf } from './brought.ts';
import { createKey } from './creating.ts';
import type { Lifecycle } from './deps.ts';
import { assertNoTestKey } from './request.ts';
import { withdraw } from './retiring.ts';
import { needApi } from './ways.ts';

/** The request that would make the key of this row once more. */
export function requestOf(row: KeyRow, connectionId: string) {
  const { environmentId, name, description, scopes, tags, testMode, expiresAt, variable, allowedIps } = row;
  return {
    environmentId,
    connectionId,
    name,
    description,
    scopes,
    tags,
    testMode,
    expiresAt,
    variable,
    allowedIps,
  };
}

/**
 * Deletes an orphan at the service and makes the key anew, with the same name and scopes.
 * @throws AppError forbidden-by-rule, steps-needed, what createKey throws
 */
export async function recreateKey(deps: Lifecycle, id: string): Promise<KeyRow> {
  const row = getRow('key', deps.ledger.keys, id);
  const { connectionId, remoteId } = row;
  if (row.status !== 'orphan' || connectionId === null) {
    throw new AppError('forbidden-by-rule', {
      message: `"${row.name}" is not an orphan: its value is not lost.`,
      next: 'Only a key whose value was lost on the way can be revoked and created again here.',
    });
  }
  const connection = getRow('connection', deps.ledger.connections, connectionId);
  // The environment may have become one of production since.
  assertNoTestKey(environmentOf(deps, row.environmentId), row.testMode);
  needApi(deps, connection, 'create', 'Follow the steps in its console, then enter the new key.');
  await deps.vault.assertOpen();
  const isGone =
    remoteId !== null && (await withdraw(deps, connection, await deps.reach.service(connection), remoteId));
  if (!isGone) {
    throw new AppError('steps-needed', {
      message: `No program can delete the key "${row.name}" there.`,
      next: 'Delete it in the console, delete its row here, then make the key anew.',
    });
  }
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  deps.ledger.transaction(() => {
    deps.audit('orphan deleted', id, row.name);
    deps.ledger.keys.remove(id);
  });
  return createKey(deps, requestOf(row, connectionId));
}
