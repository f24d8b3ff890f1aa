import type { Mend, InventoryRow as Row } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { usesInWords } from '#shared/model/other-uses.ts';
import { listOf } from '../../../state/remote.ts';
import { useEnvironment, useKey, useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { mendNames, inventoryText as text } from '../../../text/inventory.ts';
import { targetName } from '../../../text/target-name.ts';
import { relativeTime } from '../../../text/time.ts';
import { Button } from '../../../ui/button.tsx';
import { EntryProblem } from '../../../ui/entry-problem.tsx';
import { EnvironmentName } from '../../../ui/environment-name.tsx';
import { Path } from '../../../ui/path.tsx';
import { useMend } from './use-mend.ts';

interface Props {
  readonly row: Row;
  /** Milliseconds of the epoch. */
  readonly now: number;
  /** The instant that the heading tells for all services; null: it tells none. */
  readonly listed: string | null;
}

/** Each after its dialog has asked. */
const DESTRUCTIVE: readonly Mend['act'][] = ['revoke', 'delete'];

export function InventoryRow(props: Props) {
  const key = useKey(props.row.keyId);
  return key === null ? null : <Line {...props} value={key} />;
}

function Line({ value, ...props }: Props & { readonly value: Key }) {
  const { row } = props;
  const { environment } = useSurroundings(value);
  const shown = useEnvironment();
  const { start, running, error, unavailable, keepSameValue } = useMend(row, value);
  const act = mendNames[row.mend.act];
  // Of a copy the note says what keeps it from being adopted.
  const isObstructed = row.mend.act === 'adopt' && row.note !== null;
  return (
    <li className="border-b border-border px-4 py-1.5">
      <div className="flex min-h-9 items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex min-w-0 items-center gap-2">
            <span className="min-w-0 truncate font-medium" title={value.name}>
              {value.name}
            </span>
            {environment !== null && shown?.id !== environment.id && (
              <span className="min-w-0 max-w-1/2 shrink-0 text-small text-muted">
                <EnvironmentName environment={environment} cut />
              </span>
            )}
          </p>
          <Where {...props} value={value} />
          {row.note !== null && <p className="text-small text-muted wrap-anywhere">{row.note}</p>}
        </div>
        {!isObstructed && (
          <Button
            look={DESTRUCTIVE.includes(row.mend.act) ? 'leadsToDanger' : 'secondary'}
            aria-label={text.of(act, value.name, row.place?.entry ?? null)}
            unavailable={unavailable}
            busy={running}
            onClick={start}
          >
            {act}
          </Button>
        )}
      </div>
      {error !== null && (
        <div className="py-2">
          <EntryProblem error={error} onKeep={keepSameValue} />
        </div>
      )}
    </li>
  );
}

/** Which place, which other keys, or which service it is about. */
function Where({ row, now, listed, value }: Props & { readonly value: Key }) {
  const targets = useStore(({ data }) => data.targets);
  const { connection } = useSurroundings(value);
  if (row.place !== null) {
    const { target, entry, file } = row.place;
    return (
      <div className="flex min-w-0 items-baseline gap-2 text-small text-muted">
        <span className="shrink-0">{targetName(targets, target)}</span>
        <span className="max-w-2/5 shrink-0 truncate font-mono text-text" title={entry}>
          {entry}
        </span>
        <Path path={file} />
      </div>
    );
  }
  if (row.others.length > 0) return <SameAs others={row.others} />;
  const used = value.lastUsedAt === null ? null : relativeTime(value.lastUsedAt, now);
  return (
    <p className="text-small text-muted wrap-anywhere">
      {row.kind === 'stale' && `${text.unused(used)} · `}
      {text.at(connection?.name ?? null, ownTime(row, listed, now))}
    </p>
  );
}

function SameAs({ others }: { readonly others: readonly string[] }) {
  const keys = useStore(({ data }) => listOf(data.keys));
  const environments = useStore(({ data }) => listOf(data.environments));
  const nameOf = ({ name, environmentId }: Key) =>
    text.otherKey(name, environments.find(({ id }) => id === environmentId)?.name ?? '');
  const words = text.sameAs(
    usesInWords(
      keys.filter(({ id }) => others.includes(id)),
      nameOf,
    ),
  );
  return <p className="text-small text-muted wrap-anywhere">{words}</p>;
}

/** When its service was listed, in words; null: as the heading says. */
function ownTime({ asOf }: Row, listed: string | null, now: number): string | null {
  if (asOf === null) return text.neverListed;
  const time = relativeTime(asOf, now);
  return listed !== null && time === relativeTime(listed, now) ? null : text.listed(time);
}
