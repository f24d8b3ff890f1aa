import { createContext, useContext } from 'react';
import type { Delivery } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { openRunOf } from '../../state/rotations.ts';
import { isUncopied } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { keyText } from '../../text/keys.ts';
import { rackText } from '../../text/rack.ts';
import { targetName } from '../../text/target-name.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { Badge, ColourDot, StageBadge, StatusWord } from '../../ui/badge.tsx';
import { later } from '../../ui/later.tsx';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { Now } from './now.ts';
import { isLost } from './obstacles.ts';
import type { RackRow } from './rack-rows.ts';

const Rotating = later(() => import('./run-marks.tsx').then((all) => all.Rotating));
const Replaced = later(() => import('./run-marks.tsx').then((all) => all.Replaced));

/** The environments stand in a column of their own. */
export const Placed = createContext(false);

export function Name({ row }: { readonly row: RackRow }) {
  const all = useStore((state) => state.preferences.environmentId === null);
  const placed = useContext(Placed);
  const isRotating = useStore(({ data }) => openRunOf(data, row.key.id) !== null);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {all && row.environment !== null && !placed && <ColourDot colour={row.environment.colour} />}
      <span className="min-w-0 truncate font-medium" title={row.key.name}>
        <bdi>{row.key.name}</bdi>
      </span>
      {all && !placed && row.environment?.stage === 'production' && <StageBadge stage="production" />}
      {isLost(row.key) && <Badge>{keyText.notHeldShort}</Badge>}
      {isUncopied(row.key) && <NotYetCopied id={row.key.id} />}
      {isRotating && <Rotating id={row.key.id} />}
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

/** A word of somebody else's, which may run from right to left: it must not turn what stands beside it. */
export function Text({ text }: { readonly text: string }) {
  if (text === '') return <Nothing />;
  return (
    <span className="block truncate" title={text}>
      <bdi>{text}</bdi>
    </span>
  );
}

const Nothing = () => <span className="text-faint">—</span>;

export function Environment({ value }: { readonly value: RackRow['environment'] }) {
  if (value === null) return <Nothing />;
  if (value.stage === 'production') {
    return (
      <span className="flex min-w-0" title={value.name}>
        <Badge tone="production" className="min-w-0 shrink">
          <span className="truncate">
            <bdi>{value.name}</bdi>
          </span>
        </Badge>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2" title={value.name}>
      <ColourDot colour={value.colour} />
      <span className="min-w-0 truncate">
        <bdi>{value.name}</bdi>
      </span>
    </span>
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

export const Scopes = ({ scopes }: { readonly scopes: readonly string[] }) => <Badges words={scopes} mono />;
export const Tags = ({ tags }: { readonly tags: readonly string[] }) => <Badges words={tags} mono={false} />;

interface BadgesProps {
  readonly words: readonly string[];
  readonly mono: boolean;
}

function Badges({ words, mono }: BadgesProps) {
  const [first] = words;
  if (first === undefined) return <Nothing />;
  return (
    <span className="flex min-w-0 items-center gap-1" title={rackText.words(words)}>
      <Badge mono={mono} className="min-w-0 shrink">
        <span className="truncate">
          <bdi>{first}</bdi>
        </span>
      </Badge>
      {words.length > 1 && (
        <span className="text-label text-faint tabular-nums">{rackText.further(words.length)}</span>
      )}
    </span>
  );
}

export function Variable({ name }: { readonly name: string | null }) {
  if (name === null) return <Nothing />;
  return (
    <span className="flex min-w-0 font-mono text-small text-muted" title={name}>
      <MiddleCut text={name} />
    </span>
  );
}

export const TestMode = ({ on }: { readonly on: boolean }) =>
  on ? <Badge tone="warn">{rackText.testMode}</Badge> : <Nothing />;

export function Status({ value }: { readonly value: Key }) {
  return value.replacedBy === null ? (
    <StatusWord status={value.status} />
  ) : (
    <Replaced by={value.replacedBy} />
  );
}

/** @param late what has passed should not have */
export function When({ at, late = false }: { readonly at: string | null; readonly late?: boolean }) {
  const now = useContext(Now);
  if (at === null) return <span className="text-faint">{common.never}</span>;
  const overdue = late && Date.parse(at) <= now;
  return (
    <time
      dateTime={at}
      title={exactTime(at)}
      className={`block truncate tabular-nums ${overdue ? 'text-warn' : 'text-muted'}`}
    >
      {relativeTime(at, now)}
    </time>
  );
}

export function Delivered({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const targets = useStore((state) => state.data.targets);
  const [first] = deliveries;
  if (first === undefined) return <Nothing />;
  const names = deliveries.map((delivery) => targetName(targets, delivery.target));
  return (
    <span className="block truncate" title={names.join(', ')}>
      {names[0]}
      {deliveries.length > 1 && (
        <span className="ml-1 text-label text-faint tabular-nums">{rackText.further(deliveries.length)}</span>
      )}
    </span>
  );
}
