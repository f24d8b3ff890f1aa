import type { Entry } from '../ports/exporter.ts';
import type { ChangeRecord } from '../ports/ledger.ts';
import { undoable } from './history.ts';

/** How long a part of an entry stands that shows more than is good, such as debug logging. */
export const TEMPORARY_MINUTES = 60;

const MINUTE_MS = 60_000;

/** @param lasting the variables as they stay; null: all of them do. @returns the names of those that go or change again */
export const temporaryNames = (
  { set }: Pick<Entry, 'set'>,
  lasting: Entry['set'] | null,
): readonly string[] =>
  lasting === null ? [] : Object.keys(set).filter((name) => set[name] !== lasting[name]);

/** @returns ISO 8601 */
export const endOfTemporary = (now: Date): string =>
  new Date(now.getTime() + TEMPORARY_MINUTES * MINUTE_MS).toISOString();

/** @returns the change that a part of this delivery stands by, where it still does */
export function temporaryOf(changes: readonly ChangeRecord[], deliveryId: string): ChangeRecord | null {
  const last = undoable(changes).findLast((change) => change.deliveryId === deliveryId);
  return last !== undefined && last.until !== null ? last : null;
}

/** @returns changes that part of an entry stands by until its time is over, oldest first */
export const standing = (changes: readonly ChangeRecord[]): readonly ChangeRecord[] =>
  undoable(changes).filter(
    ({ deliveryId, id, until }) => until !== null && temporaryOf(changes, deliveryId)?.id === id,
  );

/** @returns changes whose time is over, oldest first */
export const overdue = (changes: readonly ChangeRecord[], now: Date): readonly ChangeRecord[] =>
  standing(changes).filter(({ until }) => until !== null && until <= now.toISOString());
