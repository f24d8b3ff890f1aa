import { offerOf } from '#shared/model/provider.ts';
import { openDialog } from '../../../../state/actions.ts';
import { useEnvironment, useKey, useSurroundings } from '../../../../state/selectors.ts';
import { dueText, reviewText as text } from '../../../../text/due.ts';
import { exactTime, relativeTime } from '../../../../text/time.ts';
import { Button } from '../../../../ui/button.tsx';
import { EnvironmentName } from '../../../../ui/environment-name.tsx';
import type { DueRowActs } from '../due-row.tsx';
import { KeyLine, type LineActs, LineCell } from '../key-line.tsx';
import { KeyName } from '../key-name.tsx';
import { PickAll } from '../pick-all.tsx';
import { RowTable } from '../row-table.tsx';
import { SelectionBar } from '../selection-bar.tsx';
import { useLines } from '../use-lines.ts';
import type { ReviewLine } from './review-lines.ts';

interface Props extends Pick<DueRowActs, 'onRotate'> {
  readonly lines: readonly ReviewLine[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const names = text.columns;
const COLUMNS = [
  { name: names.name },
  { name: names.environment, width: '22%' },
  { name: names.lastUsed, width: '22%' },
  { name: names.deliveries, width: '200px' },
];

/** Keys by when they were used last. */
export function ReviewTable({ lines, now, onRotate }: Props) {
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
          <ReviewRow
            line={line}
            index={index}
            now={now}
            active={line.key.id === activeId}
            picked={picking.ids.has(line.key.id)}
            act={act}
            placed={placed}
            onRotate={onRotate}
          />
        )}
      </RowTable>
      <SelectionBar picking={picking} onRotate={onRotate} />
    </>
  );
}

interface RowProps extends Pick<DueRowActs, 'onRotate'> {
  readonly line: ReviewLine;
  readonly index: number;
  readonly now: number;
  readonly active: boolean;
  readonly picked: boolean;
  readonly act: LineActs;
  /** Keys of several environments are shown. */
  readonly placed: boolean;
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
        {dueText.rotate}
      </Button>
      {canDisable && (
        <Button
          look="quiet"
          aria-label={text.disableOne(row.name)}
          className="hover:bg-active"
          onClick={() => openDialog({ kind: 'key-act', id: row.keyId, act: 'disable' })}
        >
          {text.disable}
        </Button>
      )}
    </>
  );
}
