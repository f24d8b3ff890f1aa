/** Which keys are picked, for what is done to several. */
export interface Picked {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | null;
  /** What was picked before the range that is being drawn. */
  readonly before: ReadonlySet<string>;
}

export const NOTHING_PICKED: Picked = { ids: new Set(), anchor: null, before: new Set() };

/** Picks one more, or lets go of it; the next range begins there. */
export function toggled({ ids }: Picked, id: string): Picked {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, before: next };
}

/**
 * Draws the range from where it begins to a row, in place of the range drawn before.
 * @param order the rows in sight, as they stand
 * @param from where the range begins if it has not begun
 */
export function extended(
  { anchor, before }: Picked,
  order: readonly string[],
  from: string | null,
  to: string,
): Picked {
  const begin = anchor !== null && order.includes(anchor) ? anchor : (from ?? to);
  const [one, other] = [order.indexOf(begin), order.indexOf(to)];
  const range = order.slice(Math.min(one, other), Math.max(one, other) + 1);
  return { ids: new Set([...before, ...range]), anchor: begin, before };
}

export function allOf(order: readonly string[]): Picked {
  const ids = new Set(order);
  return { ids, anchor: null, before: ids };
}

/** A range may begin here, though nothing is picked. */
export const anchoredAt = (picked: Picked, id: string): Picked => ({
  ...picked,
  anchor: id,
  before: picked.ids,
});
