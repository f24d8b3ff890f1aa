import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Intent, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey, Service } from '../ports/provider.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { type Kept, keepValue } from './keeping.ts';
import { lostAnswer, reconcileIfReachable } from './reconciling.ts';
import type { KeyRequest } from './request.ts';
import { withdraw } from './retiring.ts';
import { orphanOf, putAlone, rowOf } from './rows.ts';
import { isByApi, needApi } from './ways.ts';

type Made = Awaited<ReturnType<Service['create']>>;

async function begin(
  deps: Lifecycle,
  request: KeyRequest,
  service: Service,
  { keyId, signal }: { readonly keyId: string; readonly signal: AbortSignal | undefined },
): Promise<Intent> {
  const connection = getRow('connection', deps.ledger.connections, request.connectionId);
  const listed = isByApi(deps, connection, 'list') ? await service.list({ signal }) : [];
  const intent: Intent = {
    ...request,
    id: deps.newId(),
    kind: 'create',
    keyId,
    listedBefore: listed.map(({ id }) => id),
    startedAt: deps.clock.now().toISOString(),
  };
  deps.ledger.transaction(() => deps.ledger.intents.put(intent));
  return intent;
}

async function send(
  deps: Lifecycle,
  intent: Intent,
  service: Service,
  signal: AbortSignal | undefined,
): Promise<Made> {
  const { name, description, scopes, testMode, expiresAt, allowedIps } = intent;
  try {
    return await service.create({ name, description, scopes, testMode, expiresAt, allowedIps }, signal);
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

/**
 * Whoever settled the intent meanwhile could not see this key, and may have made another one in its place: this one is
 * written down anew, under an id of its own, before anything is done about it.
 */
function stillIntended(deps: Lifecycle, intent: Intent): Intent {
  const { ledger, clock, newId } = deps;
  return ledger.transaction(() => {
    if (ledger.intents.get(intent.id) !== null) return intent;
    const again = { ...intent, keyId: newId(), startedAt: clock.now().toISOString() };
    ledger.intents.put(again);
    return again;
  });
}

/** The store failed after the service had made the key: take the key back, or say that it is there. */
async function takeBack(
  deps: Lifecycle,
  asked: Intent,
  remote: RemoteKey,
  service: Service,
  cause: unknown,
): Promise<never> {
  const intent = stillIntended(deps, asked);
  const because = cause instanceof AppError ? cause.message : 'The storage failed.';
  const connection = getRow('connection', deps.ledger.connections, intent.connectionId);
  const gone = await withdraw(deps, connection, service, remote.id).catch(() => false);
  deps.ledger.transaction(() => {
    if (!gone) putAlone(deps.ledger, orphanOf(intent, remote, intent.keyId, deps.clock.now()));
    deps.ledger.intents.remove(intent.id);
  });
  throw new AppError(cause instanceof AppError ? cause.code : 'storage-unavailable', {
    message: gone
      ? `The key "${intent.name}" could not be kept, so it was deleted at the service again. ${because}`
      : `The key "${intent.name}" could not be kept, and the service could not be asked to delete it. ${because}`,
    next: gone
      ? 'Mend the storage, then create it again.'
      : 'Its row is marked orphan: delete it there once both work again.',
    cause,
  });
}

/** Whether another process found the value that was stored, and has a row of this key by now. */
const isAdopted = ({ ledger }: Lifecycle, { connectionId, keyId }: Intent, { id }: RemoteKey): boolean =>
  ledger.keys.ofRemote(connectionId, id).some((row) => row.held && row.id !== keyId);

async function keep(deps: Lifecycle, intent: Intent, made: Made, service: Service): Promise<KeyRow> {
  const { keyId: id, environmentId } = intent;
  const recorded = (kept: Kept): KeyRow => {
    const hint = made.key.hint || hintOf(deps, intent.connectionId, made.secret);
    const row = { ...rowOf(id, intent, { ...made.key, hint }, deps.clock.now()), ...kept };
    putAlone(deps.ledger, row);
    deps.ledger.intents.remove(intent.id);
    deps.audit('key created', row.id, row.name);
    return row;
  };
  let kept: Kept;
  try {
    kept = await keepValue(deps, { id, environmentId }, made.secret);
  } catch (error) {
    return takeBack(deps, intent, made.key, service, error);
  }
  try {
    return deps.ledger.transaction(() => {
      if (isAdopted(deps, intent, made.key)) throw goesOn(intent);
      return recorded(kept);
    });
  } catch (error) {
    // What is not known here by now must not stay there; a ledger that cannot be written leaves the intent for the next start.
    const isLost = error instanceof AppError && error.code === 'conflict';
    if (!isLost || isAdopted(deps, intent, made.key)) throw error;
    return takeBack(deps, intent, made.key, service, error);
  }
}

const goesOn = ({ name }: Intent) =>
  new AppError('conflict', {
    message: `Another window or command has gone on with the key "${name}" meanwhile.`,
    next: 'Look at the list of keys.',
  });

/** What may be shown of a value, by the service's own published length. */
export function hintOf(deps: Lifecycle, connectionId: string, secret: Secret): string {
  const connection = getRow('connection', deps.ledger.connections, connectionId);
  return secret.hint(deps.reach.plugin(connection.provider).hintLength ?? undefined);
}

/** Where a service takes no addresses with the request, they are set right after it. */
export async function limitAddresses(
  deps: Lifecycle,
  made: KeyRow,
  { allowedIps, connectionId }: KeyRequest,
  service: Service,
): Promise<KeyRow> {
  const connection = getRow('connection', deps.ledger.connections, connectionId);
  const isDone = made.allowedIps.length > 0 || allowedIps.length === 0;
  if (isDone || made.remoteId === null || !isByApi(deps, connection, 'allowIps')) return made;
  try {
    await service.allowIps(made.remoteId, allowedIps);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, {
      message: `The key "${made.name}" was made and is kept, but it works from every address still. ${error.message}`,
      next: 'Edit the key to limit its addresses.',
      cause: error,
    });
  }
  const limited = { ...made, allowedIps };
  deps.ledger.keys.put(limited);
  return limited;
}

/**
 * Makes a key at the service: intent, request, storage, row, in this order, so that a crash anywhere leaves
 * either nothing or something that is found again.
 * @throws AppError steps-needed, unsupported; outcome-unknown where the answer was lost; the service's refusal; storage-*
 * @param keyId of its row, where it was announced; absent: a new one
 */
export async function createKey(
  deps: Lifecycle,
  request: KeyRequest,
  signal?: AbortSignal,
  keyId: string = deps.newId(),
): Promise<KeyRow> {
  const connection = getRow('connection', deps.ledger.connections, request.connectionId);
  needApi(deps, connection, 'create', 'Follow the steps in its console, then enter the key.');
  await deps.vault.assertOpen();
  const service = await deps.reach.service(connection);
  const intent = await begin(deps, request, service, { keyId, signal });
  const made = await send(deps, intent, service, signal);
  const row = await keep(deps, intent, made, service);
  return limitAddresses(deps, row, request, service);
}
