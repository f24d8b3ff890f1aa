import { useEnvironment } from '../../../state/selectors.ts';
import { dueText as text } from '../../../text/due.ts';
import type { DueLine } from './due-lines.ts';
import { DueRow, type DueRowActs } from './due-row.tsx';
import { PickAll } from './pick-all.tsx';
import { RowTable } from './row-table.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useLines } from './use-lines.ts';

interface Props extends DueRowActs {
  readonly lines: readonly DueLine[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const names = text.columns;
const COLUMNS = [
  { name: names.name },
  { name: names.environment, width: '15%' },
  { name: names.state, width: '170px' },
  { name: names.when, width: '96px' },
  { name: names.why, width: '254px' },
  { name: names.unattended, width: '122px' },
];

/** What is due, overdue, expiring and unused, as one list. */
export function DueTable({ lines, now, ...acts }: Props) {
  const placed = useEnvironment() === null;
  const { scroller, picking, act, activeId, onKeyDown, onFocus } = useLines(lines);
  return (
    <>
      <RowTable
        label={text.table}
        rows={lines}
        columns={placed ? COLUMNS : COLUMNS.filter(({ name }) => name !== names.environment)}
        activeId={activeId}
        scroller={scroller}
        isPicking={picking.rows.length > 0}
        box={<PickAll picking={picking} count={lines.length} />}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {(line, index) => (
          <DueRow
            line={line}
            index={index}
            now={now}
            active={line.key.id === activeId}
            picked={picking.ids.has(line.key.id)}
            act={act}
            placed={placed}
            {...acts}
          />
        )}
      </RowTable>
      <SelectionBar picking={picking} onRotate={acts.onRotate} />
    </>
  );
}
