import { useTable } from '@tanstack/react-table';
import { Fragment, useRef } from 'react';
import { rackText } from '../../text/rack.ts';
import { columns, features } from './columns.tsx';
import { WIDTHS } from './columns-fit.ts';
import { Gap } from './gap.tsx';
import { KeyRow } from './key-row.tsx';
import { KeyTableHead } from './key-table-head.tsx';
import type { Order } from './rack-order.ts';
import type { RackRow } from './rack-rows.ts';
import { useColumnsThatFit } from './use-columns-that-fit.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useWindowOfRows } from './use-window-of-rows.ts';

interface Props {
  readonly rows: readonly RackRow[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
}

/** The table `Keys`: only the rows in sight are in the page, whatever their number. */
export function KeyTable({ rows, order, onOrder, selectedId, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const visibility = useColumnsThatFit(scroller);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId,
    state: { columnVisibility: visibility },
  });
  const tableRows = table.getRowModel().rows;
  const { activeId, pick, onKeyDown, onFocus } = useRowKeys(rows, selectedId, onSelect, scroller);
  const seen = useWindowOfRows(scroller, rows, activeId);
  const shown = table.getVisibleLeafColumns();
  const shape = shown.map((column) => column.id).join();
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-x-hidden overflow-y-scroll">
      <table
        aria-label={rackText.table}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          {shown.map((column) => (
            <col
              key={column.id}
              style={column.id === 'name' ? undefined : { width: WIDTHS[column.id as keyof typeof WIDTHS] }}
            />
          ))}
          <col className="w-px" />
        </colgroup>
        <KeyTableHead columns={shown.map((column) => column.id)} order={order} onOrder={onOrder} />
        <tbody onKeyDown={onKeyDown} onFocus={onFocus}>
          {seen.items.map(({ index, gap }) => {
            const row = tableRows[index];
            if (row === undefined) return null;
            return (
              // One key for both: a row keeps its place in the page, and the focus, while others come and go.
              <Fragment key={row.id}>
                {gap > 0 && <Gap height={gap} />}
                <KeyRow
                  row={row}
                  index={index}
                  active={row.id === activeId}
                  selected={row.id === selectedId}
                  shape={shape}
                  onPick={pick}
                />
              </Fragment>
            );
          })}
          {seen.after > 0 && <Gap height={seen.after} />}
        </tbody>
      </table>
    </div>
  );
}

const getRowId = (row: RackRow) => row.key.id;
