import type { Connection } from '#shared/model/connection.ts';
import { useEnvironments, useProviders } from '../../state/selectors.ts';
import { connectionsText } from '../../text/connections.ts';
import { Badge, ColourDot, type Tone } from '../../ui/badge.tsx';
import { wayOf } from './connection-way.ts';

interface Props {
  readonly connection: Connection;
  readonly withAddress: boolean;
}

/** What it is called, which service, in which environment, and who the service says we are. */
export function ConnectionName({ connection, withAddress }: Props) {
  const provider = useProviders().find((each) => each.id === connection.provider);
  const environment = useEnvironments().find((each) => each.id === connection.environmentId);
  const around = [environment?.name, provider?.name ?? connection.provider, connection.account].filter(
    (word) => word !== null && word !== undefined && word !== connection.name,
  );
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium" title={connection.name}>
          {connection.name}
        </span>
        <WayBadge connection={connection} />
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-small text-muted">
        {environment !== undefined && <ColourDot colour={environment.colour} />}
        <span className="truncate" title={around.join(' · ')}>
          {around.join(' · ')}
        </span>
      </span>
      {withAddress && <Address connection={connection} />}
    </>
  );
}

export function Address({ connection }: Pick<Props, 'connection'>) {
  if (connection.baseUrl === '')
    return <span className="block truncate text-small text-faint">{connectionsText.noAddress}</span>;
  return (
    <>
      <span className="block truncate font-mono text-small text-muted select-text" title={connection.baseUrl}>
        {connection.baseUrl}
      </span>
      {connection.customHost && (
        <span className="block truncate text-small text-warn">{connectionsText.customHost}</span>
      )}
    </>
  );
}

const TONES: Record<ReturnType<typeof wayOf>, Tone> = { guided: 'plain', inferred: 'warn', api: 'plain' };

function WayBadge({ connection }: Pick<Props, 'connection'>) {
  const way = wayOf(connection);
  const { word, meaning } = connectionsText.ways[way];
  return (
    <span title={meaning} className="inline-flex shrink-0">
      <Badge tone={TONES[way]}>{word}</Badge>
    </span>
  );
}
