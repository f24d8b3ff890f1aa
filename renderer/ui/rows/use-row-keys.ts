import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { rowHeight } from '../../state/row-height.ts';
import type { KeyedRow } from './keyed-row.ts';
import { rowAfter } from './row-after.ts';
import type { Picking } from './use-picked.ts';

const HEAD_HEIGHT = 32;

interface Table<Row extends KeyedRow> {
  readonly rows: readonly Row[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly picking: Picking<Row>;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Absent: a row is not edited in its place. */
  readonly onEdit?: (id: string) => void;
}

/** The keyboard in the table: arrows, Home, End and the page keys move, Enter opens, Space picks, Escape lets go. */
export function useRowKeys<Row extends KeyedRow>(table: Table<Row>) {
  const { rows, selectedId, onSelect, picking, scroller } = table;
  const [wantedId, setWantedId] = useState<string | null>(null);
  const moved = useRef(false);
  const present = wantedId !== null && rows.some((row) => row.key.id === wantedId);
  const activeId = present ? wantedId : (rows[0]?.key.id ?? null);

  useLayoutEffect(() => {
    if (!moved.current || activeId === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-key="${activeId}"]`);
    if (!row) return;
    moved.current = false;
    row.focus({ preventScroll: true });
  });

  const open = useCallback(
    (id: string) => {
      setWantedId(id);
      onSelect(id);
    },
    [onSelect],
  );
  const focusRow = useCallback((id: string) => {
    moved.current = true;
    setWantedId(id);
  }, []);

  const moveTo = (row: Row, extending: boolean) => {
    if (extending) picking.extend(activeId, row.key.id);
    focusRow(row.key.id);
    if (selectedId !== null) onSelect(row.key.id);
    scrollIntoSight(scroller.current, rows.indexOf(row));
  };
  const onRowKey = onRowKeyOf({ ...table, open }, activeId);
  const onKeyDown = (event: KeyboardEvent) => {
    // A menu of a row stands elsewhere in the page, but its keys come through here.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    if (event.target instanceof HTMLInputElement) return;
    if (onRowKey(event)) return event.preventDefault();
    const index = rows.findIndex((row) => row.key.id === activeId);
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight());
    const next = rows[rowAfter(event.key, index, rows.length, page) ?? -1];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(next, event.shiftKey);
  };
  const onFocus = (event: FocusEvent) => {
    const id = event.target.closest<HTMLElement>('tr[data-key]')?.dataset.key;
    if (id !== undefined) setWantedId(id);
  };
  return { activeId, open, focusRow, onKeyDown, onFocus };
}

/** What a key does to what is picked, or to the row in focus. @returns whether it did something */
function onRowKeyOf<Row extends KeyedRow>(
  { rows, selectedId, onSelect, picking, onEdit, open }: Table<Row> & { readonly open: (id: string) => void },
  activeId: string | null,
) {
  const letGo = (): boolean => {
    if (picking.rows.length === 0 && selectedId === null) return false;
    if (picking.rows.length > 0) picking.clear();
    else onSelect(null);
    return true;
  };
  const onRow: Readonly<Record<string, (id: string, event: KeyboardEvent) => void>> = {
    Enter: open,
    ...(onEdit === undefined ? {} : { F2: onEdit }),
    ' ': (id, { shiftKey }) => (shiftKey ? picking.extend(rows[0]?.key.id ?? null, id) : picking.toggle(id)),
  };
  return (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape') return letGo();
    const all = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
    if (all) picking.all();
    const run = onRow[event.key];
    const inRow = event.target instanceof HTMLElement && event.target.matches('tr');
    if (!inRow || activeId === null || run === undefined) return all;
    run(activeId, event);
    return true;
  };
}

/** Scrolls as little as needed. Rows have one height, so it is known before the row is in the page. */
function scrollIntoSight(scroller: HTMLElement | null, index: number): void {
  if (scroller === null) return;
  const top = index * rowHeight();
  const bottom = top + rowHeight() + HEAD_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = bottom - scroller.clientHeight;
}
