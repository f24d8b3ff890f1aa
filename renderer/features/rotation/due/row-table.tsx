import { RefreshCw } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useRowHeight } from '../../../state/row-height.ts';
import { useEnvironment } from '../../../state/selectors.ts';
import { keyText } from '../../../text/keys.ts';
import { rackText } from '../../../text/rack.ts';
import { bulkRotateText } from '../../../text/rotation.ts';
import { Button } from '../../../ui/button.tsx';
import { Gap } from '../../../ui/gap.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { KeyedRow } from '../../../ui/rows/keyed-row.ts';
import { PickAll } from '../../../ui/rows/pick-all.tsx';
import { SelectionBar } from '../../../ui/rows/selection-bar.tsx';
import { useWindowOfRows } from '../../../ui/use-window-of-rows.ts';
import type { LineActs } from './key-line.tsx';
import { useLines } from './use-lines.ts';

const HEAD_HEIGHT = 32;
/** More rows than these scroll in a part of their own. */
const ROWS_SEEN = 10;

interface Column {
  readonly name: string;
  /** A CSS width; without one the column takes what is left. */
  readonly width?: string;
  /** Only where keys of several environments are shown. */
  readonly places?: boolean;
}

/** How a line stands in its table. */
export interface LineState {
  readonly index: number;
  readonly active: boolean;
  readonly picked: boolean;
  readonly act: LineActs;
  /** Keys of several environments are shown. */
  readonly placed: boolean;
}

interface Props<Row extends KeyedRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly onRotate: (keyIds: readonly string[]) => void;
  readonly children: (row: Row, state: LineState) => ReactNode;
}

/** A table of keys within a view: only the rows in sight are in the page, whatever their number. */
export function RowTable<Row extends KeyedRow>({ label, rows, columns, onRotate, children }: Props<Row>) {
  const placed = useEnvironment() === null;
  const shown = placed ? columns : columns.filter(({ places }) => places !== true);
  const { scroller, picking, act, activeId, onKeyDown, onFocus } = useLines(rows);
  const rowHeight = useRowHeight();
  const seen = useWindowOfRows(scroller, {
    count: rows.length,
    active: rows.findIndex(({ key }) => key.id === activeId),
    rowHeight,
    headHeight: HEAD_HEIGHT,
  });
  return (
    <>
      <div
        ref={scroller}
        data-picking={picking.rows.length > 0 || undefined}
        className="group/table relative max-h-[70dvh] overflow-auto"
        style={{ height: heightOf(rows.length, rowHeight) }}
      >
        <table
          aria-label={label}
          aria-rowcount={rows.length + 1}
          className="w-full min-w-240 table-fixed border-separate border-spacing-0 text-left"
        >
          <Head columns={shown} box={<PickAll picking={picking} count={rows.length} />} />
          <tbody onKeyDown={onKeyDown} onFocus={onFocus}>
            {seen.items.map(({ index, gap }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const { id } = row.key;
              return (
                <Fragment key={id}>
                  {gap > 0 && <Gap height={gap} />}
                  {children(row, {
                    index,
                    active: id === activeId,
                    picked: picking.ids.has(id),
                    act,
                    placed,
                  })}
                </Fragment>
              );
            })}
            {seen.after > 0 && <Gap height={seen.after} />}
          </tbody>
        </table>
      </div>
      {picking.rows.length > 0 && (
        <SelectionBar count={picking.rows.length} onClear={picking.clear} className="border-y">
          <RotatePicked ids={picking.rows.map(({ key }) => key.id)} onRotate={onRotate} />
        </SelectionBar>
      )}
    </>
  );
}

function heightOf(count: number, rowHeight: number): number {
  // Half a row more says that there is more.
  const more = count > ROWS_SEEN ? rowHeight / 2 : 0;
  // The bar at the bottom of a narrow table has its own room.
  return HEAD_HEIGHT + Math.min(count, ROWS_SEEN) * rowHeight + more + 12;
}

function RotatePicked({
  ids,
  onRotate,
}: { readonly ids: readonly string[] } & Pick<Props<KeyedRow>, 'onRotate'>) {
  return (
    <Button look="quiet" aria-label={bulkRotateText.submit(ids.length)} onClick={() => onRotate(ids)}>
      <Icon of={RefreshCw} size={14} />
      {keyText.rotate}
    </Button>
  );
}

const HEAD = 'sticky top-0 z-10 h-8 border-b border-border bg-surface text-label font-medium text-muted';

/** @param box what stands above the boxes of the rows */
function Head({ columns, box }: Pick<Props<KeyedRow>, 'columns'> & { readonly box: ReactNode }) {
  return (
    <>
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
            <div className="-mb-px">{box}</div>
          </th>
          {columns.map(({ name }) => (
            <th key={name} scope="col" className={`${HEAD} px-2`}>
              {name}
            </th>
          ))}
          <th scope="col" className={`${HEAD} right-0 p-0`}>
            <span className="sr-only">{rackText.actions}</span>
          </th>
        </tr>
      </thead>
    </>
  );
}
