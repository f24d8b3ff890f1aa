import type { Offer, Operation } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, KeyRow } from '../ports/ledger.ts';
import type { Service } from '../ports/provider.ts';
import type { Lifecycle } from './deps.ts';

/** What an operation is, for the words: "no way for a program to …". */
const DEEDS = {
  create: 'make a key',
  edit: 'change the name or description of a key',
  setScopes: 'change the scopes of a key',
  allowIps: 'limit the addresses of a key',
  disable: 'disable a key',
  enable: 'enable a key',
  regenerate: 'give a key a new value',
  revoke: 'revoke a key',
  delete: 'delete a key',
  verify: 'check a key',
  usage: 'tell how much a key is used',
} as const satisfies Partial<Record<Operation, string>>;
export type Deed = keyof typeof DEEDS;

/** @throws AppError unsupported for a local key */
export function connectionOf(deps: Lifecycle, row: KeyRow, deed: Deed): ConnectionRow {
  if (row.connectionId !== null) return getRow('connection', deps.ledger.connections, row.connectionId);
  throw new AppError('unsupported', {
    message: `"${row.name}" is a local key: no service is known that could ${DEEDS[deed]}.`,
    next: 'A local key can be edited here and deleted. Make keys through a connection to have more.',
  });
}

export const isByApi = (deps: Lifecycle, connection: ConnectionRow, operation: Operation): boolean =>
  deps.reach.offer(connection, operation).way === 'api';

const nameOf = (deps: Lifecycle, { provider }: ConnectionRow) => deps.reach.plugin(provider).summary.name;

/** @returns the offer, whichever its way. @throws AppError unsupported where there is none */
export function offered(deps: Lifecycle, connection: ConnectionRow, deed: Deed): Offer {
  const offer = deps.reach.offer(connection, deed);
  if (offer.way !== null) return offer;
  throw new AppError('unsupported', {
    message: offer.why ?? `${nameOf(deps, connection)} cannot ${DEEDS[deed]}.`,
  });
}

/** @param next what the user does after the steps */
export function stepsNeeded(deps: Lifecycle, connection: ConnectionRow, deed: Deed, next: string): AppError {
  return new AppError('steps-needed', {
    message: `${nameOf(deps, connection)} has published no way for a program to ${DEEDS[deed]}.`,
    next,
  });
}

/** @throws AppError unsupported, steps-needed */
export function needApi(deps: Lifecycle, connection: ConnectionRow, deed: Deed, next: string): Offer {
  const offer = offered(deps, connection, deed);
  if (offer.way === 'api') return offer;
  throw stepsNeeded(deps, connection, deed, next);
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
export function doing(deps: Lifecycle, row: KeyRow, deed: Deed, done: boolean | undefined): Doing {
  const connection = connectionOf(deps, row, deed);
  const offer = offered(deps, connection, deed);
  if (offer.way === 'api' && row.remoteId !== null) return { way: 'api', offer, remoteId: row.remoteId };
  if (done === true) return { way: 'done', offer };
  if (offer.way === 'guided') throw stepsNeeded(deps, connection, deed, SAY_DONE);
  throw new AppError('steps-needed', {
    message: `Keyrack does not know which key "${row.name}" is at ${nameOf(deps, connection)}.`,
    next: SAY_DONE,
  });
}

export async function serviceOf(deps: Lifecycle, row: KeyRow, deed: Deed): Promise<Service> {
  return deps.reach.service(connectionOf(deps, row, deed));
}
