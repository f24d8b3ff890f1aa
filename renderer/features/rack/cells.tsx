import { createContext, useContext } from 'react';
import type { Delivery } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { keyText } from '../../text/keys.ts';
import { rackText } from '../../text/rack.ts';
import { targetName } from '../../text/target-name.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { Badge, ColourDot, StageBadge, StatusWord } from '../../ui/badge.tsx';
import { isLost } from './obstacles.ts';
import type { RackRow } from './rack-rows.ts';

/** The time that `2 days ago` is counted from: one clock for all rows. */
export const Now = createContext(0);

export function Name({ row }: { readonly row: RackRow }) {
  const all = useStore((state) => state.preferences.environmentId === null);
  const waiting = !row.key.acknowledged && row.key.held && row.key.status === 'active';
  return (
    <span className="flex min-w-0 items-center gap-2">
      {all && row.environment !== null && <ColourDot colour={row.environment.colour} />}
      <span className="min-w-0 truncate font-medium" title={row.key.name}>
        {row.key.name}
      </span>
      {all && row.environment?.stage === 'production' && <StageBadge stage="production" />}
      {isLost(row.key) && <Badge>{keyText.notHeldShort}</Badge>}
      {waiting && <NotYetCopied id={row.key.id} />}
    </span>
  );
}

function NotYetCopied({ id }: { readonly id: string }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="shrink-0"
      onClick={(event) => {
        event.stopPropagation();
        openDialog({ kind: 'key-created', keyIds: [id] });
      }}
    >
      <Badge tone="warn">{keyText.notYetCopied}</Badge>
    </button>
  );
}

export function Hint({ value }: { readonly value: Key }) {
  return (
    <span
      className={`block truncate font-mono text-small ${value.hint === '' ? 'text-faint' : 'text-muted'}`}
    >
      {rackText.hint(value.hint)}
    </span>
  );
}

export function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  const [first, ...rest] = scopes;
  if (first === undefined) return <span className="text-faint">—</span>;
  return (
    <span className="flex min-w-0 items-center gap-1" title={scopes.join(', ')}>
      <Badge mono className="min-w-0 shrink">
        <span className="truncate">{first}</span>
      </Badge>
      {rest.length > 0 && <span className="text-label text-faint tabular-nums">+{rest.length}</span>}
    </span>
  );
}

export function Status({ value }: { readonly value: Key }) {
  return <StatusWord status={value.status} />;
}

export function When({ at }: { readonly at: string | null }) {
  const now = useContext(Now);
  if (at === null) return <span className="text-faint">{common.never}</span>;
  return (
    <time dateTime={at} title={exactTime(at)} className="block truncate text-muted tabular-nums">
      {relativeTime(at, now)}
    </time>
  );
}

export function Delivered({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const targets = useStore((state) => state.data.targets);
  const [first] = deliveries;
  if (first === undefined) return <span className="text-faint">—</span>;
  const names = deliveries.map((delivery) => targetName(targets, delivery.target));
  return (
    <span className="block truncate" title={names.join(', ')}>
      {names[0]}
      {deliveries.length > 1 && (
        <span className="ml-1 text-label text-faint tabular-nums">
          {rackText.deliveries(deliveries.length)}
        </span>
      )}
    </span>
  );
}
