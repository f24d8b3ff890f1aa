import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { bulkText } from '../text/bulk.ts';
import { errorTitles } from '../text/errors.ts';
import { toast } from './actions.ts';

/** Keys without their values, to a file that the user picks in a dialog of the desktop. */
export async function exportList(ids: readonly string[], format: 'csv' | 'json'): Promise<void> {
  try {
    const { file } = await api['keys.exportList']({ ids: [...ids], format });
    toast(bulkText.exported(file));
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.code !== 'cancelled') toast(`${errorTitles[error.code]}: ${error.message}`);
  }
}
