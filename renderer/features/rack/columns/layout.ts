import type { RackColumn } from '#shared/model/preferences.ts';
import { columnsThatFit } from './fit.ts';
import { COLUMNS, type ColumnId, comesShown, isColumn, MAX_WIDTH, MIN_WIDTH, WIDTHS } from './ids.ts';

type Stored = readonly RackColumn[];

/** How the columns stand now. */
export interface Layout {
  readonly order: readonly ColumnId[];
  readonly shown: ReadonlySet<ColumnId>;
  readonly widths: Readonly<Record<ColumnId, number>>;
  /** The user has set the name's width: it no longer takes what is left. */
  readonly nameSet: boolean;
}

/** What a layout is made for. */
interface Place {
  /** CSS pixels. */
  readonly width: number;
  /** All environments are shown: the one of a key says something. */
  readonly all: boolean;
}

/** The name leads; what is not stored comes last, in its own order. */
function orderOf(stored: Stored): readonly ColumnId[] {
  const known = stored.map(({ id }) => id).filter(isColumn);
  return [...new Set<ColumnId>(['name', ...known, ...COLUMNS])];
}

const shownIn = (stored: Stored, id: ColumnId): boolean =>
  id === 'name' || (stored.find((column) => column.id === id)?.shown ?? comesShown(id));

/** Whether the user chose the columns or their order; a width alone is no choice of what is shown. */
const isChosen = (stored: Stored): boolean =>
  orderOf(stored).join() !== COLUMNS.join() || COLUMNS.some((id) => shownIn(stored, id) !== comesShown(id));

const clamped = (width: number): number => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));

function widthsOf(stored: Stored): Record<ColumnId, number> {
  const set = stored.flatMap(({ id, width }) => (width === null ? [] : [[id, clamped(width)]]));
  return { ...WIDTHS, ...Object.fromEntries(set) };
}

/** @returns what is shown: what the user chose, whatever the room; else what fits */
export function layoutOf(stored: Stored, { width, all }: Place): Layout {
  const order = orderOf(stored);
  const widths = widthsOf(stored);
  const wanted = new Set(order.filter((id) => shownIn(stored, id) && (all || id !== 'environment')));
  return {
    order,
    widths,
    shown: isChosen(stored) ? wanted : columnsThatFit(width, wanted, widths),
    nameSet: stored.some(({ id, width: set }) => id === 'name' && set !== null),
  };
}

/** The stored form of all columns, with what is to be different of one of them. */
function storedWith(
  stored: Stored,
  shown: (id: ColumnId) => boolean,
  id: ColumnId,
  changes: Partial<RackColumn>,
): RackColumn[] {
  return orderOf(stored).map((each) => ({
    id: each,
    shown: shown(each),
    width: stored.find((column) => column.id === each)?.width ?? null,
    ...(each === id ? changes : {}),
  }));
}

/** @param width CSS pixels; null: as it comes */
export const withWidth = (stored: Stored, id: ColumnId, width: number | null): RackColumn[] =>
  storedWith(stored, (each) => shownIn(stored, each), id, { width: width === null ? null : clamped(width) });

/** What is in sight now is what the choice begins with; a column that cannot be in sight keeps what was set. */
const asSeen =
  (stored: Stored, { shown }: Layout, all: boolean) =>
  (id: ColumnId) =>
    id === 'environment' && !all ? shownIn(stored, id) : shown.has(id);

export const withShown = (
  stored: Stored,
  layout: Layout,
  all: boolean,
  [id, shown]: readonly [ColumnId, boolean],
): RackColumn[] => storedWith(stored, asSeen(stored, layout, all), id, { shown });

/** Whether a column can go one place to the left (-1) or right (1) among those in sight. */
export function canMove({ order, shown }: Layout, id: ColumnId, step: -1 | 1): boolean {
  const seen = order.filter((each) => shown.has(each));
  const at = seen.indexOf(id) + step;
  return id !== 'name' && at > 0 && at < seen.length;
}

/** Past its neighbour in sight. */
export function moved(
  stored: Stored,
  layout: Layout,
  all: boolean,
  [id, step]: readonly [ColumnId, -1 | 1],
): RackColumn[] {
  const columns = storedWith(stored, asSeen(stored, layout, all), id, {});
  if (!canMove(layout, id, step)) return columns;
  const seen = layout.order.filter((each) => layout.shown.has(each));
  const neighbour = seen[seen.indexOf(id) + step];
  const [from, to] = [id, neighbour].map((each) => columns.findIndex((column) => column.id === each));
  const [column] = columns.splice(from ?? 0, 1);
  if (column !== undefined) columns.splice(to ?? 0, 0, column);
  return columns;
}
