import { type RefObject, useRef } from 'react';
import { listOf } from '../../../state/remote.ts';
import { showKey } from '../../../state/showing.ts';
import { getState } from '../../../state/store.ts';
import type { KeyedRow } from '../../../ui/rows/keyed-row.ts';
import { usePicked } from '../../../ui/rows/use-picked.ts';
import { useRowKeys } from '../../../ui/rows/use-row-keys.ts';

/** The key in the Rack; nothing where it is gone since. */
function show(id: string | null): void {
  const key = listOf(getState().data.keys).find((each) => each.id === id);
  if (key !== undefined) showKey(key);
}

/** Picking, and walking by the keyboard, through a table of keys. Enter shows the key in the Rack. */
export function useLines<Row extends KeyedRow>(rows: readonly Row[]) {
  const scroller: RefObject<HTMLDivElement | null> = useRef(null);
  const picking = usePicked(rows);
  const keys = useRowKeys({ rows, selectedId: null, onSelect: show, picking, scroller });
  const act = {
    open: show,
    toggle: picking.toggle,
    extend: (id: string) => {
      picking.extend(keys.activeId, id);
      keys.focusRow(id);
    },
  };
  return { scroller, picking, act, ...keys };
}
