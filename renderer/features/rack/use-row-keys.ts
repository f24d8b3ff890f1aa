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
import type { RackRow } from './rack-rows.ts';
import { rowAfter } from './row-after.ts';

const HEAD_HEIGHT = 32;

/** The keyboard in the table: arrows, Home, End and the page keys move, Enter opens, Escape closes. */
export function useRowKeys(
  rows: readonly RackRow[],
  selectedId: string | null,
  onSelect: (id: string | null) => void,
  scroller: RefObject<HTMLElement | null>,
) {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const moved = useRef(false);
  const present = rows.some((row) => row.key.id === wantedId);
  const activeId = present ? wantedId : (rows[0]?.key.id ?? null);

  useLayoutEffect(() => {
    if (!moved.current || activeId === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-key="${activeId}"]`);
    if (!row) return;
    moved.current = false;
    row.focus({ preventScroll: true });
  });

  const pick = useCallback(
    (id: string) => {
      setWantedId(id);
      onSelect(id);
    },
    [onSelect],
  );

  const moveTo = (row: RackRow) => {
    moved.current = true;
    setWantedId(row.key.id);
    if (selectedId !== null) onSelect(row.key.id);
    scrollIntoSight(scroller.current, rows.indexOf(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A menu of a row stands elsewhere in the page, but its keys come through here.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    if (event.key === 'Escape' && selectedId !== null) return onSelect(null);
    const onRow = event.target instanceof HTMLElement && event.target.matches('tr');
    if (onRow && activeId !== null && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      return pick(activeId);
    }
    const index = rows.findIndex((row) => row.key.id === activeId);
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight());
    const next = rows[rowAfter(event.key, index, rows.length, page) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    moveTo(next);
  };
  const onFocus = (event: FocusEvent) => {
    const id = event.target.closest<HTMLElement>('tr[data-key]')?.dataset.key;
    if (id !== undefined) setWantedId(id);
  };
  return { activeId, pick, onKeyDown, onFocus };
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
