import type { Offer, Operation } from '#shared/model/provider.ts';
import { OPERATION_VERBS } from '#shared/text/operation-verbs.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { Service } from '../ports/provider.ts';
import type { Lifecycle } from './deps.ts';

/** @throws AppError unsupported for a local key */
export function connectionOf(deps: Lifecycle, row: KeyRow, operation: Operation): ConnectionRow {
  if (row.connectionId !== null) return getRow('connection', deps.ledger.connections, row.connectionId);
  throw new AppError('unsupported', {
    message: `"${row.name}" is a local key: no service is known that could ${OPERATION_VERBS[operation]}.`,
    next: 'A local key can be edited here and deleted. Make keys through a connection to have more.',
  });
}

export const isByApi = (deps: Lifecycle, connection: ConnectionRow, operation: Operation): boolean =>
  deps.reach.offer(connection, operation).way === 'api';

const nameOf = (deps: Lifecycle, { provider }: ConnectionRow) => deps.reach.plugin(provider).summary.name;

/** @returns the offer, whichever its way. @throws AppError unsupported where there is none */
export function offered(deps: Lifecycle, connection: ConnectionRow, operation: Operation): Offer {
  const offer = deps.reach.offer(connection, operation);
  if (offer.way !== null) return offer;
  throw new AppError('unsupported', {
    message: offer.why ?? `${nameOf(deps, connection)} cannot ${OPERATION_VERBS[operation]}.`,
  });
}

/** @param next what the user does after the steps */
export function stepsNeeded(
  deps: Lifecycle,
  connection: ConnectionRow,
  operation: Operation,
  next: string,
): AppError {
  return new AppError('steps-needed', {
    message: `${nameOf(deps, connection)} has published no way for a program to ${OPERATION_VERBS[operation]}.`,
    next,
  });
}

/** @throws AppError unsupported, steps-needed */
export function needApi(
  deps: Lifecycle,
  connection: ConnectionRow,
  operation: Operation,
  next: string,
): Offer {
  const offer = offered(deps, connection, operation);
  if (offer.way === 'api') return offer;
  throw stepsNeeded(deps, connection, operation, next);
}

/** How a change to one key is brought about: by a call, or the user has done it. */
export type Doing =
  | { readonly way: 'api'; readonly offer: Offer; readonly remoteId: string }
  | { readonly way: 'done'; readonly offer: Offer };

const SAY_DONE = 'Do it in its console, then say here that it is done.';

/**
 * @param done the user's word that the steps are done
 * @throws AppError unsupported; steps-needed where the user has to do it first
 */
export function doing(deps: Lifecycle, row: KeyRow, operation: Operation, done: boolean | undefined): Doing {
  const connection = connectionOf(deps, row, operation);
  const offer = offered(deps, connection, operation);
  if (offer.way === 'api' && row.remoteId !== null) return { way: 'api', offer, remoteId: row.remoteId };
  if (done === true) return { way: 'done', offer };
  if (offer.way === 'guided') throw stepsNeeded(deps, connection, operation, SAY_DONE);
  throw new AppError('steps-needed', {
    message: `Keyrack does not know which key "${row.name}" is at ${nameOf(deps, connection)}.`,
    next: SAY_DONE,
  });
}

/** @throws AppError unsupported for a local key; storage-* where its credential cannot be read */
export async function serviceOf(deps: Lifecycle, row: KeyRow, operation: Operation): Promise<Service> {
  return deps.reach.service(connectionOf(deps, row, operation));
}
