import { CalendarCheck } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { api } from '../../../api/api.ts';
import { openDialog, selectEnvironment, toast } from '../../../state/actions.ts';
import { isOverdue, useDue } from '../../../state/due.ts';
import { reload } from '../../../state/loading.ts';
import { known } from '../../../state/remote.ts';
import { useEnvironment, useEnvironments } from '../../../state/selectors.ts';
import { common } from '../../../text/common.ts';
import { reviewText, dueText as text } from '../../../text/due.ts';
import { errorText } from '../../../text/errors.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { type DueLine, dueLines } from './due-lines.ts';
import type { DueRowActs } from './due-row.tsx';
import { DueTable } from './due-table.tsx';
import { Review, type Reviewing } from './review/review.tsx';
import { TimeLineChart } from './time-line-chart.tsx';

const HEADING = 'due-heading';

interface Props extends DueRowActs {
  /** Milliseconds of the epoch. */
  readonly now: number;
}

/** What is to be replaced, and when: the review of last use, a time line, and one list, of the environment that is shown. */
export function Due({ now, ...acts }: Props) {
  const remote = useDue();
  const rows = known(remote);
  const environments = useEnvironments();
  const shown = useEnvironment()?.id ?? null;
  const [reviewing, setReviewing] = useState(false);
  const review = { open: reviewing, id: useId(), onOpen: setReviewing };
  const lines = useMemo(() => dueLines(rows ?? [], environments, shown), [rows, environments, shown]);
  return (
    <section aria-labelledby={HEADING} className="pt-4">
      <Head lines={lines} now={now} review={review} />
      {remote.state === 'failed' && (
        <div className="px-4 pt-2">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('due')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      <Review {...review} now={now} onRotate={acts.onRotate} />
      <Elsewhere now={now} />
      {remote.state === 'loading' && <SkeletonRows label={text.loading} />}
      {rows !== null && lines.length === 0 && <Nothing shown={shown} />}
      {lines.length > 0 && (
        <>
          <TimeLineChart lines={lines} now={now} />
          <div className="pt-2">
            <DueTable lines={lines} now={now} {...acts} />
          </div>
        </>
      )}
    </section>
  );
}

interface HeadProps {
  readonly lines: readonly DueLine[];
  readonly now: number;
  readonly review: Reviewing;
}

function Head({ lines, now, review }: HeadProps) {
  const { run, running, error } = useAction();
  const save = async () => {
    const { file } = await api['due.saveCalendar']();
    toast(text.calendarSaved(file));
  };
  const overdue = lines.filter(({ row }) => isOverdue(row, now)).length;
  const soon = lines.filter(({ row }) => row.state === 'soon').length;
  return (
    <>
      <div className="flex flex-wrap items-start gap-2 px-4">
        <div className="mr-auto min-w-0">
          <h2 id={HEADING} className="font-semibold">
            {text.title}
            {lines.length > 0 && (
              <span className="ml-2 text-small font-normal text-muted tabular-nums">
                {text.counts(overdue, soon)}
              </span>
            )}
          </h2>
          <p className="text-small text-muted">{text.about}</p>
        </div>
        <div className="flex gap-2">
          <Button
            aria-expanded={review.open}
            aria-controls={review.id}
            onClick={() => review.onOpen(!review.open)}
          >
            {reviewText.open}
          </Button>
          {lines.length > 0 && (
            <Button title={text.calendarHelp} busy={running} onClick={() => void run(save)}>
              {text.saveCalendar}
            </Button>
          )}
        </div>
      </div>
      {error !== null && (
        <div className="px-4 pt-2">
          <ErrorNotice error={error} />
        </div>
      )}
    </>
  );
}

/** A date that has passed is told of, whichever environment is looked at. */
function Elsewhere({ now }: { readonly now: number }) {
  const rows = known(useDue()) ?? [];
  const shown = useEnvironment()?.id ?? null;
  const count =
    shown === null ? 0 : rows.filter((row) => row.environmentId !== shown && isOverdue(row, now)).length;
  if (count === 0) return null;
  return (
    <div className="px-4 pt-3">
      <Notice tone="warn">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="mr-auto">{text.elsewhere(count)}</span>
          <Button className="-my-1" onClick={() => selectEnvironment(null)}>
            {text.showAll}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function Nothing({ shown }: { readonly shown: string | null }) {
  return (
    <EmptyState icon={CalendarCheck} title={text.emptyTitle} text={text.emptyText}>
      {shown !== null && (
        <Button
          look="primary"
          onClick={() => openDialog({ kind: 'policy', subject: 'environment', id: shown })}
        >
          {common.policy}
        </Button>
      )}
    </EmptyState>
  );
}
