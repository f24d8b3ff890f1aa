import { ArrowDown, ArrowUp } from 'lucide-react';
import { columnNames, rackText } from '../../text/rack.ts';
import { Icon } from '../../ui/icon.tsx';
import { PickAll } from '../../ui/rows/pick-all.tsx';
import type { Picking } from '../../ui/rows/use-picked.ts';
import { ColumnResizer } from './columns/column-resizer.tsx';
import { ColumnsButton } from './columns/columns-button.tsx';
import type { ColumnId } from './columns/ids.ts';
import type { ColumnChoices } from './columns/use-column-choices.ts';
import type { Order } from './rack-order.ts';
import type { RackRow } from './rack-rows.ts';

interface Props {
  readonly columns: readonly ColumnId[];
  readonly choices: ColumnChoices;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly picking: Picking<RackRow>;
  readonly count: number;
}

const CELL = 'sticky top-0 border-b border-border bg-surface';

export function KeyTableHead({ columns, picking, count, ...props }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1} className="group [--row-height:32px]">
        <th scope="col" className={`${CELL} left-0 z-20 h-8 p-0 font-normal`}>
          <PickAll picking={picking} count={count} />
        </th>
        {columns.map((column) => (
          <Head key={column} column={column} {...props} />
        ))}
        <th scope="col" className={`${CELL} right-0 z-20 p-0`}>
          <span className="sr-only">{rackText.actions}</span>
          <ColumnsButton choices={props.choices} />
        </th>
      </tr>
    </thead>
  );
}

const NEWEST_FIRST: readonly ColumnId[] = ['created', 'lastUsed'];

type HeadProps = Pick<Props, 'choices' | 'order' | 'onOrder'> & { readonly column: ColumnId };

function Head({ column, choices, order, onOrder }: HeadProps) {
  const sorted = order.column === column;
  const descending = sorted ? !order.descending : NEWEST_FIRST.includes(column);
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={sorted ? direction : undefined}
      data-column={column}
      onContextMenu={(event) => choices.openMenu(event, column)}
      className={`${CELL} z-10 h-8 px-0 font-normal data-[column=name]:left-8 data-[column=name]:z-20 group-data-scrolled/table:data-[column=name]:border-r`}
    >
      <button
        type="button"
        onClick={() => onOrder({ column, descending })}
        className="flex h-6 max-w-full items-center gap-1 rounded-tag px-2 text-label font-medium text-muted chrome hover:text-text"
      >
        <span className="truncate">{columnNames[column]}</span>
        {sorted && <Icon of={order.descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
      <ColumnResizer column={column} choices={choices} />
    </th>
  );
}
