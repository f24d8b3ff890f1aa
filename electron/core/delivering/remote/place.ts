import { STORE_PLACE } from '#shared/model/delivery.ts';
import { AppError } from '../../errors.ts';
import { getRow } from '../../finding.ts';
import type { ConnectionRow, Ledger } from '../../ports/ledger.ts';
import type { RemoteStore } from '../../ports/remote-store.ts';
import type { DeliveringDeps } from '../deps.ts';

/** An item in a program's own store: what stands in place of a file. */
export interface RemotePlace {
  readonly connectionId: string;
  readonly itemId: string;
}

export const placeText = (target: string, { connectionId, itemId }: RemotePlace): string =>
  `${target}:${connectionId}/${itemId}`;

/** @returns null for a file */
export function remotePlaceOf(file: string): RemotePlace | null {
  const [, connectionId, itemId] = STORE_PLACE.exec(file) ?? [];
  return connectionId === undefined || itemId === undefined ? null : { connectionId, itemId };
}

/** How much of ours is in the store that a connection leads to, and of how much that is not known yet. */
export function behind(
  { deliveries, changes }: Pick<Ledger, 'deliveries' | 'changes'>,
  connectionId: string,
): { readonly deliveries: number; readonly unsettled: number } {
  const isThere = ({ file }: { readonly file: string }) => remotePlaceOf(file)?.connectionId === connectionId;
  const unsettled = changes.unfinished().filter(isThere);
  return { deliveries: deliveries.list().filter(isThere).length, unsettled: unsettled.length };
}

interface Reached extends RemotePlace {
  readonly connection: ConnectionRow;
  readonly store: RemoteStore;
}

/** @throws AppError not-found where the connection is gone; unsupported, not-held, storage-* */
export async function reachPlace(
  { ledger, store }: Pick<DeliveringDeps, 'ledger' | 'store'>,
  file: string,
): Promise<Reached> {
  const place = remotePlaceOf(file);
  if (place === null) throw new AppError('internal', { message: `${file} is a file.` });
  const connection = getRow('connection', ledger.connections, place.connectionId);
  return { ...place, connection, store: await store(connection) };
}
