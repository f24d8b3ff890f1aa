import { digits } from '../../../text/counts.ts';
import { timeLineText as text } from '../../../text/due.ts';
import type { Mark, TimeLine } from './time-line.ts';

interface Props {
  readonly line: TimeLine;
  readonly at: number;
}

const LEAST = 12;

/** In percent of the lane: by the square root, so that one key is seen beside hundreds. */
const heightOf = (count: number, highest: number): number =>
  Math.min(100, LEAST + (100 - LEAST) * Math.sqrt(count / Math.max(4, highest)));

/** The days, with what is overdue at their left. What is drawn here is told by the slider's words and by the table. */
export function Bars({ line: { marks, highest }, at }: Props) {
  const before = marks[0]?.x === null ? marks[0] : undefined;
  return (
    <div aria-hidden="true" className="isolate flex min-w-0 flex-1 pb-4">
      <div className="relative w-28 shrink-0">
        <Lanes />
        <span className="absolute bottom-[43%] left-0 text-label text-faint">{text.policyLane}</span>
        <span className="absolute top-[60%] left-0 text-label text-faint">{text.expiryLane}</span>
        {before !== undefined && (
          <>
            <span className="absolute inset-y-0 right-5 w-3">
              <Bar mark={before} highest={highest} told={at === 0} wide />
            </span>
            <span className="absolute right-1.5 -bottom-4 text-label font-medium text-danger">
              {text.overdue}
            </span>
          </>
        )}
      </div>
      <div data-days className="relative min-w-0 flex-1">
        <Lanes />
        <span className="absolute inset-y-0 left-0 border-l border-dashed border-control">
          <span className="absolute top-0 left-1 text-label text-muted">{text.today}</span>
        </span>
        {marks.map(
          (mark, index) =>
            mark.x !== null && (
              <span
                key={mark.at}
                className="absolute inset-y-0 -ml-0.5 w-1"
                style={{ left: `${mark.x * 100}%` }}
              >
                <Bar mark={mark} highest={highest} told={at === index} />
              </span>
            ),
        )}
      </div>
    </div>
  );
}

const Lanes = () => <span className="absolute inset-x-0 top-[58%] border-t border-border" />;

interface BarProps {
  readonly mark: Mark;
  readonly highest: number;
  readonly told: boolean;
  readonly wide?: boolean;
}

function Bar({ mark, highest, told, wide = false }: BarProps) {
  const labels = (count: number) => wide || (mark.labelled && count > 1);
  return (
    <>
      {told && <span className="absolute inset-y-0 -inset-x-1 -z-1 rounded-tag bg-active" />}
      {mark.policy > 0 && (
        <span className="absolute inset-x-0 top-8 bottom-[42%] flex flex-col justify-end">
          <Column
            count={mark.policy}
            live={mark.livePolicy}
            height={heightOf(mark.policy, highest)}
            tone="bg-muted"
            isLabelled={labels(mark.policy)}
          />
        </span>
      )}
      {mark.expiry > 0 && (
        <span className="absolute inset-x-0 top-[58%] bottom-4 flex flex-col">
          <Column
            count={mark.expiry}
            live={mark.liveExpiry}
            height={heightOf(mark.expiry, highest)}
            tone="bg-warn"
            isLabelled={labels(mark.expiry)}
            down
          />
        </span>
      )}
    </>
  );
}

interface ColumnProps {
  readonly count: number;
  readonly live: number;
  /** In percent of its lane. */
  readonly height: number;
  readonly tone: string;
  readonly isLabelled: boolean;
  readonly down?: boolean;
}

/** Production is a part of its own, at the end of the bar, with a head that no other has. */
function Column({ count, live, height, tone, isLabelled, down = false }: ColumnProps) {
  return (
    <span
      className={`relative flex min-h-3 w-full items-center ${down ? 'flex-col-reverse' : 'flex-col'}`}
      style={{ height: `${height}%` }}
    >
      {isLabelled && (
        <span
          className={`absolute rounded-tag bg-canvas px-0.5 text-label leading-3.5 text-muted tabular-nums ${down ? 'top-full' : 'bottom-full'}`}
        >
          {digits(count)}
        </span>
      )}
      {live > 0 && <span className="size-2 shrink-0 rounded-full bg-production" />}
      {live > 0 && <span className="w-full bg-production" style={{ flexGrow: live }} />}
      {count > live && <span className={`w-full ${tone}`} style={{ flexGrow: count - live }} />}
    </span>
  );
}
