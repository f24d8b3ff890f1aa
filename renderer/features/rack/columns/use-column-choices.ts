import { type MouseEvent, type RefObject, useMemo, useState } from 'react';
import type { RackColumn } from '#shared/model/preferences.ts';
import { setPreferences } from '../../../state/actions.ts';
import { getState, useStore } from '../../../state/store.ts';
import type { ColumnId } from './ids.ts';
import { moved, withShown, withWidth } from './layout.ts';
import { type LayoutHere, useLayout } from './use-layout.ts';

/** Where the menu of one column stands, in CSS pixels of the window. */
export interface ColumnMenuPlace {
  readonly column: ColumnId;
  readonly x: number;
  readonly y: number;
}

/** What the user may do with the columns; each is remembered. */
export interface ColumnChoices {
  readonly layout: LayoutHere;
  readonly menu: ColumnMenuPlace | null;
  readonly openMenu: (event: MouseEvent<HTMLElement>, column: ColumnId) => void;
  readonly closeMenu: () => void;
  /** Shows a width while it is being drawn; `keepWidth` remembers it. CSS pixels. */
  readonly draw: (column: ColumnId, width: number) => void;
  readonly keepWidth: () => void;
  readonly resetWidth: (column: ColumnId) => void;
  readonly show: (column: ColumnId, shown: boolean) => void;
  readonly move: (column: ColumnId, step: -1 | 1) => void;
  readonly reset: () => void;
}

const keep = (rackColumns: RackColumn[]) => void setPreferences({ rackColumns });
const kept = () => getState().preferences.rackColumns;

export function useColumnChoices(scroller: RefObject<HTMLElement | null>): ColumnChoices {
  const stored = useStore((state) => state.preferences.rackColumns);
  const [drawn, setDrawn] = useState<readonly [ColumnId, number] | null>(null);
  const [menu, setMenu] = useState<ColumnMenuPlace | null>(null);
  const asDrawn = useMemo(() => (drawn === null ? stored : withWidth(stored, ...drawn)), [stored, drawn]);
  const layout = useLayout(scroller, asDrawn);
  return {
    layout,
    menu,
    openMenu: (event, column) => {
      event.preventDefault();
      const { left, bottom } = event.currentTarget.getBoundingClientRect();
      // The menu key has no place of its own; a Mac's second press is the first with Ctrl.
      const pointed = event.button === 2 || event.ctrlKey;
      setMenu({ column, x: pointed ? event.clientX : left, y: pointed ? event.clientY : bottom });
    },
    closeMenu: () => setMenu(null),
    draw: (column, width) => setDrawn([column, width]),
    keepWidth: () => {
      if (drawn !== null) keep(withWidth(kept(), ...drawn));
      setDrawn(null);
    },
    resetWidth: (column) => keep(withWidth(kept(), column, null)),
    show: (column, shown) => keep(withShown(kept(), layout, layout.all, [column, shown])),
    move: (column, step) => keep(moved(kept(), layout, layout.all, [column, step])),
    reset: () => keep([]),
  };
}
