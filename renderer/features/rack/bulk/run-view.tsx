import { bulkText } from '../../../text/bulk.ts';
import { Progress } from '../../../ui/progress.tsx';
import { KeyNames } from './key-names.tsx';
import type { Run } from './use-run.ts';

interface Props {
  /** What was done to so many keys. */
  readonly doneWords: (count: number) => string;
  readonly run: Run;
}

/** How far it is, and what came of it. */
export function RunView({ doneWords, run }: Props) {
  if (run.state === 'running') return <Running run={run} />;
  return (
    <div className="flex flex-col gap-3">
      <p role="status">
        {[
          doneWords(run.done.length),
          ...(run.failed.length > 0 ? [bulkText.failedCount(run.failed.length)] : []),
          ...(run.untouched.length > 0 ? [bulkText.untouched(run.untouched.length)] : []),
        ].join(', ')}
        .
      </p>
      <KeyNames
        title={bulkText.failedCount(run.failed.length)}
        entries={run.failed.map(({ key, error }) => ({
          key,
          why: error.next === null ? error.message : `${error.message} ${error.next}`,
        }))}
        open
      />
      <KeyNames
        title={bulkText.untouched(run.untouched.length)}
        entries={run.untouched.map((key) => ({ key, why: null }))}
      />
      <KeyNames title={doneWords(run.done.length)} entries={run.done.map((key) => ({ key, why: null }))} />
    </div>
  );
}

function Running({ run }: Pick<Props, 'run'>) {
  const ended = run.done.length + run.failed.length;
  return (
    <div className="flex flex-col gap-2 py-2">
      <div className="flex items-baseline gap-3">
        <p className="min-w-0 flex-1 truncate text-muted">
          <bdi>{run.current?.name}</bdi>
        </p>
        <p role="status" className="shrink-0 text-small tabular-nums">
          {bulkText.progress(ended, run.total)}
        </p>
      </div>
      <Progress label={bulkText.progress(ended, run.total)} value={ended} max={run.total} />
      {run.failed.length > 0 && (
        <p className="text-small text-danger">{bulkText.failedCount(run.failed.length)}</p>
      )}
    </div>
  );
}
