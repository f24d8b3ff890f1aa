import { offerOf } from '#shared/model/provider.ts';
import { openDialog } from '../../../../state/actions.ts';
import { useKey, useSurroundings } from '../../../../state/selectors.ts';
import { dueText, reviewText as text } from '../../../../text/due.ts';
import { keyText } from '../../../../text/keys.ts';
import { operationNames } from '../../../../text/operation-names.ts';
import { exactTime, relativeTime } from '../../../../text/time.ts';
import { Button } from '../../../../ui/button.tsx';
import { EnvironmentName } from '../../../../ui/environment-name.tsx';
import type { DueRowActs } from '../due-row.tsx';
import { KeyLine, LineCell } from '../key-line.tsx';
import { KeyName } from '../key-name.tsx';
import { type LineState, RowTable } from '../row-table.tsx';
import type { ReviewLine } from './review-lines.ts';

interface Props extends Pick<DueRowActs, 'onRotate'> {
  readonly lines: readonly ReviewLine[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const names = text.columns;
const COLUMNS = [
  { name: names.name },
  { name: names.environment, width: '22%', places: true },
  { name: names.lastUsed, width: '22%' },
  { name: names.deliveries, width: '200px' },
];

/** Keys by when they were used last. */
export function ReviewTable({ lines, now, onRotate }: Props) {
  return (
    <RowTable label={text.table} rows={lines} columns={COLUMNS} onRotate={onRotate}>
      {(line, state) => <ReviewRow line={line} now={now} {...state} onRotate={onRotate} />}
    </RowTable>
  );
}

interface RowProps extends Pick<DueRowActs, 'onRotate'>, LineState {
  readonly line: ReviewLine;
  readonly now: number;
}

function ReviewRow({ line, now, onRotate, placed, ...props }: RowProps) {
  const { row, environment } = line;
  return (
    <KeyLine id={row.keyId} {...props} actions={<Actions row={row} onRotate={onRotate} />}>
      <LineCell>
        <span className="flex min-w-0">
          <KeyName name={row.name} onShow={() => props.act.open(row.keyId)} />
        </span>
      </LineCell>
      {placed && (
        <LineCell>{environment !== null && <EnvironmentName environment={environment} cut />}</LineCell>
      )}
      <LineCell>
        <LastUsed row={row} now={now} />
      </LineCell>
      <LineCell>
        <span className="tabular-nums">{row.deliveries}</span>
      </LineCell>
    </KeyLine>
  );
}

function LastUsed({ row, now }: { readonly row: ReviewLine['row']; readonly now: number }) {
  if (!row.tells) return <span className="block truncate text-faint">{text.notTold}</span>;
  if (row.lastUsedAt === null) return <span className="text-warn">{text.never}</span>;
  return (
    <time dateTime={row.lastUsedAt} title={exactTime(row.lastUsedAt)} className="block truncate tabular-nums">
      {relativeTime(row.lastUsedAt, now)}
    </time>
  );
}

function Actions({ row, onRotate }: Pick<RowProps, 'onRotate'> & { readonly row: ReviewLine['row'] }) {
  const key = useKey(row.keyId);
  const { connection } = useSurroundings(key);
  const canDisable =
    key?.status === 'active' && connection !== null && offerOf(connection.offers, 'disable').way !== null;
  return (
    <>
      <Button
        look="quiet"
        aria-label={dueText.rotateOne(row.name)}
        className="hover:bg-active"
        onClick={() => onRotate([row.keyId])}
      >
        {keyText.rotate}
      </Button>
      {canDisable && (
        <Button
          look="quiet"
          aria-label={text.disableOne(row.name)}
          className="hover:bg-active"
          onClick={() => openDialog({ kind: 'key-act', id: row.keyId, act: 'disable' })}
        >
          {operationNames.disable}
        </Button>
      )}
    </>
  );
}
