import { useMemo } from 'react';
import type { Review as Told } from '#shared/model/policy.ts';
import { api } from '../../../../api/api.ts';
import { toast } from '../../../../state/actions.ts';
import { reload } from '../../../../state/loading.ts';
import { known } from '../../../../state/remote.ts';
import { useEnvironment, useEnvironments } from '../../../../state/selectors.ts';
import { reviewText as text } from '../../../../text/due.ts';
import { errorText } from '../../../../text/errors.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { useAction } from '../../../../ui/use-action.ts';
import type { DueRowActs } from '../due-row.tsx';
import { reviewLines } from './review-lines.ts';
import { ReviewTable } from './review-table.tsx';
import { useReview } from './use-review.ts';

/** Whether the review is shown, and by whose press. */
export interface Reviewing {
  readonly open: boolean;
  /** Of what is opened, for its button. */
  readonly id: string;
  readonly onOpen: (open: boolean) => void;
}

interface Props extends Pick<DueRowActs, 'onRotate'> {
  /** Milliseconds of the epoch. */
  readonly now: number;
}

/** Every quarter, and whenever it is asked for: which keys are still used? */
export function Review({ open, id, onOpen, ...props }: Props & Reviewing) {
  const remote = useReview();
  const review = known(remote);
  return (
    <>
      {review?.isDue === true && !open && (
        <div className="px-4 pt-3">
          <Notice>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="mr-auto">{text.isDue(review.keys.length)}</span>
              <Button className="-my-1" onClick={() => onOpen(true)}>
                {text.start}
              </Button>
            </div>
          </Notice>
        </div>
      )}
      <section id={id} aria-label={text.title} hidden={!open} className="mt-3 border-y border-border pb-2">
        {open && remote.state === 'failed' && (
          <div className="px-4 pt-3">
            <ErrorNotice error={remote.error}>
              <Button onClick={() => void reload('review')}>{errorText.retry}</Button>
            </ErrorNotice>
          </div>
        )}
        {open && remote.state === 'loading' && (
          <p role="status" className="px-4 pt-3 text-muted">
            {text.loading}
          </p>
        )}
        {open && review !== null && <Panel review={review} onDone={() => onOpen(false)} {...props} />}
      </section>
    </>
  );
}

interface PanelProps extends Props {
  readonly review: Told;
  readonly onDone: () => void;
}

function Panel({ review, now, onDone, onRotate }: PanelProps) {
  const environments = useEnvironments();
  const shown = useEnvironment()?.id ?? null;
  const { run, running, error } = useAction();
  const lines = useMemo(() => reviewLines(review.keys, environments, shown), [review, environments, shown]);
  const confirm = async () => {
    await api['due.reviewed']();
    await reload('review');
    toast(text.done);
    onDone();
  };
  return (
    <>
      <div className="flex items-center gap-3 px-4 pt-3 pb-1">
        <div className="mr-auto min-w-0">
          <h3 className="font-medium">{text.title}</h3>
          <p className="text-small text-muted">{text.about(review.reviewedAt, review.nextAt, now)}</p>
        </div>
        <Button busy={running} onClick={() => void run(confirm)}>
          {text.reviewed}
        </Button>
      </div>
      {error !== null && (
        <div className="px-4 py-2">
          <ErrorNotice error={error} />
        </div>
      )}
      {lines.length === 0 ? (
        <p className="px-4 py-2 text-muted">{text.nothing}</p>
      ) : (
        <ReviewTable lines={lines} now={now} onRotate={onRotate} />
      )}
    </>
  );
}
