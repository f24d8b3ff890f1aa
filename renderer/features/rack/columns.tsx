import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { columnNames } from '../../text/rack.ts';
import { Delivered, Hint, Name, Scopes, Status, When } from './cells.tsx';
import { COLUMNS, type ColumnId } from './columns-fit.ts';
import type { RackRow } from './rack-rows.ts';

export const features = tableFeatures({ columnVisibilityFeature });

const helper = createColumnHelper<typeof features, RackRow>();

const cells: Record<ColumnId, (row: RackRow) => ReactNode> = {
  name: (row) => <Name row={row} />,
  hint: (row) => <Hint value={row.key} />,
  service: (row) => <span className="block truncate">{row.service}</span>,
  scopes: (row) => <Scopes scopes={row.key.scopes} />,
  status: (row) => <Status value={row.key} />,
  created: (row) => <When at={row.key.createdAt} />,
  lastUsed: (row) => <When at={row.key.lastUsedAt} />,
  expires: (row) => <When at={row.key.expiresAt} />,
  deliveredTo: (row) => <Delivered deliveries={row.key.deliveries} />,
};

export const columns = helper.columns(
  COLUMNS.map((id) =>
    helper.display({ id, header: columnNames[id], cell: ({ row }) => cells[id](row.original) }),
  ),
);
