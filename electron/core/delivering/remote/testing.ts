import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import { reachPlace } from './place.ts';

/**
 * Whether the item is there. Its value is told by nobody, so whether it is the key's is not known.
 * @throws AppError what the service or the network says
 */
export async function testRemote(
  deps: Pick<DeliveringDeps, 'ledger' | 'store'>,
  { file }: DeliveryRecord,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly message: string; readonly next: string | null }> {
  const { store, connection, itemId } = await reachPlace(deps, file);
  const item = await store.find(itemId, signal);
  if (item === null) {
    const message = `"${connection.name}" does not have it any more.`;
    return { ok: false, message, next: 'Export the key again.' };
  }
  const message = `"${connection.name}" has it, as "${item.name}". It tells no value, so only that it is there is known.`;
  return { ok: true, message, next: null };
}
