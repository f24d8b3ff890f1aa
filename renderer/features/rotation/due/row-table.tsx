import { type FocusEvent, Fragment, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useRowHeight } from '../../../state/row-height.ts';
import { dueText } from '../../../text/due.ts';
import { Gap } from '../../../ui/gap.tsx';
import type { KeyedRow } from '../../../ui/rows/keyed-row.ts';
import { useWindowOfRows } from '../../../ui/use-window-of-rows.ts';

const HEAD_HEIGHT = 32;
/** More rows than these scroll in a part of their own. */
const ROWS_SEEN = 10;

interface Column {
  readonly name: string;
  /** A CSS width; without one the column takes what is left. */
  readonly width?: string;
}

interface Props<Row extends KeyedRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly activeId: string | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isPicking: boolean;
  /** What stands above the boxes of the rows. */
  readonly box: ReactNode;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly children: (row: Row, index: number) => ReactNode;
}

const HEAD = 'sticky top-0 z-10 h-8 border-b border-border bg-surface text-label font-medium text-muted';

/** A table of keys within a view: only the rows in sight are in the page, whatever their number. */
export function RowTable<Row extends KeyedRow>({
  label,
  rows,
  columns,
  activeId,
  scroller,
  ...props
}: Props<Row>) {
  const rowHeight = useRowHeight();
  const seen = useWindowOfRows(scroller, {
    count: rows.length,
    active: rows.findIndex(({ key }) => key.id === activeId),
    rowHeight,
    headHeight: HEAD_HEIGHT,
  });
  const seenRows = Math.min(rows.length, ROWS_SEEN);
  // Half a row more says that there is more.
  const more = rows.length > ROWS_SEEN ? rowHeight / 2 : 0;
  return (
    <div
      ref={scroller}
      data-picking={props.isPicking || undefined}
      className="group/table relative max-h-[70dvh] overflow-auto"
      // The bar at the bottom of a narrow table has its own room.
      style={{ height: HEAD_HEIGHT + seenRows * rowHeight + more + 12 }}
    >
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className="w-full min-w-240 table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          <col style={{ width: 32 }} />
          {columns.map(({ name, width }) => (
            <col key={name} style={width === undefined ? undefined : { width }} />
          ))}
          <col className="w-px" />
        </colgroup>
        <thead>
          <tr aria-rowindex={1} className="group [--row-height:32px]">
            <th scope="col" className={`${HEAD} p-0`}>
              <div className="-mb-px">{props.box}</div>
            </th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className={`${HEAD} px-2`}>
                {name}
              </th>
            ))}
            <th scope="col" className={`${HEAD} right-0 p-0`}>
              <span className="sr-only">{dueText.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={props.onKeyDown} onFocus={props.onFocus}>
          {seen.items.map(({ index, gap }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Fragment key={row.key.id}>
                {gap > 0 && <Gap height={gap} />}
                {props.children(row, index)}
              </Fragment>
            );
          })}
          {seen.after > 0 && <Gap height={seen.after} />}
        </tbody>
      </table>
    </div>
  );
}
