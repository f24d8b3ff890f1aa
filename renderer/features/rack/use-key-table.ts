import { useTable } from '@tanstack/react-table';
import { columns, features } from './columns/columns.tsx';
import type { Layout } from './columns/layout.ts';
import type { RackRow } from './rack-rows.ts';

/** TanStack's table of the rows in sight, with the columns as they stand now. */
export const useKeyTable = (rows: readonly RackRow[], layout: Layout) =>
  useTable({
    features,
    columns,
    data: rows,
    getRowId,
    state: {
      columnVisibility: Object.fromEntries(layout.order.map((id) => [id, layout.shown.has(id)])),
      columnOrder: [...layout.order],
    },
  });

const getRowId = (row: RackRow) => row.key.id;
