import { type MouseEvent, useRef, useState } from 'react';
import { rackText } from '../../text/rack.ts';
import { later } from '../../ui/later.tsx';
import type { Picking } from '../../ui/rows/use-picked.ts';
import { useRowKeys } from '../../ui/rows/use-row-keys.ts';
import { Placed } from './cells.tsx';
import { BOX_WIDTH } from './columns/ids.ts';
import { useColumnChoices } from './columns/use-column-choices.ts';
import { useCellEdit } from './inline/use-cell-edit.ts';
import { KeyTableHead } from './key-table-head.tsx';
import type { Order } from './rack-order.ts';
import type { RackRow } from './rack-rows.ts';
import { Rows } from './rows.tsx';
import { useRowActs } from './use-row-acts.ts';

const ColumnMenu = later(() => import('./columns/column-menu.tsx').then((all) => all.ColumnMenu));
const RowContextMenu = later(() => import('./row-context-menu.tsx').then((all) => all.RowContextMenu));

interface Props {
  readonly rows: readonly RackRow[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly picking: Picking<RackRow>;
}

/** The table `Keys`: only the rows in sight are in the page, whatever their number. */
export function KeyTable({ rows, order, onOrder, selectedId, onSelect, picking }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const choices = useColumnChoices(scroller);
  const { layout } = choices;
  const { edit, editing } = useCellEdit();
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null);
  const onEdit = (id: string) => editing.begin(id, 'name');
  const keys = useRowKeys({ rows, selectedId, onSelect, picking, scroller, onEdit });
  const { activeId } = keys;
  const act = useRowActs({ ...keys, picking, editing });
  const shown = layout.order.filter((id) => layout.shown.has(id));
  const width = shown.reduce((sum, id) => sum + layout.widths[id], BOX_WIDTH);
  return (
    <Placed value={layout.shown.has('environment')}>
      <div
        ref={scroller}
        onScroll={markScrolled}
        className="group/table min-h-0 flex-1 overflow-x-auto overflow-y-scroll"
        data-picking={picking.rows.length > 0 || undefined}
      >
        <table
          aria-label={rackText.table}
          aria-rowcount={rows.length + 1}
          className="w-full table-fixed border-separate border-spacing-0 text-left"
          style={{ minWidth: width }}
        >
          <colgroup>
            <col style={{ width: BOX_WIDTH }} />
            {shown.map((id) => (
              <col
                key={id}
                style={id === 'name' && !layout.nameSet ? undefined : { width: layout.widths[id] }}
              />
            ))}
            <col className={layout.nameSet ? undefined : 'w-px'} />
          </colgroup>
          <KeyTableHead
            columns={shown}
            choices={choices}
            order={order}
            onOrder={onOrder}
            picking={picking}
            count={rows.length}
          />
          <tbody
            onKeyDown={keys.onKeyDown}
            onFocus={keys.onFocus}
            onContextMenu={(event) => setMenuAt(placeOf(event))}
          >
            <Rows {...{ rows, layout, picking, activeId, selectedId, edit, act, scroller }} />
          </tbody>
        </table>
      </div>
      {choices.menu !== null && <ColumnMenu at={choices.menu} choices={choices} onOrder={onOrder} />}
      {menuAt !== null && (
        <RowContextMenu
          {...menuAt}
          picked={picking.ids.has(menuAt.id) ? picking.rows : []}
          onClose={() => setMenuAt(null)}
        />
      )}
    </Placed>
  );
}

/** The edge of the column that stays is drawn only where something lies under it. */
function markScrolled({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft > 0);
}

interface MenuPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Where the menu of a row opens; null: in a field, whose menu is the system's. */
function placeOf(event: MouseEvent<HTMLElement>): MenuPlace | null {
  if (!(event.target instanceof HTMLElement) || event.target.matches('input')) return null;
  const row = event.target.closest<HTMLElement>('tr[data-key]');
  const id = row?.dataset.key;
  if (row === null || id === undefined || !event.currentTarget.contains(row)) return null;
  event.preventDefault();
  const box = row.getBoundingClientRect();
  // The menu key has no place of its own; a Mac's second press is the first with Ctrl.
  const pointed = event.button === 2 || event.ctrlKey;
  return { id, x: pointed ? event.clientX : box.left + 40, y: pointed ? event.clientY : box.bottom - 4 };
}
