import type { DueRow, SNOOZE_DAYS } from '#shared/model/policy.ts';
import { api } from '../api/api.ts';
import { dueText } from '../text/due.ts';
import { toast } from './actions.ts';
import { reload } from './loading.ts';
import { tellFailure } from './telling.ts';

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
    tellFailure(thrown);
  }
}
