import { CircleX } from 'lucide-react';
import { useContext, useRef, useState } from 'react';
import type { ActivityPage, ActivityRow } from '#shared/model/activity.ts';
import { detailWords, isFailure, whatWords } from '#shared/text/activity.ts';
import { api } from '../../../../api/api.ts';
import { useStore } from '../../../../state/store.ts';
import { activityText, doorNames } from '../../../../text/activity.ts';
import { historyText } from '../../../../text/detail.ts';
import { exactTime, relativeTime } from '../../../../text/time.ts';
import { Button } from '../../../../ui/button.tsx';
import { ErrorNotice } from '../../../../ui/error-notice.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { Now } from '../../now.ts';
import { useAsked } from '../use-asked.ts';

const FIRST = 8;

/** What was done with the key, newest first, and by whom. */
export function History({ id }: { readonly id: string }) {
  const changed = useStore((state) => state.activityChanged);
  const asked = useAsked(`${id} ${changed}`, () => api['activity.list']({ keyId: id }));
  // What was read before stays in sight while the next is read.
  const last = useRef<ActivityPage>(null);
  if (asked.state === 'ready') last.current = asked.value;
  const [all, setAll] = useState(false);
  const page = last.current;
  if (asked.state === 'failed') return <ErrorNotice error={asked.error} />;
  if (page === null) {
    return (
      <p role="status" className="text-muted">
        {activityText.loading}
      </p>
    );
  }
  if (page.rows.length === 0) return <p className="text-muted">{historyText.none}</p>;
  const rows = all ? page.rows : page.rows.slice(0, FIRST);
  return (
    <>
      <ol className="flex flex-col gap-2">
        {rows.map((row) => (
          <Entry key={row.number} row={row} />
        ))}
      </ol>
      {!all && page.rows.length > FIRST && (
        <Button look="quiet" className="-ml-2.5 self-start" onClick={() => setAll(true)}>
          {historyText.more(page.rows.length - FIRST)}
        </Button>
      )}
      {all && page.total > page.rows.length && (
        <p className="text-small text-faint">{historyText.older(page.total - page.rows.length)}</p>
      )}
    </>
  );
}

function Entry({ row }: { readonly row: ActivityRow }) {
  const now = useContext(Now);
  const { at, by, client, what, name, detail } = row;
  const who = client === null ? doorNames[by] : `${doorNames[by]} · ${client}`;
  const more = detail === null || detail === name ? '' : detailWords(detail);
  return (
    <li className="min-w-0">
      <p className="flex min-w-0 items-baseline justify-between gap-3">
        <span className={`flex min-w-0 items-center gap-1.5 ${isFailure(what) ? 'text-danger' : ''}`}>
          {isFailure(what) && <Icon of={CircleX} size={14} />}
          <span className="min-w-0 wrap-anywhere">{whatWords(what)}</span>
        </span>
        <time
          dateTime={at}
          title={activityText.exactly(row.number, exactTime(at))}
          className="shrink-0 text-small text-faint tabular-nums"
        >
          {relativeTime(at, now)}
        </time>
      </p>
      <p className="text-small text-muted wrap-anywhere">{[who, more].filter(Boolean).join(', ')}</p>
    </li>
  );
}
