import type { Key } from '#shared/model/key.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { listOf } from './remote.ts';
import type { PageState } from './store.ts';

type Runs = Pick<PageState['data'], 'rotations'>;

export const goesOn = ({ endedAt }: Rotation): boolean => endedAt === null;

/** It stands still until somebody does something. */
export const needsAPerson = (run: Rotation): boolean =>
  goesOn(run) && (run.state === 'waiting' || run.state === 'failed');

interface Sorted {
  /** Those that need a person first, then the newest. */
  readonly open: readonly Rotation[];
  readonly waiting: readonly Rotation[];
  readonly ended: readonly Rotation[];
  readonly byKey: ReadonlyMap<string, Rotation>;
}

function sort(all: readonly Rotation[]): Sorted {
  const going = all.filter(goesOn);
  const waiting = going.filter(needsAPerson);
  return {
    open: [...waiting, ...going.filter((run) => !needsAPerson(run))],
    waiting,
    ended: all.filter((run) => !goesOn(run)),
    byKey: new Map(going.map((run) => [run.keyId, run])),
  };
}

let last: { readonly all: readonly Rotation[]; readonly sorted: Sorted } | null = null;

/** @returns the same lists for the same runs, so that rows are not drawn again without a reason */
export function sortedRuns({ rotations }: Runs): Sorted {
  const all = listOf(rotations);
  if (last?.all !== all) last = { all, sorted: sort(all) };
  return last.sorted;
}

export const runsThatNeedAPerson = (data: Runs): readonly Rotation[] => sortedRuns(data).waiting;

/** @returns the run that replaces this key now; null: none does */
export const openRunOf = (data: Runs, keyId: string): Rotation | null =>
  sortedRuns(data).byKey.get(keyId) ?? null;

export const runOf = ({ rotations }: Runs, id: string | null): Rotation | null =>
  id === null ? null : (listOf(rotations).find((run) => run.id === id) ?? null);

/** @returns the run that a key's row leads to: that replaces it, or that retires this old value */
export const runAbout = (data: Runs, { id, replacedBy }: Pick<Key, 'id' | 'replacedBy'>): Rotation | null =>
  openRunOf(data, replacedBy ?? id);
