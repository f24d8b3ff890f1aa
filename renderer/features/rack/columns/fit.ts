import { BOX_WIDTH, type ColumnId } from './ids.ts';

/** What stays longest where there is little room; the detail shows the rest. */
const ORDER_OF_WORTH: readonly ColumnId[] = [
  'name',
  'status',
  'hint',
  'environment',
  'expires',
  'deliveredTo',
  'service',
  'lastUsed',
  'scopes',
  'created',
  'rotationDue',
];

/**
 * @param width the room there is, in CSS pixels
 * @param wanted the columns that would be shown if there were room for all
 * @returns those that fit; the name always does
 */
export function columnsThatFit(
  width: number,
  wanted: ReadonlySet<ColumnId>,
  widths: Readonly<Record<ColumnId, number>>,
): ReadonlySet<ColumnId> {
  const fitting = new Set<ColumnId>();
  let used = BOX_WIDTH;
  for (const column of ORDER_OF_WORTH) {
    if (!wanted.has(column)) continue;
    used += widths[column];
    if (used > width && fitting.size > 0) break;
    fitting.add(column);
  }
  return fitting;
}
