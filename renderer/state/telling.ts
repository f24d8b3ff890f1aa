import { asApiError } from '../api/api-error.ts';
import { bulkText } from '../text/bulk.ts';
import { errorTitles } from '../text/errors.ts';
import { toast } from './actions.ts';

/** What went wrong, where no place in the page is about it. What a person has cancelled is no news. */
export function tellFailure(thrown: unknown): void {
  const error = asApiError(thrown);
  if (error.code !== 'cancelled') toast(`${errorTitles[error.code]}: ${error.message}`);
}

/** To a file that the user picks in a dialog of the desktop. */
export async function tellFile(writing: Promise<{ readonly file: string }>): Promise<void> {
  try {
    toast(bulkText.exported((await writing).file));
  } catch (thrown) {
    tellFailure(thrown);
  }
}
