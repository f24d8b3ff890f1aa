import { AppError } from '../../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import { changeRemote } from './changing.ts';
import { reachPlace } from './place.ts';

/** Takes our item out of the program's own store. @throws AppError outcome-unknown, refused, network, storage-* */
export async function removeRemote(
  deps: DeliveringDeps,
  { id, file }: Pick<DeliveryRecord, 'id' | 'file'>,
  kind: 'unexport' | 'undo',
): Promise<ChangeRecord> {
  const { store, itemId } = await reachPlace(deps, file);
  const before = await store.find(itemId);
  return changeRemote(deps, { kind, deliveryId: id, file, delivery: null, before }, async () => {
    if (before !== null) await store.remove(itemId);
    return null;
  });
}

/**
 * A first export is taken back by deleting its item. What stood there before a later one is told by nobody.
 * @param before the delivery before the change
 * @throws AppError forbidden-by-rule where that cannot be had back
 */
export async function undoRemote(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
): Promise<void> {
  if (change.delivery !== null && before === null) {
    await removeRemote(deps, { id: change.deliveryId, file: change.file }, 'undo');
    return;
  }
  throw new AppError('forbidden-by-rule', {
    message:
      change.delivery === null
        ? 'The item was deleted in the program’s own store, and nothing there gives it back.'
        : 'A program’s own store does not tell what stood there before, so it cannot be put back.',
    next: 'Export the key again.',
  });
}
