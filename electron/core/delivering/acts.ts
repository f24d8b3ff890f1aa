import type { ChangeRecord } from '../ports/ledger.ts';
import { lastOf, undoable } from './history.ts';

/**
 * What one undo takes back: one act of the user may be two changes, one on top of the other.
 * @param id absent: the newest change that stands; the upper of two is taken back alone where it is named
 * @returns newest first; empty where nothing stands, or what is named cannot be told here
 */
export function undoneTogether(
  changes: readonly ChangeRecord[],
  id: string | undefined,
): readonly ChangeRecord[] {
  const open = undoable(changes);
  const named = id === undefined ? open.at(-1) : open.find((change) => change.id === id);
  const [last, below] = open.filter(({ deliveryId }) => deliveryId === named?.deliveryId).toReversed();
  if (last === undefined || below === undefined || !isOneAct(below, last)) return [];
  return id === undefined || id === below.id ? [last, below] : [];
}

/** @returns what an undo can name: of each entry the newest act, by the change that takes back all of it; newest first */
export function undoableActs(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  const open = undoable(changes);
  const tops = [...lastOf(open).values()];
  const acts = tops.map((top) => {
    const below = open.findLast(({ deliveryId, id }) => deliveryId === top.deliveryId && id !== top.id);
    return below !== undefined && isOneAct(below, top) ? below : top;
  });
  const ids = new Set(acts.map(({ id }) => id));
  return changes.filter(({ id }) => ids.has(id)).toReversed();
}

/** An export with what stands for a while alone on top of it; an adopted line that was taken out at once. */
const isOneAct = (below: ChangeRecord, last: ChangeRecord): boolean =>
  last.until !== null || wasTakenOut(below, last);

/** What is given back later is as it was before it was adopted; a line that was taken out is not. */
const wasTakenOut = (below: ChangeRecord, last: ChangeRecord): boolean =>
  below.kind === 'adopt' &&
  last.kind === 'unexport' &&
  last.beforeHash === below.afterHash &&
  last.afterHash !== below.beforeHash;
