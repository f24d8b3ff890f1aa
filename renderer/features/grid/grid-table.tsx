import { Fragment, useRef } from 'react';
import type { Environment } from '#shared/model/environment.ts';
import { stageNames } from '../../text/common.ts';
import { gridText } from '../../text/grid.ts';
import { ColourDot } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { StageMark } from '../../ui/environment-name.tsx';
import { Gap } from '../../ui/gap.tsx';
import { useWindowOfRows } from '../../ui/use-window-of-rows.ts';
import { GridCellView } from './grid-cell.tsx';
import type { GridCell, GridRow } from './grid-rows.ts';
import { CELL_HEIGHT, COLUMN_WIDTH, HEAD_HEIGHT } from './grid-sizes.ts';
import { type GridDoing, useGridKeys } from './use-grid-keys.ts';

interface Props extends GridDoing {
  readonly columns: readonly Environment[];
  readonly rows: readonly GridRow[];
  readonly selectedId: string | null;
  /** What is worth a look at a cell, in words. */
  readonly warningsAt: (row: GridRow, cell: GridCell) => readonly string[];
}

/** Variables down, environments across: only the rows in sight are in the page. */
export function GridTable({ columns, rows, selectedId, warningsAt, open, promote }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { row: activeRow, column, onKeyDown, onFocus } = useGridKeys(rows, scroller, { open, promote });
  const seen = useWindowOfRows(scroller, {
    count: rows.length,
    active: activeRow,
    rowHeight: CELL_HEIGHT,
    headHeight: HEAD_HEIGHT,
  });
  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 scroll-pt-10 overflow-auto scroll-ps-(--grid-first) [--grid-first:152px] wide:[--grid-first:248px]"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are moved in by arrow keys
        role="grid"
        aria-label={gridText.table}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: `calc(var(--grid-first) + ${columns.length * COLUMN_WIDTH}px)` }}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <GridHead columns={columns} />
        <tbody onKeyDown={onKeyDown} onFocus={onFocus}>
          {seen.items.map(({ index, gap }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              // One key for both: a row keeps its place in the page, and the focus, while others come and go.
              <Fragment key={row.variable}>
                {gap > 0 && <Gap height={gap} />}
                <tr aria-rowindex={index + 2} className="h-12">
                  <th scope="row" title={row.variable} className={`${FIRST} z-1 pr-3 font-normal`}>
                    <span className="block truncate font-mono text-small">{row.variable}</span>
                  </th>
                  {row.cells.map((cell, across) => (
                    <GridCellView
                      key={cell.environment.id}
                      row={row}
                      cell={cell}
                      at={{ row: index, column: across }}
                      active={index === activeRow && across === column}
                      selected={cell.keys.some(({ id }) => id === selectedId)}
                      warnings={warningsAt(row, cell)}
                      onOpen={open}
                    />
                  ))}
                </tr>
              </Fragment>
            );
          })}
          {seen.after > 0 && <Gap height={seen.after} />}
        </tbody>
      </table>
    </div>
  );
}

const FIRST = 'sticky left-0 border-r border-b border-border bg-surface pl-4';
const HEAD = 'h-10 border-b border-border text-small font-medium text-muted';

function GridHead({ columns }: Pick<Props, 'columns'>) {
  return (
    <thead className="sticky top-0 z-10">
      <tr aria-rowindex={1}>
        <th scope="col" className={`${HEAD} ${FIRST} w-(--grid-first) z-1`}>
          {gridText.variable}
        </th>
        {columns.map((environment) => (
          <th
            key={environment.id}
            scope="col"
            title={`${environment.name} · ${stageNames[environment.stage]}`}
            className={`${HEAD} bg-surface px-3`}
          >
            <ColumnName environment={environment} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** In a narrow column the name comes first: a stage for which there is no room wraps out of sight, but production's. */
function ColumnName({ environment }: { readonly environment: Environment }) {
  const { colour, name, stage } = environment;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ColourDot colour={colour} />
      <span
        className={classNames(
          'flex h-5 min-w-0 content-start items-center gap-2 overflow-clip',
          stage !== 'production' && 'flex-wrap',
        )}
      >
        <span className="max-w-full min-w-0 truncate leading-5">{name}</span>
        <StageMark environment={environment} short />
      </span>
    </span>
  );
}
