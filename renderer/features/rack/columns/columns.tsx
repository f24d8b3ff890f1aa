import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { columnNames } from '../../../text/rack.ts';
import {
  Delivered,
  Environment,
  Hint,
  Name,
  Scopes,
  Status,
  Tags,
  TestMode,
  Text,
  Variable,
  When,
} from '../cells.tsx';
import type { RackRow } from '../rack-rows.ts';
import { COLUMNS, type ColumnId } from './ids.ts';

export const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
});

const helper = createColumnHelper<typeof features, RackRow>();

const cells: Record<ColumnId, (row: RackRow) => ReactNode> = {
  name: (row) => <Name row={row} />,
  hint: (row) => <Hint value={row.key} />,
  environment: (row) => <Environment value={row.environment} />,
  service: (row) => <Text text={row.service} />,
  connection: (row) => <Text text={row.connection} />,
  scopes: (row) => <Scopes scopes={row.key.scopes} />,
  status: (row) => <Status value={row.key} />,
  created: (row) => <When at={row.key.createdAt} />,
  lastUsed: (row) => <When at={row.key.lastUsedAt} />,
  expires: (row) => <When at={row.key.expiresAt} />,
  rotationDue: (row) => <When at={row.key.rotationDueAt} late />,
  deliveredTo: (row) => <Delivered deliveries={row.key.deliveries} />,
  description: (row) => <Text text={row.key.description} />,
  variable: (row) => <Variable name={row.key.variable} />,
  tags: (row) => <Tags tags={row.key.tags} />,
  testMode: (row) => <TestMode on={row.key.testMode} />,
};

export const columns = helper.columns(
  COLUMNS.map((id) =>
    helper.display({
      id,
      header: columnNames[id],
      cell: ({ row }) => cells[id](row.original),
    }),
  ),
);
