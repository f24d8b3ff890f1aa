import { useMemo, useRef } from 'react';
import type { Picking } from '../../ui/rows/use-picked.ts';
import type { CellEditing } from './inline/use-cell-edit.ts';
import type { RowActs } from './key-row.tsx';
import type { RackRow } from './rack-rows.ts';

interface Now {
  readonly activeId: string | null;
  readonly open: (id: string) => void;
  readonly focusRow: (id: string) => void;
  readonly picking: Picking<RackRow>;
  readonly editing: CellEditing;
}

/** The same object for all paints, so that rows are not drawn anew; it does what is right at the time of the press. */
export function useRowActs(now: Now): RowActs {
  const { editing } = now;
  const latest = useRef(now);
  latest.current = now;
  return useMemo(
    () => ({
      open: (id) => {
        latest.current.picking.begin(id);
        latest.current.open(id);
      },
      toggle: (id) => latest.current.picking.toggle(id),
      extend: (id) => {
        const { activeId, focusRow, picking } = latest.current;
        picking.extend(activeId, id);
        focusRow(id);
      },
      focus: (id) => latest.current.focusRow(id),
      editing,
    }),
    [editing],
  );
}
