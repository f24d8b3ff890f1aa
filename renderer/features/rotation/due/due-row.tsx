import { AlarmClock, CalendarCog } from 'lucide-react';
import { SNOOZE_DAYS } from '#shared/model/policy.ts';
import { openDialog } from '../../../state/actions.ts';
import { snooze } from '../../../state/due-actions.ts';
import { stateWord, dueText as text, whyWords } from '../../../text/due.ts';
import { keyText } from '../../../text/keys.ts';
import { markText } from '../../../text/rotation.ts';
import { exactTime, relativeTime } from '../../../text/time.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MoreMenu } from '../../../ui/more-menu.tsx';
import type { DueLine } from './due-lines.ts';
import { KeyLine, LineCell } from './key-line.tsx';
import { KeyName } from './key-name.tsx';
import type { LineState } from './row-table.tsx';

/** What the view around does with a key that is due. */
export interface DueRowActs {
  readonly onRotate: (keyIds: readonly string[]) => void;
  readonly onOpenRun: (rotationId: string) => void;
}

interface Props extends DueRowActs, LineState {
  readonly line: DueLine;
  readonly now: number;
}

export function DueRow({ line, now, onOpenRun, onRotate, placed, ...props }: Props) {
  const { row, unused, environment } = line;
  const why = [row, unused]
    .filter((each) => each !== null)
    .map((each) => whyWords(each, now))
    .join(', ');
  return (
    <KeyLine id={row.keyId} {...props} actions={<Actions line={line} onRotate={onRotate} />}>
      <LineCell>
        <span className="flex min-w-0 items-center gap-2">
          <KeyName name={row.name} onShow={() => props.act.open(row.keyId)} />
          {row.critical && <Badge>{text.critical}</Badge>}
        </span>
      </LineCell>
      {placed && (
        <LineCell>{environment !== null && <EnvironmentName environment={environment} cut />}</LineCell>
      )}
      <LineCell>
        <State line={line} now={now} onOpenRun={onOpenRun} />
      </LineCell>
      <LineCell>
        <time dateTime={row.dueAt} title={exactTime(row.dueAt)} className="block truncate tabular-nums">
          {relativeTime(row.dueAt, now)}
        </time>
      </LineCell>
      <LineCell>
        <span className="block truncate text-muted" title={why}>
          {why}
        </span>
      </LineCell>
      <LineCell>
        <Unattended line={line} now={now} />
      </LineCell>
    </KeyLine>
  );
}

function State({ line: { row, unused }, now, onOpenRun }: Pick<Props, 'line' | 'now' | 'onOpenRun'>) {
  const { rotationId } = row;
  if (rotationId !== null) {
    return (
      <button
        type="button"
        title={text.showRun(row.name)}
        onClick={() => onOpenRun(rotationId)}
        className="max-w-full truncate rounded-tag text-left font-medium text-accent-text hover:underline"
      >
        {markText.rotating}
      </button>
    );
  }
  // A date that is far off is less urgent than that nothing uses the key.
  const { word, tone } = stateWord(row.state === 'later' ? (unused ?? row) : row, now);
  if (tone === null) return <span className="text-faint">{word}</span>;
  return <Badge tone={tone}>{word}</Badge>;
}

/** When Keyrack does it by itself, or why it will not. */
function Unattended({ line: { row }, now }: Pick<Props, 'line' | 'now'>) {
  if (row.unattendedAt !== null) {
    return (
      <time dateTime={row.unattendedAt} title={exactTime(row.unattendedAt)} className="block truncate">
        {relativeTime(row.unattendedAt, now)}
      </time>
    );
  }
  return (
    <span className="block truncate text-muted" title={row.attended ?? text.byPersonMeans}>
      {row.attended ?? text.byPerson}
    </span>
  );
}

function Actions({ line: { row }, onRotate }: Pick<Props, 'line' | 'onRotate'>) {
  const { keyId, name, rotationId } = row;
  return (
    <>
      {rotationId === null && (
        <Button
          look="quiet"
          aria-label={text.rotateOne(name)}
          onClick={() => onRotate([keyId])}
          className="hover:bg-active"
        >
          {keyText.rotate}
        </Button>
      )}
      <MoreMenu
        icon={AlarmClock}
        label={text.snooze(name)}
        items={SNOOZE_DAYS.map((days) => ({
          label: text.snoozeFor(days),
          run: () => void snooze(row, days),
        }))}
      />
      <IconButton
        icon={CalendarCog}
        label={text.policy(name)}
        onClick={() => openDialog({ kind: 'policy', subject: 'key', id: keyId })}
      />
    </>
  );
}
