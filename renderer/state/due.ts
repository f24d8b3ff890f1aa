import type { DueRow } from '#shared/model/policy.ts';
import { listOf, type Remote } from './remote.ts';
import { useStore } from './store.ts';

/** All that has a date, of all environments in use, the most urgent first. */
export const useDue = (): Remote<readonly DueRow[]> => useStore(({ data }) => data.due);

const isSnoozed = ({ snoozedUntil }: DueRow, now: number): boolean =>
  snoozedUntil !== null && Date.parse(snoozedUntil) > now;

/** Its date has passed, and it is not put off. @param now milliseconds of the epoch */
export const isOverdue = (row: DueRow, now: number): boolean =>
  row.why !== 'unused' && row.state === 'overdue' && !isSnoozed(row, now);

/** How many are overdue in all environments: a reminder does not depend on which one is looked at. */
export const useOverdueCount = (): number =>
  useStore(({ data }) => {
    const now = Date.now();
    return listOf(data.due).filter((row) => isOverdue(row, now)).length;
  });

/** The date of a key; null where it has none. */
export const useDueOf = (keyId: string): DueRow | null =>
  useStore(({ data }) => listOf(data.due).find((row) => row.keyId === keyId && row.why !== 'unused') ?? null);
