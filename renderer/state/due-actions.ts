import type { DueRow, SNOOZE_DAYS } from '#shared/model/policy.ts';
import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { dueText } from '../text/due.ts';
import { errorTitles } from '../text/errors.ts';
import { toast } from './actions.ts';
import { reload } from './loading.ts';

/** Puts off the reminders of one key; its date stays. */
export async function snooze(
  { keyId, name }: Pick<DueRow, 'keyId' | 'name'>,
  days: (typeof SNOOZE_DAYS)[number],
): Promise<void> {
  try {
    await api['due.snooze']({ keyId, days });
    await reload('due');
    toast(dueText.snoozed(name, days));
  } catch (thrown) {
    const error = asApiError(thrown);
    toast(`${errorTitles[error.code]}: ${error.message}`);
  }
}
