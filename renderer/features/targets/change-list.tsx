import type { ChangeRow } from '#shared/model/delivery.ts';
import { undoChange } from '../../state/delivery-actions.ts';
import { listOf } from '../../state/remote.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { targetsText } from '../../text/targets.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Path } from '../../ui/path.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useNow } from '../../ui/use-now.ts';

const MINUTE = 60_000;

/** What Keyrack did to files, newest first, each undoable. */
export function ChangeList() {
  const changes = useStore((state) => listOf(state.data.changes));
  const now = useNow(MINUTE);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes-heading" className="pt-6 pb-8">
      <h2 id="changes-heading" className="px-4 pb-1 font-semibold">
        {targetsText.changes}
      </h2>
      <ul>
        {changes.map((change) => (
          <Line key={change.id} change={change} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Line({ change, now }: { readonly change: ChangeRow; readonly now: number }) {
  const { run, running, error } = useAction();
  return (
    <li className="border-b border-border px-4 py-1.5">
      <div className="flex min-h-7 items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate">{change.what}</p>
          <Path path={change.file} />
        </div>
        <time dateTime={change.at} title={exactTime(change.at)} className="shrink-0 text-small text-muted">
          {relativeTime(change.at, now)}
        </time>
        <span className="flex w-20 shrink-0 justify-end">
          {change.undone ? (
            <Badge>{targetsText.undoneWord}</Badge>
          ) : (
            <Button busy={running} onClick={() => void run(() => undoChange(change.id))}>
              {common.undo}
            </Button>
          )}
        </span>
      </div>
      {error !== null && (
        <div className="py-2">
          <ErrorNotice error={error} />
        </div>
      )}
    </li>
  );
}
