export const COLUMNS = [
  'name',
  'hint',
  'service',
  'scopes',
  'status',
  'created',
  'lastUsed',
  'expires',
  'deliveredTo',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

/** Widths in CSS pixels. The name takes what is left, and never less than this. */
export const WIDTHS: Record<ColumnId, number> = {
  name: 196,
  hint: 120,
  service: 92,
  scopes: 136,
  status: 84,
  created: 92,
  lastUsed: 92,
  expires: 92,
  deliveredTo: 112,
};

/** What stays longest where there is little room; the detail shows the rest. */
const ORDER_OF_WORTH: readonly ColumnId[] = [
  'name',
  'status',
  'hint',
  'expires',
  'deliveredTo',
  'service',
  'lastUsed',
  'scopes',
  'created',
];

/** @returns the columns that fit into a width, in CSS pixels; the name always does. */
export function columnsThatFit(width: number): ReadonlySet<ColumnId> {
  const fitting = new Set<ColumnId>();
  let used = 0;
  for (const column of ORDER_OF_WORTH) {
    used += WIDTHS[column];
    if (used > width && fitting.size > 0) break;
    fitting.add(column);
  }
  return fitting;
}
