import type { RotationJournalRow } from '#shared/model/rotation.ts';
import { runText, stepNames } from '../../../text/rotation.ts';
import { exactTime, withExactTimes } from '../../../text/time.ts';

interface Props {
  readonly rows: readonly RotationJournalRow[];
}

const CELL = 'border-b border-border py-1.5 pr-2 align-top';
const names = runText.journalColumns;

/** What happened, the newest first: beside each other where there is room. */
export function RunJournal({ rows }: Props) {
  if (rows.length === 0) return <p className="text-muted">{runText.nothingNoted}</p>;
  return (
    <table aria-label={runText.journal} className="w-full table-fixed text-left text-small">
      <colgroup>
        <col style={{ width: '92px' }} />
        <col style={{ width: '112px' }} />
        <col />
      </colgroup>
      <thead>
        <tr className="text-label text-muted">
          {[names.at, names.step, names.what].map((name) => (
            <th key={name} scope="col" className="border-b border-border pr-2 pb-1 font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.toReversed().map(({ number, at, step, state, text }) => (
          <tr key={number}>
            <td className={CELL}>
              <time dateTime={at} className="text-muted tabular-nums">
                {exactTime(at)}
              </time>
            </td>
            <td className={CELL}>{stepNames[step]}</td>
            <td className={`${CELL} wrap-anywhere select-text ${state === 'failed' ? 'text-danger' : ''}`}>
              {withExactTimes(text)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
