import type { Rotation } from '#shared/model/rotation.ts';
import { useEnvironmentOf, useKey } from '../../../state/selectors.ts';
import { showKey } from '../../../state/showing.ts';
import { setState } from '../../../state/store.ts';
import { kindNames, reasonNames, runText, spanNames } from '../../../text/rotation.ts';
import { exactTime, relativeTime, withExactTimes } from '../../../text/time.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DetailPane, DetailTitle } from '../../../ui/detail-pane.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { Fact } from '../../rack/detail/fact.tsx';
import { Part } from '../../rack/detail/part.tsx';
import { RunActs } from './run-acts.tsx';
import { RunJournal } from './run-journal.tsx';
import { RunRestarts } from './run-restarts.tsx';
import { RunState } from './run-state.tsx';
import { RunSteps } from './run-steps.tsx';
import { RunTasks } from './run-tasks.tsx';
import { useJournal } from './use-journal.ts';

interface Props {
  readonly run: Rotation;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const close = (id: string) => {
  setState({ selectedRunId: null });
  document.querySelector<HTMLElement>(`main [data-run="${id}"]`)?.focus();
};

/** Everything about one run: beside the list, or over it where the window is narrow. */
export function RunDetail({ run, now }: Props) {
  const { rows, error } = useJournal(run);
  return (
    <DetailPane label={runText.region} className="w-[400px]" onEscape={() => close(run.id)}>
      <Header run={run} />
      <ScrollRegion
        key={run.id}
        label={run.keyName}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4"
      >
        <Problems run={run} now={now} />
        <RunActs run={run} />
        <RunTasks run={run} />
        <RunSteps run={run} journal={rows} now={now} />
        <Facts run={run} now={now} />
        {error !== null && <ErrorNotice error={error} />}
        {rows !== null && (
          <Part title={runText.journal} count={rows.length}>
            {() => <RunJournal rows={rows} />}
          </Part>
        )}
      </ScrollRegion>
    </DetailPane>
  );
}

function Header({ run }: Pick<Props, 'run'>) {
  const environment = useEnvironmentOf(run.environmentId);
  return (
    <header className="border-b border-border px-4 py-3">
      <DetailTitle name={run.keyName} onClose={() => close(run.id)}>
        {environment !== null && <EnvironmentName environment={environment} cut />}
        <span className="text-text">
          <RunState state={run.state} />
        </span>
        {run.reason !== 'planned' && (
          <Badge tone={run.reason === 'leak' ? 'danger' : 'plain'}>{reasonNames[run.reason]}</Badge>
        )}
      </DetailTitle>
    </header>
  );
}

/** What is wrong comes first, and right below it what can be done. While the old key is waited for, its use is the problem. */
function Problems({ run, now }: Props) {
  const isSaid = run.problem !== null && (run.step === 'overlap' || run.step === 'watch');
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {run.problem !== null && (
        <Notice tone="warn">
          <p role="status">{withExactTimes(run.problem)}</p>
        </Notice>
      )}
      {run.oldUsedAt !== null && !isSaid && (
        <Notice tone="warn">
          <p title={exactTime(run.oldUsedAt)}>{runText.usedAfter(relativeTime(run.oldUsedAt, now))}</p>
        </Notice>
      )}
      <RunRestarts run={run} />
    </div>
  );
}

function Facts({ run, now }: Props) {
  const key = useKey(run.keyId);
  const { kind, overlap, watch, oldHint, newHint, startedAt, endedAt } = run;
  return (
    <div className="flex flex-col gap-3 border-t border-border pt-3">
      <dl className="grid grid-cols-[96px_1fr] gap-x-3 gap-y-1.5">
        <Fact name={runText.kind}>{kindNames[kind]}</Fact>
        {kind === 'replace' && <Fact name={runText.overlap}>{spanNames[overlap]}</Fact>}
        {kind === 'replace' && <Fact name={runText.watch}>{spanNames[watch]}</Fact>}
        <Hint name={runText.oldKey} hint={oldHint} />
        <Hint name={runText.newKey} hint={newHint} />
        <When name={runText.begun} at={startedAt} now={now} />
        {endedAt !== null && <When name={runText.ended} at={endedAt} now={now} />}
      </dl>
      {key !== null && (
        <div>
          <Button onClick={() => showKey(key)}>{runText.showKey}</Button>
        </div>
      )}
    </div>
  );
}

function Hint({ name, hint }: { readonly name: string; readonly hint: string | null }) {
  const known = hint !== null && hint !== '';
  return (
    <Fact name={name} mono={known}>
      {known ? `${hint}…` : <span className="text-faint">{runText.notYet}</span>}
    </Fact>
  );
}

function When({ name, at, now }: { readonly name: string; readonly at: string; readonly now: number }) {
  return (
    <Fact name={name}>
      <time dateTime={at} title={exactTime(at)} className="tabular-nums">
        {relativeTime(at, now)}
      </time>
    </Fact>
  );
}
