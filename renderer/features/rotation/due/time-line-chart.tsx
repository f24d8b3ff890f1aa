import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react';
import { dayWords, nameList, timeLineText as text } from '../../../text/due.ts';
import { monthName } from '../../../text/time.ts';
import type { DueLine } from './due-lines.ts';
import { type Mark, nearest, type TimeLine, timeLine } from './time-line.ts';
import { Bars } from './time-line-bars.tsx';
import { TimeLineTable } from './time-line-table.tsx';

interface Props {
  readonly lines: readonly DueLine[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

/** Of the width: so near to a bar the pointer means it. */
const REACH = 0.02;

/** The next 12 months: what has a policy above the line, what expires below it, a bar for each day. */
export function TimeLineChart({ lines, now }: Props) {
  const line = useMemo(() => timeLine(lines, now), [lines, now]);
  const [chosen, choose] = useState(-1);
  const [asTable, setAsTable] = useState(false);
  const tableId = useId();
  const at = Math.min(chosen, line.marks.length - 1);
  const mark = line.marks[at];
  return (
    <div className="px-4 pt-3">
      {line.marks.length === 0 ? (
        <p className="text-muted">{text.nothing}</p>
      ) : (
        <Chart line={line} at={at} onChoose={choose} />
      )}
      <div className="mt-1 flex min-h-7 items-start gap-3 text-small">
        <p className="min-w-0 flex-1 truncate py-1 text-muted" title={mark && nameList(mark.names, 40)}>
          {mark === undefined ? text.hint : <Told mark={mark} />}
        </p>
        <Legend />
        <button
          type="button"
          aria-expanded={asTable}
          aria-controls={tableId}
          onClick={() => setAsTable(!asTable)}
          className="-mr-1.5 shrink-0 rounded-control px-1.5 py-1 text-muted hover:bg-hover hover:text-text"
        >
          {text.asTable}
        </button>
      </div>
      <div id={tableId} hidden={!asTable}>
        {asTable && <TimeLineTable marks={line.marks} />}
      </div>
    </div>
  );
}

function Told({ mark }: { readonly mark: Mark }) {
  return (
    <>
      <span className="font-medium text-text tabular-nums">{dayWords(mark)}</span> {nameList(mark.names)}
    </>
  );
}

interface ChartProps {
  readonly line: TimeLine;
  /** The index of the mark that is told; -1: none. */
  readonly at: number;
  readonly onChoose: (index: number) => void;
}

/** One stop of the Tab key for all days: arrows walk from one that has something to the next. */
function Chart({ line, at, onChoose }: ChartProps) {
  const { marks } = line;
  const last = marks.length - 1;
  const mark = marks[Math.max(0, at)];
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(Math.min(last, Math.max(0, next)));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const place = event.currentTarget.querySelector('[data-days]')?.getBoundingClientRect();
    if (place === undefined) return;
    const isBefore = event.clientX < place.left && marks[0]?.x === null;
    onChoose(isBefore ? 0 : nearest(marks, (event.clientX - place.left) / place.width, REACH));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={text.title}
      aria-valuemin={1}
      aria-valuemax={marks.length}
      aria-valuenow={Math.max(0, at) + 1}
      aria-valuetext={mark && `${dayWords(mark)}. ${nameList(mark.names)}`}
      onKeyDown={onKeyDown}
      onFocus={() => onChoose(Math.max(0, at))}
      onPointerMove={onPointerMove}
      onPointerLeave={() => onChoose(-1)}
      className="relative flex h-36 rounded-control outline-offset-2"
    >
      <Bars line={line} at={at} />
      <Months months={line.months} />
    </div>
  );
}

function Months({ months }: Pick<TimeLine, 'months'>) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-0 bottom-0 ml-28 h-4">
      {months.map(({ at, x }) => (
        <span
          key={at}
          className="absolute border-l border-border pl-1 text-label text-faint tabular-nums"
          style={{ left: `${x * 100}%` }}
        >
          {x < 0.97 && monthName(at)}
        </span>
      ))}
    </div>
  );
}

function Legend() {
  return (
    <span aria-hidden="true" className="hidden shrink-0 items-center gap-1.5 py-1 text-muted wide:flex">
      <span className="flex flex-col items-center">
        <span className="size-1.5 rounded-full bg-production" />
        <span className="h-2 w-0.75 bg-production" />
      </span>
      {text.production}
    </span>
  );
}
