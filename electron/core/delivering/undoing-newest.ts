import type { ChangeRow } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { ChangeRecord } from '../ports/ledger.ts';
import { lastOf, undoable } from './history.ts';

const EARLIER_SHOWN = 3;

/** What stands in the way of one change and of no other; a locked storage stands in the way of all. */
const OF_ONE_CHANGE: readonly AppError['code'][] = [
  'conflict',
  'forbidden-by-rule',
  'not-found',
  'file-refused',
  'file-failed',
];

/**
 * The newest change alone is meant where none is named, and no older one goes in its place unasked: its owner may want it.
 * @param changes all of them, oldest first
 * @param rows the same as people read them
 * @returns the failure, with which change it is about and by which ids the earlier ones are undone
 */
export function newestStays(
  failure: AppError,
  newest: ChangeRecord,
  changes: readonly ChangeRecord[],
  rows: readonly ChangeRow[],
): AppError {
  if (!OF_ONE_CHANGE.includes(failure.code)) return failure;
  const wordsOf = ({ what, file }: ChangeRow) => `${what}, ${file}`;
  const row = rows.find(({ id }) => id === newest.id);
  // Others of the same entry stand under this one.
  const open = new Set([...lastOf(undoable(changes)).values()].map(({ id }) => id));
  const earlier = rows.filter(({ id }) => id !== newest.id && open.has(id)).slice(0, EARLIER_SHOWN);
  const ways = earlier.map((each) => `keyrack undo ${each.id} (${wordsOf(each)})`);
  const next = [
    ...(failure.next === null ? [] : [failure.next]),
    ...(ways.length === 0 ? [] : [`To undo an earlier change: ${ways.join('; ')}.`]),
  ];
  return new AppError(failure.code, {
    message: `The newest change cannot be undone${row === undefined ? '' : ` (${wordsOf(row)})`}. ${failure.message}`,
    ...(next.length === 0 ? {} : { next: next.join(' ') }),
    cause: failure,
  });
}
