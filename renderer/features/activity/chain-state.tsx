import { Hourglass, Lock, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { ActivityVerdict } from '#shared/model/activity.ts';
import { problemWords } from '#shared/text/activity.ts';
import { unlockStorage } from '../../state/storage-actions.ts';
import { chainText } from '../../text/activity.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useVerdict } from './use-verdict.ts';

/** Whether somebody changed what was written down: a quiet line where nobody did. */
export function ChainState() {
  const { verdict, error, running, judge } = useVerdict();
  const isClosed = error?.code.startsWith('storage-') === true;
  return (
    <section
      aria-label={chainText.region}
      className="max-h-2/5 shrink-0 overflow-y-auto border-t border-border px-4 py-1.5 text-small"
    >
      {error !== null && !isClosed && <ErrorNotice error={error} />}
      <div className="flex items-start gap-3">
        <div role="status" className="flex min-h-7 min-w-0 flex-1 flex-col justify-center">
          {isClosed && (
            <Line icon={Lock} tone="text-muted">
              {chainText.closed}
            </Line>
          )}
          {verdict === null && error === null && (
            <Line icon={Hourglass} tone="text-muted">
              {chainText.judging}
            </Line>
          )}
          {verdict !== null && !isClosed && <Verdict verdict={verdict} />}
        </div>
        {error?.code === 'storage-locked' ? (
          <Button look="quiet" onClick={() => void unlockStorage()}>
            {chainText.unlock}
          </Button>
        ) : (
          <Button look="quiet" busy={running} onClick={judge}>
            {chainText.again}
          </Button>
        )}
      </div>
    </section>
  );
}

interface LineProps {
  readonly icon: typeof Lock;
  readonly tone: string;
  readonly children: string;
}

function Line({ icon, tone, children }: LineProps) {
  return (
    <p className="flex items-start gap-2 text-muted">
      <Icon of={icon} size={14} className={`mt-0.75 shrink-0 ${tone}`} />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}

function Verdict({ verdict }: { readonly verdict: ActivityVerdict }) {
  const { valid, rows, chained, late, problems } = verdict;
  const notes = [
    valid ? chainText.valid(rows) : null,
    late > 0 ? chainText.late(late) : null,
    rows > chained ? chainText.waiting(rows - chained) : null,
  ].filter((note) => note !== null);
  if (valid) {
    return (
      <Line icon={ShieldCheck} tone="text-ok">
        {notes.join(' ')}
      </Line>
    );
  }
  return (
    <>
      <p className="flex items-center gap-2 font-medium text-danger">
        <Icon of={ShieldAlert} size={14} className="shrink-0" />
        {chainText.broken}
      </p>
      <ul className="mt-1 flex flex-col gap-1 pl-5.5">
        {problems.map((problem) => {
          const { message } = problemWords(problem);
          return <li key={`${problem.kind} ${problem.from}`}>{message}</li>;
        })}
        {[...new Set(problems.map((problem) => problemWords(problem).next))].map((next) => (
          <li key={next} className="text-muted">
            {next}
          </li>
        ))}
      </ul>
    </>
  );
}
