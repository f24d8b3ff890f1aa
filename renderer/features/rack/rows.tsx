import { Fragment, type RefObject } from 'react';
import { useRowHeight } from '../../state/row-height.ts';
import { Gap } from '../../ui/gap.tsx';
import type { Picking } from '../../ui/rows/use-picked.ts';
import { useWindowOfRows } from '../../ui/use-window-of-rows.ts';
import type { Layout } from './columns/layout.ts';
import type { CellEdit } from './inline/use-cell-edit.ts';
import { KeyRow, type RowActs } from './key-row.tsx';
import type { RackRow } from './rack-rows.ts';
import { useKeyTable } from './use-key-table.ts';

const HEAD_HEIGHT = 32;

interface Props {
  readonly rows: readonly RackRow[];
  readonly layout: Layout;
  readonly picking: Picking<RackRow>;
  readonly activeId: string | null;
  readonly selectedId: string | null;
  readonly edit: CellEdit | null;
  readonly act: RowActs;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The rows in sight. */
export function Rows({ rows, layout, picking, activeId, selectedId, edit, act, scroller }: Props) {
  const seen = useWindowOfRows(scroller, {
    count: rows.length,
    active: rows.findIndex(({ key }) => key.id === activeId),
    rowHeight: useRowHeight(),
    headHeight: HEAD_HEIGHT,
  });
  const inSight = seen.items.flatMap(({ index }) => rows[index] ?? []);
  const table = useKeyTable(inSight, layout);
  const tableRows = table.getRowModel().rows;
  const shape = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join();
  return (
    <>
      {seen.items.map(({ index, gap }, place) => {
        const row = tableRows[place];
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
              picked={picking.ids.has(row.id)}
              shape={shape}
              edit={edit?.id === row.id ? edit : null}
              act={act}
            />
          </Fragment>
        );
      })}
      {seen.after > 0 && <Gap height={seen.after} />}
    </>
  );
}
