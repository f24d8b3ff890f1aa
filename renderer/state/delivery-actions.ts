import { type Delivery, type ExportResult, isStored } from '#shared/model/delivery.ts';
import { api } from '../api/api.ts';
import { targetName } from '../text/target-name.ts';
import { targetsText } from '../text/targets.ts';
import { toast } from './actions.ts';
import { reload } from './loading.ts';
import { listOf } from './remote.ts';
import { getState } from './store.ts';
import { toastWithUndo } from './undo.ts';

/** Takes a delivery out of its file again, and offers to put it back. @throws ApiError */
export async function unexport(delivery: Pick<Delivery, 'id' | 'file'>): Promise<void> {
  const { deliveries, targets } = getState().data;
  const row = listOf(deliveries).find(({ id }) => id === delivery.id);
  const result = await api['targets.unexport']({ id: delivery.id });
  const text =
    row?.state === 'imported'
      ? targetsText.stillHeld(targetName(targets, row.target))
      : targetsText.removed(delivery.file);
  // What stood in a store is told by no store, so that it cannot be put back.
  if (isStored(delivery)) toast(targetsText.removedStored);
  else offerUndo(text, result);
}

/** Deletes files that their program has imported; the delivery stays. @throws ApiError */
export async function deleteFile(delivery: Pick<Delivery, 'id' | 'file'>): Promise<void> {
  const result = await api['targets.deleteFile']({ id: delivery.id });
  offerUndo(targetsText.fileDeleted(delivery.file), result);
}

/** Says in one line what was written, with `Undo`. */
export function offerUndo(text: string, result: Pick<ExportResult, 'change'>): void {
  toastWithUndo(text, async () => {
    try {
      await undoChange(result.change);
    } finally {
      await reload('changes');
    }
  });
}

/** Undoes a change of a file. @throws ApiError */
export async function undoChange(id: string): Promise<void> {
  const change = await api['targets.undo']({ id });
  toast(isStored(change) ? targetsText.removedStored : targetsText.undone(change.file));
}
