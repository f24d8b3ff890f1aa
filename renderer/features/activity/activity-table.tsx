import { type FocusEvent, Fragment, useEffect, useRef, useState } from 'react';
import type { ActivityRow } from '#shared/model/activity.ts';
import { useRowHeight } from '../../state/row-height.ts';
import { activityText } from '../../text/activity.ts';
import { Gap } from '../../ui/gap.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { useWindowOfRows } from '../../ui/use-window-of-rows.ts';
import { ActivityLine } from './activity-line.tsx';
import { ROWS_ID } from './rows-id.ts';

interface Props {
  readonly rows: readonly ActivityRow[];
  /** How many there are in all; those that were not read yet come as they are scrolled to. */
  readonly total: number;
  /** Milliseconds of the epoch. */
  readonly now: number;
  readonly onEnd: () => void;
}

const HEAD_HEIGHT = 32;
/** So early that the rows are there before they are in sight. */
const AHEAD = 60;

const names = activityText.columns;
const COLUMNS = [
  { name: names.at, width: '112px' },
  { name: names.what, width: '26%' },
  { name: names.name, width: '22%' },
  { name: names.by, width: '148px' },
  { name: names.detail },
];

/** The table `Activity`: only the rows in sight are in the page, whatever their number. */
export function ActivityTable({ rows, total, now, onEnd }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const [active, setActive] = useState(-1);
  const rowHeight = useRowHeight();
  const seen = useWindowOfRows(scroller, { count: rows.length, active, rowHeight, headHeight: HEAD_HEIGHT });
  const last = seen.items.at(-1)?.index ?? 0;
  const isNearEnd = rows.length < total && last > rows.length - AHEAD;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each length
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, rows.length]);
  return (
    <ScrollRegion
      id={ROWS_ID}
      ref={scroller}
      label={activityText.table}
      className="min-h-0 flex-1 overflow-auto"
    >
      <table
        aria-label={activityText.table}
        aria-rowcount={total + 1}
        className="w-full min-w-160 table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          {COLUMNS.map(({ name, width }) => (
            <col key={name} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className="sticky top-0 z-10 h-8 border-b border-border bg-surface px-2 text-label font-medium text-muted first:pl-4 last:pr-4"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onFocus={(event) => setActive(indexOf(event))}>
          {seen.items.map(({ index, gap }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Fragment key={row.number}>
                {gap > 0 && <Gap height={gap} />}
                <ActivityLine row={row} index={index} now={now} />
              </Fragment>
            );
          })}
          {seen.after > 0 && <Gap height={seen.after} />}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The header is row 1. */
const indexOf = ({ target }: FocusEvent): number =>
  Number(target.closest('tr')?.getAttribute('aria-rowindex') ?? 1) - 2;
