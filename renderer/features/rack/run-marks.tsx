import { useContext } from 'react';
import { needsAPerson, openRunOf } from '../../state/rotations.ts';
import { showRun } from '../../state/showing.ts';
import { useStore } from '../../state/store.ts';
import { keyText } from '../../text/keys.ts';
import { markText } from '../../text/rotation.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Now } from './now.ts';

/** Leads to the run that replaces the key now. */
export function Rotating({ id }: { readonly id: string }) {
  const run = useStore(({ data }) => openRunOf(data, id));
  if (run === null) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      title={markText.showRun}
      className="shrink-0"
      onClick={(event) => {
        event.stopPropagation();
        showRun(run);
      }}
    >
      <Badge tone={needsAPerson(run) ? 'warn' : 'plain'}>{markText.rotating}</Badge>
    </button>
  );
}

/** An old value, until its run retires it. */
export function Replaced({ by }: { readonly by: string }) {
  const now = useContext(Now);
  const until = useStore(({ data }) => openRunOf(data, by)?.resumeAt ?? null);
  const title = until === null ? keyText.oldValue : markText.replacedUntil(exactTime(until));
  return (
    <span className="flex items-center gap-1.5" title={title}>
      <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-faint" />
      {markText.replaced}
      {until !== null && <span className="truncate text-small text-muted">{relativeTime(until, now)}</span>}
    </span>
  );
}
