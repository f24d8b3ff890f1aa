import type { ImportPlan, ImportResult, ImportRow } from '#shared/model/import.ts';

export type Picked = ReadonlySet<number>;

/** Whether it can be imported. */
export const canTake = ({ state }: ImportRow): boolean => state === 'new' || state === 'elsewhere';

const isNew = ({ state }: ImportRow): boolean => state === 'new';
const isNewKey = (row: ImportRow): boolean => row.kind === 'key' && isNew(row);
const numbersOf = (rows: readonly ImportRow[]): Picked => new Set(rows.map(({ row }) => row));

export const newKeysOf = ({ rows }: ImportPlan): Picked => numbersOf(rows.filter(isNewKey));
export const allNewOf = ({ rows }: ImportPlan): Picked => numbersOf(rows.filter(isNew));

/** How many of the chosen values a key of another environment has. */
export const elsewhereIn = ({ rows }: ImportPlan, picked: Picked): number =>
  rows.filter(({ row, state }) => state === 'elsewhere' && picked.has(row)).length;

/** Chosen, and not kept so far. */
export const restOf = (picked: Picked, { left }: ImportResult): Picked =>
  new Set(left.filter((row) => picked.has(row)));

export interface Outcome {
  readonly imported: number;
  readonly heldBefore: number;
  readonly left: readonly ImportRow[];
}

/** What came of all runs of a plan. */
export function outcomeOf({ rows }: ImportPlan, { left }: ImportResult): Outcome {
  const notKept = new Set(left);
  return {
    imported: rows.filter((row) => canTake(row) && !notKept.has(row.row)).length,
    heldBefore: rows.filter(({ row, state }) => !notKept.has(row) && (state === 'held' || state === 'twice'))
      .length,
    left: rows.filter(({ row }) => notKept.has(row)),
  };
}
