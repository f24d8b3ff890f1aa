import { Check } from 'lucide-react';
import { Fragment, useRef, useState } from 'react';
import type { ImportRow } from '#shared/model/import.ts';
import { importText as text } from '../../../text/importing.ts';
import { rackText } from '../../../text/rack.ts';
import { Gap } from '../../../ui/gap.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { useWindowOfRows } from '../../../ui/use-window-of-rows.ts';
import { canTake, type Picked } from './picking.ts';

/** CSS pixels: a state, and two lines of what is to be known of it. */
const ROW_HEIGHT = 58;
const HEAD_HEIGHT = 28;

interface Props {
  readonly rows: readonly ImportRow[];
  readonly picked: Picked;
  readonly onPick: (row: number, picked: boolean) => void;
}

/** The values of the file, of which only those in sight are in the page. */
export function ImportRows({ rows, picked, onPick }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const [active, setActive] = useState(-1);
  const seen = useWindowOfRows(scroller, {
    count: rows.length,
    active,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
  });
  return (
    <ScrollRegion
      ref={scroller}
      label={text.table}
      className="max-h-[min(340px,50vh)] min-h-32 overflow-y-auto rounded-control border border-border"
    >
      <table
        aria-label={text.table}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          <col className="w-9" />
          <col />
          <col className="w-[52%]" />
        </colgroup>
        <Head />
        <tbody>
          {seen.items.map(({ index, gap }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Fragment key={row.row}>
                {gap > 0 && <Gap height={gap} />}
                <Row
                  row={row}
                  picked={picked.has(row.row)}
                  onFocus={() => setActive(index)}
                  onPick={(now) => onPick(row.row, now)}
                />
              </Fragment>
            );
          })}
          {seen.after > 0 && <Gap height={seen.after} />}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const HEAD =
  'sticky top-0 z-10 h-7 border-b border-border bg-raised px-2 text-label font-medium text-muted first:px-0';

function Head() {
  const { pick, name, state } = text.columns;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={HEAD}>
          <span className="sr-only">{pick}</span>
        </th>
        {[name, state].map((column) => (
          <th key={column} scope="col" className={HEAD}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const TONES: Record<ImportRow['state'], string> = {
  new: 'bg-ok',
  held: 'bg-faint',
  twice: 'bg-faint',
  elsewhere: 'bg-warn',
  unclear: 'bg-danger',
};

const CELL = 'truncate border-b border-border px-2 align-top py-1';

const notesOf = ({ kind, notes }: ImportRow): string =>
  [...(kind === 'other' ? [text.other] : []), ...notes].join(' ');

interface RowProps {
  readonly row: ImportRow;
  readonly picked: boolean;
  readonly onFocus: () => void;
  readonly onPick: (picked: boolean) => void;
}

function Row({ row, picked, onFocus, onPick }: RowProps) {
  const notes = notesOf(row);
  return (
    <tr aria-rowindex={row.row + 1} style={{ height: ROW_HEIGHT }}>
      <td className="border-b border-border p-0 align-top">
        <span className="flex h-7 items-center justify-center">
          <PickBox
            label={text.pick(row.name)}
            checked={picked}
            disabled={!canTake(row)}
            onFocus={onFocus}
            onChange={onPick}
          />
        </span>
      </td>
      <td className={CELL}>
        <span className="block truncate font-medium" title={row.name}>
          {row.name}
        </span>
        <span className="flex min-w-0 gap-2 font-mono text-small text-muted">
          {row.variable !== row.name && (
            <span className="min-w-0 truncate" title={row.variable}>
              {row.variable}
            </span>
          )}
          <span className="shrink-0">{rackText.hint(row.hint)}</span>
        </span>
      </td>
      <td className={CELL}>
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-1.5 shrink-0 rounded-full ${TONES[row.state]}`} />
          <span className="truncate">{text.states[row.state]}</span>
        </span>
        {notes !== '' && (
          <span
            className="line-clamp-2 text-label leading-3.5 whitespace-normal text-muted wrap-anywhere"
            title={notes}
          >
            {notes}
          </span>
        )}
      </td>
    </tr>
  );
}

interface BoxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onFocus: () => void;
  readonly onChange: (checked: boolean) => void;
}

/** A plain input: there may be two thousand, and they come and go while scrolling. */
function PickBox({ label, checked, disabled, onFocus, onChange }: BoxProps) {
  return (
    <span className="relative inline-flex size-4">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onFocus={onFocus}
        onChange={(event) => onChange(event.target.checked)}
        className="peer size-4 appearance-none after:absolute after:-inset-2 rounded-tag border border-control bg-surface checked:border-accent checked:bg-accent disabled:opacity-40"
      />
      <Icon
        of={Check}
        size={12}
        className="pointer-events-none absolute top-0.5 left-0.5 hidden stroke-[2.5] text-on-accent peer-checked:block"
      />
    </span>
  );
}
