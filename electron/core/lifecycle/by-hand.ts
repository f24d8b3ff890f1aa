import type { NewKey, Shown } from '#shared/model/key.ts';
import type { Offer } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { RemoteKey } from '../ports/provider.ts';
import type { Secret } from '../secret.ts';
import { type Accepted, acceptBrought, environmentOf } from './brought.ts';
import { hintOf } from './creating.ts';
import type { Lifecycle } from './deps.ts';
import { keepRecorded } from './keeping.ts';
import { completeRequest, connectionFor, type KeyRequest } from './request.ts';
import { putAlone, rowOf } from './rows.ts';
import { isSameName } from './same-name.ts';
import { holdersOf, type SameValue, sameValueOf } from './same-value.ts';
import { isByApi, offered } from './ways.ts';

/** Checks a request as a create would, before the user is sent to the console. @returns the steps to do there */
export function prepareByHand(deps: Lifecycle, input: NewKey): Offer {
  completeRequest(deps, input);
  return offered(deps, connectionFor(deps, input), 'create');
}

export const audited = (what: string, { checkedAt }: Accepted) =>
  checkedAt !== null ? what : `${what}, not checked by the service`;

/** Which key of the service's list it is; null where that cannot be told, or asked now. */
async function findListed(
  deps: Lifecycle,
  connection: ConnectionRow,
  wanted: { readonly name: string; readonly remoteId: string | undefined },
  secret: Secret,
): Promise<RemoteKey | null> {
  if (!isByApi(deps, connection, 'list')) return null;
  try {
    // A value opens one key of a service: a second row of it is not the one that only has the name.
    if (wanted.remoteId === undefined && (await isHeldFor(deps, connection, secret))) return null;
    const listed = await (await deps.reach.service(connection)).list();
    const held = deps.ledger.keys.list().filter((row) => row.held && row.connectionId === connection.id);
    const taken = new Set(held.map(({ remoteId }) => remoteId));
    const fitting = listed.filter(
      ({ id, name, hint }) =>
        !taken.has(id) &&
        secret.fitsHint(hint) &&
        (wanted.remoteId === undefined ? isSameName(wanted.name, name) : wanted.remoteId === id),
    );
    const [only] = fitting;
    return only !== undefined && fitting.length === 1 ? only : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function isHeldFor(deps: Lifecycle, { id }: ConnectionRow, secret: Secret): Promise<boolean> {
  return (await holdersOf(deps, secret)).some(({ connectionId }) => connectionId === id);
}

/**
 * A row that a sync made of the same key is taken over, with its id, unless the key was announced under one.
 * @throws AppError invalid-input where it is held
 */
function rowIdOf(
  deps: Lifecycle,
  { id }: ConnectionRow,
  remoteId: string | null,
  announced: string | undefined,
): string {
  const [same] = remoteId === null ? [] : deps.ledger.keys.ofRemote(id, remoteId);
  if (same === undefined) return announced ?? deps.newId();
  if (!same.held) return announced ?? same.id;
  throw new AppError('invalid-input', {
    message: `Keyrack has the key of this id already, as "${same.name}".`,
    next: 'Look at the id in the console again. To give that key a new value, regenerate it.',
    field: 'remoteId',
  });
}

export interface ByHand {
  readonly request: KeyRequest;
  readonly shown: Shown | undefined;
  /** null: the user did not say. */
  readonly testMode: boolean | null;
  readonly sameValue: SameValue;
  /** Under which it was announced: a row that a sync made of it gives way. Absent: that row's, else a new one. */
  readonly id?: string;
}

/** Keeps a key that was made in the console. */
export async function keepByHand(
  deps: Lifecycle,
  { request, shown, testMode, sameValue, id }: ByHand,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const connection = getRow('connection', deps.ledger.connections, request.connectionId);
  const { name, environmentId } = request;
  const environment = environmentOf(deps, environmentId);
  const accepted = await acceptBrought(
    deps,
    { name, environment, connection, testMode, keyId: null, sameValue },
    secret,
    signal,
  );
  const remote = await findListed(deps, connection, { name, remoteId: shown?.remoteId }, secret);
  const remoteId = remote?.id ?? shown?.remoteId ?? null;
  const told = rowOf(rowIdOf(deps, connection, remoteId, id), request, remote, deps.clock.now());
  const row: KeyRow = {
    ...told,
    remoteId,
    name,
    hint: told.hint || hintOf(deps, connection.id, secret),
    // The user brought the value, so it was never only ours to show.
    acknowledged: true,
    testMode: accepted.testMode,
    expiresAt: shown?.expiresAt ?? told.expiresAt,
    rateLimit: shown?.rateLimit ?? told.rateLimit,
    checkedAt: accepted.checkedAt,
  };
  return keepRecorded(deps, row, secret, (kept) => {
    const held = { ...row, ...kept };
    putAlone(deps.ledger, held);
    deps.audit(audited('key made by hand', accepted), row.id, row.name);
    return held;
  });
}

/**
 * Keeps a key that the user made in the console.
 * @throws AppError what the rules of a request and of a brought value say
 */
export function createByHand(
  deps: Lifecycle,
  input: NewKey,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const request = completeRequest(deps, input);
  const { shown, testMode = null } = input;
  const sameValue = sameValueOf(input);
  return keepByHand(deps, { request, shown, testMode, sameValue }, secret, signal);
}
