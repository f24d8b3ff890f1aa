import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { Rotation } from '#shared/model/rotation.ts';
import { useEnvironment, useEnvironmentOf } from '../../../state/selectors.ts';
import { setState } from '../../../state/store.ts';
import { reasonNames, rotationText, stepNames } from '../../../text/rotation.ts';
import { exactTime, relativeTime, withExactTimes } from '../../../text/time.ts';
import { Badge, ColourDot } from '../../../ui/badge.tsx';
import { PlainCell, PlainTable } from '../../../ui/plain-table.tsx';
import { RunState } from './run-state.tsx';

interface Props {
  readonly label: string;
  /** They are over. */
  readonly ended?: boolean;
  readonly runs: readonly Rotation[];
  readonly selectedId: string | null;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const names = rotationText.columns;
const columnsOf = (ended: boolean) => [
  { name: names.key },
  { name: names.state, width: '124px' },
  { name: ended ? names.outcome : names.now, width: '36%' },
  { name: ended ? names.ended : names.begun, width: '104px' },
];

/** Runs, one a row: arrow keys walk, Enter opens. */
export function RunTable({ label, ended, runs, selectedId, now }: Props) {
  const [active, setActive] = useState<string | null>(null);
  const reachable = runs.some(({ id }) => id === active) ? active : runs[0]?.id;
  return (
    <PlainTable label={label} columns={columnsOf(ended === true)}>
      {runs.map((run) => (
        <tr
          key={run.id}
          data-run={run.id}
          tabIndex={run.id === reachable ? 0 : -1}
          aria-selected={run.id === selectedId}
          onFocus={() => setActive(run.id)}
          onClick={() => open(run.id)}
          onKeyDown={(event) => press(event, run.id)}
          className="h-(--row-height) cursor-default outline-none hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus aria-selected:bg-selected"
        >
          <Cells run={run} now={now} />
        </tr>
      ))}
    </PlainTable>
  );
}

const open = (selectedRunId: string) => setState({ selectedRunId });

function press(event: KeyboardEvent<HTMLElement>, id: string): void {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open(id);
    return;
  }
  const next = nextOf(event.currentTarget, event.key);
  if (next === undefined) return;
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
}

/** @returns the row that a key leads to; null at the end, undefined where it leads nowhere */
function nextOf(row: HTMLElement, key: string): Element | null | undefined {
  if (key === 'ArrowDown') return row.nextElementSibling;
  if (key === 'ArrowUp') return row.previousElementSibling;
  if (key === 'Home') return row.parentElement?.firstElementChild;
  return key === 'End' ? row.parentElement?.lastElementChild : undefined;
}

function Cells({ run, now }: Pick<Props, 'now'> & { readonly run: Rotation }) {
  const environment = useEnvironmentOf(run.environmentId);
  const all = useEnvironment() === null;
  const at = run.endedAt ?? run.startedAt;
  const words = nowWords(run, now);
  return (
    <>
      <PlainCell>
        <span className="flex min-w-0 items-center gap-2">
          {all && environment !== null && <ColourDot colour={environment.colour} />}
          <span className="min-w-0 truncate font-medium" title={run.keyName}>
            <bdi>{run.keyName}</bdi>
          </span>
          {run.reason !== 'planned' && (
            <Badge tone={run.reason === 'leak' ? 'danger' : 'plain'}>{reasonNames[run.reason]}</Badge>
          )}
        </span>
      </PlainCell>
      <PlainCell>
        <RunState state={run.state} />
      </PlainCell>
      <PlainCell>
        <span
          className="block truncate text-small text-muted tabular-nums"
          title={run.problem === null ? words : withExactTimes(run.problem)}
        >
          {words}
        </span>
      </PlainCell>
      <PlainCell>
        <time dateTime={at} title={exactTime(at)} className="block truncate text-muted tabular-nums">
          {relativeTime(at, now)}
        </time>
      </PlainCell>
    </>
  );
}

/** Where a run is, and what it waits for: first what changes with the time. */
function nowWords(run: Rotation, now: number): string {
  const { tasks, resumeAt, state, step, restarts } = run;
  const isQuiet = state === 'overlap' || state === 'watching';
  if (run.endedAt !== null) return withExactTimes(run.problem ?? '');
  const words: string[] = [];
  if (resumeAt !== null) words.push(rotationText.goesOn(relativeTime(resumeAt, now)));
  // Of these the state says it all.
  if (!isQuiet) words.push(stepNames[step]);
  if (step === 'rewrite') words.push(rotationText.written(run.written, run.toWrite));
  if (step === 'people')
    words.push(rotationText.ticked(tasks.filter(({ done }) => done).length, tasks.length));
  // What else waits says so by itself; these two go on in silence while a program keeps the old key.
  if (restarts.length > 0 && isQuiet) words.push(rotationText.restart(restarts.length));
  return words.join(' · ');
}
