import { CircleX } from 'lucide-react';
import { memo } from 'react';
import type { ActivityRow } from '#shared/model/activity.ts';
import { detailWords, isFailure, whatWords } from '#shared/text/activity.ts';
import { useEnvironment, useEnvironments, useKey } from '../../state/selectors.ts';
import { showKey } from '../../state/showing.ts';
import { activityText, doorNames } from '../../text/activity.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { ColourDot } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  readonly row: ActivityRow;
  readonly index: number;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const CELL = 'overflow-hidden border-b border-border px-2 first:pl-4 last:pr-4';

export const ActivityLine = memo(Line);

function Line({ row, index, now }: Props) {
  const { at, by, client, what, name, detail } = row;
  const who = client === null ? doorNames[by] : `${doorNames[by]} · ${client}`;
  const more = detail === null || detail === name ? '' : detailWords(detail);
  return (
    // The header is row 1.
    <tr aria-rowindex={index + 2} className="h-(--row-height) hover:bg-hover">
      <td className={CELL}>
        <time
          dateTime={at}
          title={activityText.exactly(row.number, exactTime(at))}
          className="block truncate text-muted tabular-nums"
        >
          {relativeTime(at, now)}
        </time>
      </td>
      <td className={CELL}>
        <span className={`flex min-w-0 items-center gap-1.5 ${isFailure(what) ? 'text-danger' : ''}`}>
          {isFailure(what) && <Icon of={CircleX} size={14} />}
          <span className="truncate" title={whatWords(what)}>
            {whatWords(what)}
          </span>
        </span>
      </td>
      <td className={CELL}>
        <Subject row={row} />
      </td>
      <td className={CELL}>
        <span className="block truncate text-muted" title={who}>
          {who}
        </span>
      </td>
      <td className={CELL}>
        <span className="block truncate text-small text-muted" title={more}>
          {more}
        </span>
      </td>
    </tr>
  );
}

/** What it was done to, by its name of then; a key that is still there is one press away. */
function Subject({ row: { subject, name, environmentId } }: Pick<Props, 'row'>) {
  const key = useKey(subject);
  const shown = useEnvironment();
  const environment = useEnvironments().find(({ id }) => id === environmentId);
  if (name === null) return null;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {shown === null && environment !== undefined && (
        <span title={environment.name} className="flex">
          <ColourDot colour={environment.colour} />
          {environment.id !== subject && <span className="sr-only">{environment.name}: </span>}
        </span>
      )}
      {key === null ? (
        <span className="truncate" title={name}>
          {name}
        </span>
      ) : (
        <button
          type="button"
          title={activityText.show(name)}
          onClick={() => showKey(key)}
          className="min-w-0 truncate rounded-tag text-left font-medium hover:underline"
        >
          {name}
        </button>
      )}
    </span>
  );
}
