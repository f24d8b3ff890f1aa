import type { NewKey } from '#shared/model/key.ts';
import { orAudited } from '../auditing/failing.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import { perform } from './acting.ts';
import { environmentOf } from './brought.ts';
import { keepByHand } from './by-hand.ts';
import { tellsOfManagement } from './consequences.ts';
import { createKey } from './creating.ts';
import type { Lifecycle } from './deps.ts';
import { completeRequest, type KeyRequest } from './request.ts';
import { type Retirement, retirementOf } from './retiring.ts';
import { connectionOf, doing, offered, stepsNeeded } from './ways.ts';

export interface ReplaceRequest {
  readonly id: string;
  readonly scopes?: readonly string[] | undefined;
  readonly confirm?: string | undefined;
  readonly done?: boolean | undefined;
}

const DAY_MS = 86_400_000;
/** The last year that is written with four digits. */
const LAST = Date.UTC(9_999, 11, 31);

/** The new key lives as long as the old one was to live, whatever dates the service told: a day at least. */
function expiryLike(deps: Lifecycle, row: KeyRow, connection: ConnectionRow): string | null {
  const isAsked = deps.reach.plugin(connection.provider).summary.expiry === 'asked';
  if (row.expiresAt === null || !isAsked) return null;
  const life = Date.parse(row.expiresAt) - Date.parse(row.createdAt);
  const until = deps.clock.now().getTime() + Math.max(life, DAY_MS);
  return new Date(Math.min(until, LAST)).toISOString();
}

/** The request that makes a key like this one. */
export function requestLike(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  scopes: readonly string[] | undefined,
): KeyRequest {
  const canLimit = deps.reach.offer(connection, 'allowIps').way !== null;
  const input: NewKey = {
    environmentId: row.environmentId,
    connectionId: connection.id,
    name: row.name,
    description: row.description,
    scopes: [...(scopes ?? row.scopes)],
    tags: [...row.tags],
    testMode: row.testMode,
    ...(row.variable === null ? {} : { variable: row.variable }),
    ...(canLimit ? { allowedIps: [...row.allowedIps] } : {}),
  };
  const { variable } = row;
  return { ...completeRequest(deps, input), variable, expiresAt: expiryLike(deps, row, connection) };
}

async function makeNew(
  deps: Lifecycle,
  request: KeyRequest,
  connection: ConnectionRow,
  secret: Secret | null,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  if (offered(deps, connection, 'create').way === 'api') return createKey(deps, request, signal);
  if (secret !== null) {
    return keepByHand(
      deps,
      { request, shown: undefined, testMode: request.testMode || null, sameValue: 'new' },
      secret,
      signal,
    );
  }
  const next = 'Follow the steps in its console, then enter the new key.';
  throw stepsNeeded(deps, connection, 'create', next);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Why the old key must stay for now; null where it may go. */
async function reasonToStay(deps: Lifecycle, row: KeyRow, way: Retirement | null): Promise<string | null> {
  const uses = deps.ledger.deliveries.list().filter(({ keyId }) => keyId === row.id);
  const then = way === null ? 'take the old key away in its console' : `${way} the old key`;
  if (uses.length > 0) {
    const places = uses.map(({ target, file }) => `${target} (${file})`).join(', ');
    return `The old key is still used by ${places}. Export the new key there, then ${then}.`;
  }
  if (way === null) return `No way is known to retire the old key "${row.name}" from here. ${capital(then)}.`;
  if ((await tellsOfManagement(deps, row)) === 'same') {
    return 'The old key is the management credential of its connection. Give the connection another one, then retire the old key.';
  }
  return null;
}

/** @returns why the old key was left as it is; null where it was retired */
async function retire(
  deps: Lifecycle,
  row: KeyRow,
  connection: ConnectionRow,
  done: boolean | undefined,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  if (row.status === 'ghost' || row.status === 'revoked') return null;
  const way = retirementOf(deps, connection);
  const reason = await reasonToStay(deps, row, way);
  if (reason !== null || way === null) return reason;
  try {
    const how = doing(deps, row, way, done);
    await orAudited(deps.audit, { what: 'old key not retired', subject: row.id }, () =>
      perform(deps, row, way, how, signal),
    );
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'steps-needed')
      return `${capital(way)} the old key in the console, then say here that it is done.`;
    return `The new key is kept; the old one could not be retired. ${error.message} ${capital(way)} it later.`;
  }
}

/**
 * A new key with the old one's name, scopes (or others), description, tags, notes, variable and addresses; the old one is
 * retired once the new one is stored, unless something still needs it.
 * @throws AppError confirmation-needed, steps-needed, unsupported, what creating throws
 */
export async function replaceKey(
  deps: Lifecycle,
  { id, scopes, confirm, done }: ReplaceRequest,
  secret: Secret | null,
  signal?: AbortSignal,
): Promise<{ readonly row: KeyRow; readonly left: string | null }> {
  const old = getRow('key', deps.ledger.keys, id);
  const connection = connectionOf(deps, old, 'create');
  const request = requestLike(deps, old, connection, scopes);
  confirmIn(environmentOf(deps, old.environmentId), `Replacing the key "${old.name}"`, confirm);
  const made = await makeNew(deps, request, connection, secret, signal);
  const row = { ...getRow('key', deps.ledger.keys, made.id), notes: old.notes };
  if (old.notes !== '') deps.ledger.keys.put(row);
  return { row, left: await retire(deps, old, connection, done, signal) };
}
