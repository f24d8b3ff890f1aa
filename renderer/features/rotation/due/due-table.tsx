import { dueText as text } from '../../../text/due.ts';
import type { DueLine } from './due-lines.ts';
import { DueRow, type DueRowActs } from './due-row.tsx';
import { RowTable } from './row-table.tsx';

interface Props extends DueRowActs {
  readonly lines: readonly DueLine[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const names = text.columns;
const COLUMNS = [
  { name: names.name },
  { name: names.environment, width: '15%', places: true },
  { name: names.state, width: '170px' },
  { name: names.when, width: '96px' },
  { name: names.why, width: '254px' },
  { name: names.unattended, width: '122px' },
];

/** What is due, overdue, expiring and unused, as one list. */
export function DueTable({ lines, now, ...acts }: Props) {
  return (
    <RowTable label={text.table} rows={lines} columns={COLUMNS} onRotate={acts.onRotate}>
      {(line, state) => <DueRow line={line} now={now} {...state} {...acts} />}
    </RowTable>
  );
}
