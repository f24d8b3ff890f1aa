import { ArrowDown, ArrowUp } from 'lucide-react';
import { columnNames, rackText } from '../../text/rack.ts';
import { Icon } from '../../ui/icon.tsx';
import type { ColumnId } from './columns-fit.ts';
import type { Order } from './rack-order.ts';

interface Props {
  readonly columns: readonly string[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

export function KeyTableHead({ columns, order, onOrder }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <Head key={column} column={column as ColumnId} order={order} onOrder={onOrder} />
        ))}
        <th scope="col" className="sticky top-0 z-10 border-b border-border bg-surface p-0">
          <span className="sr-only">{rackText.actions}</span>
        </th>
      </tr>
    </thead>
  );
}

const NEWEST_FIRST: readonly ColumnId[] = ['created', 'lastUsed'];

function Head({ column, order, onOrder }: Omit<Props, 'columns'> & { readonly column: ColumnId }) {
  const sorted = order.column === column;
  const descending = sorted ? !order.descending : NEWEST_FIRST.includes(column);
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={sorted ? direction : undefined}
      className="sticky top-0 z-10 h-8 border-b border-border bg-surface px-0 font-normal first:pl-2"
    >
      <button
        type="button"
        onClick={() => onOrder({ column, descending })}
        className="flex h-6 max-w-full items-center gap-1 rounded-tag px-2 text-label font-medium text-muted chrome hover:text-text"
      >
        <span className="truncate">{columnNames[column]}</span>
        {sorted && <Icon of={order.descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
    </th>
  );
}
