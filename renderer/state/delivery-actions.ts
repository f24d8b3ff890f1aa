import type { Delivery, ExportResult } from '#shared/model/delivery.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { common } from '../text/common.ts';
import { errorTitles } from '../text/errors.ts';
import { targetsText } from '../text/targets.ts';
import { toast } from './actions.ts';
import { reload } from './loading.ts';

/** Takes a delivery out of its file again, and offers to put it back. @throws ApiError */
export async function unexport(delivery: Pick<Delivery, 'id' | 'file'>): Promise<void> {
  const result = await api['targets.unexport']({ id: delivery.id });
  offerUndo(targetsText.removed(delivery.file), result);
}

/** Says in one line what was written, with `Undo`. */
export function offerUndo(text: string, result: ExportResult): void {
  toast(text, { label: common.undo, run: () => void undoHere(result.change) });
}

/** Undoes a change of a file. @throws ApiError */
export async function undoChange(id: string): Promise<void> {
  const change = await api['targets.undo']({ id });
  toast(targetsText.undone(change.file));
}

/** From a toast there is no other place for a failure: it is shown as a toast, and the change stays listed. */
async function undoHere(id: string): Promise<void> {
  try {
    await undoChange(id);
  } catch (thrown) {
    const error = asApiError(thrown);
    toast(`${errorTitles[error.code]}: ${error.message}`);
    await reload('changes');
  }
}
