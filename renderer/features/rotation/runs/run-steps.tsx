import { Circle, CircleAlert, CircleCheck, CircleDot, CircleX, type LucideIcon, Undo2 } from 'lucide-react';
import type { Rotation, RotationJournalRow } from '#shared/model/rotation.ts';
import { rotationText, runText, stepNames } from '../../../text/rotation.ts';
import { exactTime, relativeTime, withExactTimes } from '../../../text/time.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { type Step, type StepState, stepsOf } from './steps.ts';

interface Props {
  readonly run: Rotation;
  readonly journal: readonly RotationJournalRow[] | null;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const LOOKS: Record<StepState, readonly [LucideIcon, string]> = {
  done: [CircleCheck, 'text-ok'],
  now: [CircleDot, 'text-accent-text'],
  waiting: [CircleAlert, 'text-warn'],
  failed: [CircleX, 'text-danger'],
  undone: [Undo2, 'text-muted'],
  later: [Circle, 'text-faint'],
};

/** The steps of a run from top to bottom, each with a sign and a word. */
export function RunSteps({ run, journal, now }: Props) {
  return (
    <ol aria-label={runText.steps} className="flex flex-col">
      {stepsOf(run, journal).map((step) => (
        <Line key={step.step} step={step} run={run} now={now} />
      ))}
    </ol>
  );
}

function Line({ step, run, now }: Pick<Props, 'run' | 'now'> & { readonly step: Step }) {
  const [icon, colour] = LOOKS[step.state];
  const here = step.step === run.step && run.endedAt === null;
  return (
    <li
      aria-current={here ? 'step' : undefined}
      className="group relative flex gap-2.5 pb-2 before:absolute before:top-5 before:bottom-0 before:left-[7.5px] before:w-px before:bg-border last:before:hidden"
    >
      <Icon of={icon} className={`mt-0.5 ${colour}`} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span
            className={classNames('min-w-0', step.state === 'later' && 'text-muted', here && 'font-medium')}
          >
            {stepNames[step.step]}
          </span>
          <span className="ml-auto shrink-0 text-small text-muted">{runText.stepStates[step.state]}</span>
        </p>
        {step.step === 'rewrite' && step.state !== 'done' && run.toWrite > 0 && <Written run={run} />}
        {here && <Resume run={run} now={now} />}
        {step.state === 'failed' && step.text !== null && step.text !== run.problem && (
          <p className="text-small text-muted wrap-anywhere">{withExactTimes(step.text)}</p>
        )}
      </div>
    </li>
  );
}

function Written({ run: { written, toWrite } }: Pick<Props, 'run'>) {
  const words = rotationText.written(written, toWrite);
  return (
    <div className="flex items-center gap-2 pt-0.5">
      <Progress label={words} value={written} max={toWrite} />
      <span role="status" className="shrink-0 text-small text-muted tabular-nums">
        {words}
      </span>
    </div>
  );
}

function Resume({ run: { resumeAt }, now }: Pick<Props, 'run' | 'now'>) {
  if (resumeAt === null) return null;
  return (
    <time dateTime={resumeAt} title={exactTime(resumeAt)} className="text-small text-muted tabular-nums">
      {rotationText.goesOn(relativeTime(resumeAt, now))}
    </time>
  );
}
