import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { lostAnswer, reconcile } from './reconciling.ts';
import type { KeyRequest } from './request.ts';
import { orphanOf, rowOf } from './rows.ts';

type Made = Awaited<ReturnType<Service['create']>>;

async function begin(
  deps: Lifecycle,
  request: KeyRequest,
  service: Service,
  signal: AbortSignal | undefined,
): Promise<Intent> {
  const listedBefore = (await service.list(signal)).map(({ id }) => id);
  const startedAt = deps.clock.now().toISOString();
  const intent: Intent = { ...request, id: deps.newId(), keyId: deps.newId(), listedBefore, startedAt };
  deps.ledger.transaction(() => deps.ledger.intents.put(intent));
  return intent;
}

async function send(
  deps: Lifecycle,
  intent: Intent,
  service: Service,
  signal: AbortSignal | undefined,
): Promise<Made> {
  const { name, description, scopes, testMode, expiresAt } = intent;
  try {
    return await service.create({ name, description, scopes, testMode, expiresAt }, signal);
  } catch (error) {
    // Not one of our failures: nothing is known of the request, so the intent stays for the next start.
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'outcome-unknown') {
      deps.ledger.intents.remove(intent.id);
      throw error;
    }
    throw lostAnswer(intent, await reconcileIfReachable(deps, intent, service), error);
  }
}

/** What cannot be listed now is found later: the intent stays. */
async function reconcileIfReachable(
  deps: Lifecycle,
  intent: Intent,
  service: Service,
): Promise<readonly KeyRow[]> {
  try {
    return await reconcile(deps, intent, service);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** The store failed after the service had made the key: take the key back, or say that it is there. */
async function takeBack(
  deps: Lifecycle,
  intent: Intent,
  remote: RemoteKey,
  service: Service,
  cause: unknown,
): Promise<never> {
  const because = cause instanceof AppError ? cause.message : 'The storage failed.';
  const deleted = await service.delete(remote.id).then(
    () => true,
    () => false,
  );
  deps.ledger.transaction(() => {
    if (!deleted) deps.ledger.keys.put(orphanOf(intent, remote, intent.keyId, deps.clock.now()));
    deps.ledger.intents.remove(intent.id);
  });
  throw new AppError(cause instanceof AppError ? cause.code : 'storage-unavailable', {
    message: deleted
      ? `The key "${intent.name}" could not be kept, so it was deleted at the service again. ${because}`
      : `The key "${intent.name}" could not be kept, and the service could not be asked to delete it. ${because}`,
    next: deleted
      ? 'Mend the storage, then create it again.'
      : 'Its row is marked orphan: delete it there once both work again.',
    cause,
  });
}

async function keep(deps: Lifecycle, intent: Intent, made: Made, service: Service): Promise<KeyRow> {
  const account = keyAccount(intent.environmentId, intent.keyId);
  try {
    await deps.vault.write(account, made.secret);
  } catch (error) {
    return takeBack(deps, intent, made.key, service, error);
  }
  const row = rowOf(
    intent,
    { ...made.key, hint: made.key.hint || hintOf(deps, intent, made.secret) },
    deps.clock.now(),
  );
  deps.ledger.transaction(() => {
    deps.ledger.keys.put(row);
    deps.ledger.intents.remove(intent.id);
    deps.audit('key created', row.id, row.name);
  });
  return row;
}

function hintOf(deps: Lifecycle, intent: Intent, secret: Secret): string {
  const connection = getRow('connection', deps.ledger.connections, intent.connectionId);
  return secret.hint(deps.reach.plugin(connection.provider).hintLength ?? undefined);
}

/**
 * Makes a key at the service: intent, request, storage, row, in this order, so that a crash anywhere leaves
 * either nothing or something that is found again.
 * @throws AppError outcome-unknown where the answer was lost; the service's refusal; storage-*
 */
export async function createKey(deps: Lifecycle, request: KeyRequest, signal?: AbortSignal): Promise<KeyRow> {
  await deps.vault.assertOpen();
  const connection = getRow('connection', deps.ledger.connections, request.connectionId);
  const service = await deps.reach.service(connection);
  const intent = await begin(deps, request, service, signal);
  const made = await send(deps, intent, service, signal);
  return keep(deps, intent, made, service);
}

/** Deletes an orphan at the service and makes the key anew, with the same name and scopes. */
export async function recreateKey(deps: Lifecycle, id: string): Promise<KeyRow> {
  const row = getRow('key', deps.ledger.keys, id);
  const { connectionId, remoteId } = row;
  if (row.status !== 'orphan' || connectionId === null || remoteId === null) {
    throw new AppError('forbidden-by-rule', {
      message: `"${row.name}" is not an orphan: its value is not lost.`,
      next: 'Only a key whose value was lost on the way can be revoked and created again here.',
    });
  }
  await deps.vault.assertOpen();
  const service = await deps.reach.service(getRow('connection', deps.ledger.connections, connectionId));
  await service.delete(remoteId);
  deps.ledger.transaction(() => {
    deps.ledger.keys.remove(id);
    deps.audit('orphan deleted', id, row.name);
  });
  const { environmentId, name, description, scopes, tags, testMode, expiresAt, variable } = row;
  return createKey(deps, {
    environmentId,
    connectionId,
    name,
    description,
    scopes,
    tags,
    testMode,
    expiresAt,
    variable,
  });
}
