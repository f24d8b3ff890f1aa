import { Check, Copy } from 'lucide-react';
import { useId } from 'react';
import type { Rotation, RotationTask } from '#shared/model/rotation.ts';
import { copyForTask, tickTask } from '../../../state/rotation-actions.ts';
import { useStore } from '../../../state/store.ts';
import { runText } from '../../../text/rotation.ts';
import { targetName } from '../../../text/target-name.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Path } from '../../../ui/path.tsx';
import { useAction } from '../../../ui/use-action.ts';

/** What a person does at places that Keyrack cannot write: each gets the new key once. */
export function RunTasks({ run }: { readonly run: Rotation }) {
  const heading = useId();
  if (run.tasks.length === 0) return null;
  const goesOn = run.endedAt === null;
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-2">
      <h3 id={heading} className="font-semibold">
        {runText.tasks}
      </h3>
      {goesOn && <p className="text-small text-muted">{runText.tasksLead}</p>}
      <ul className="flex flex-col divide-y divide-border rounded-control border border-border">
        {run.tasks.map((task) => (
          <Task key={task.delivery} task={task} run={run} live={goesOn} />
        ))}
      </ul>
    </section>
  );
}

interface TaskProps {
  readonly run: Rotation;
  readonly task: RotationTask;
  /** Something can still be done about it. */
  readonly live: boolean;
}

function Task({ run, task, live }: TaskProps) {
  const targets = useStore((state) => state.data.targets);
  const place = targetName(targets, task.target);
  return (
    <li className="flex flex-col gap-1.5 px-3 py-2">
      <div className="flex min-w-0 items-baseline gap-2">
        <span className={`max-w-1/2 shrink-0 truncate font-medium ${task.done ? 'text-muted' : ''}`}>
          {place}
        </span>
        <span className="min-w-0 truncate font-mono text-small text-muted" title={task.server}>
          {task.server}
        </span>
        {task.done && (
          <span className="ml-auto flex shrink-0 items-center gap-1 text-small text-ok">
            <Icon of={Check} size={14} />
            {runText.done}
          </span>
        )}
      </div>
      {task.file !== '' && <Path path={task.file} />}
      <p className="text-small text-muted wrap-anywhere">{task.text}</p>
      {live && !task.done && <TaskButtons run={run} task={task} place={place} />}
    </li>
  );
}

function TaskButtons({ run, task, place }: Omit<TaskProps, 'live'> & { readonly place: string }) {
  const copying = useAction();
  const ticking = useAction();
  const error = copying.error ?? ticking.error;
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Button
          aria-label={runText.copyFor(place)}
          busy={copying.running}
          unavailable={notCopyable(run, task)}
          onClick={() => void copying.run(() => copyForTask(run, task.delivery))}
        >
          <Icon of={Copy} size={14} />
          {runText.copy}
        </Button>
        <Button
          aria-label={runText.doneAt(place)}
          busy={ticking.running}
          onClick={() => void ticking.run(() => tickTask(run.id, task.delivery))}
        >
          <Icon of={Check} size={14} />
          {runText.done}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}

/** Main refuses the same by itself: this only says so before the press. */
function notCopyable({ newHint }: Rotation, { copied }: RotationTask): string | null {
  if (newHint === null) return runText.noNewKey;
  return copied ? runText.copiedOnce : null;
}
