import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { GridCell, GridRow } from './grid-rows.ts';
import { CELL_HEIGHT, HEAD_HEIGHT } from './grid-sizes.ts';
import { type Place, placeAfter } from './place-after.ts';

export interface GridDoing {
  readonly open: (row: GridRow, cell: GridCell) => void;
  readonly promote: (row: GridRow, cell: GridCell) => void;
}

/** By its words, not by its place: rows come and go. */
interface Wanted {
  readonly variable: string;
  readonly environmentId: string;
}

const isCell = (target: EventTarget): target is HTMLElement =>
  target instanceof HTMLElement && target.matches('td[data-row]');

/** The keyboard in the grid: arrows, Home, End and the page keys move, Enter opens, P promotes. */
export function useGridKeys(
  rows: readonly GridRow[],
  scroller: RefObject<HTMLElement | null>,
  { open, promote }: GridDoing,
) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const moved = useRef(false);
  const found = rows.findIndex(({ variable }) => variable === wanted?.variable);
  const row = Math.max(found, 0);
  const column = Math.max(
    rows[row]?.cells.findIndex(({ environment }) => environment.id === wanted?.environmentId) ?? 0,
    0,
  );

  useLayoutEffect(() => {
    if (!moved.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>('td[tabindex="0"]');
    if (!cell) return;
    moved.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const want = (at: Place) => {
    const cell = rows[at.row]?.cells[at.column];
    if (cell === undefined) return;
    setWanted({ variable: rows[at.row]?.variable ?? '', environmentId: cell.environment.id });
  };
  /** Rows have one height, so where it will be is known before it is in the page. */
  const moveTo = (at: Place) => {
    moved.current = true;
    want(at);
    const box = scroller.current;
    if (box === null) return;
    const top = at.row * CELL_HEIGHT;
    const bottom = top + CELL_HEIGHT + HEAD_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isCell(event.target) || event.altKey || event.metaKey) return;
    const here = rows[row];
    const cell = here?.cells[column];
    if (here === undefined || cell === undefined) return;
    const act = { Enter: open, ' ': open, p: promote }[event.key];
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / CELL_HEIGHT);
    const next = placeAfter(event, { row, column }, { rows: rows.length, columns: here.cells.length, page });
    if (next === null && (act === undefined || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== null) moveTo(next);
    else act?.(here, cell);
  };
  const onFocus = (event: FocusEvent) => {
    const { row: at, column: across } = event.target.closest<HTMLElement>('td[data-row]')?.dataset ?? {};
    if (at !== undefined) want({ row: Number(at), column: Number(across) });
  };
  return { row, column, onKeyDown, onFocus, moveTo };
}
