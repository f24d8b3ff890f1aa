import { Cable } from 'lucide-react';
import type { ReactNode } from 'react';
import { reload } from '../../state/loading.ts';
import { useConnections, useEnvironment } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { connectionsText } from '../../text/connections.ts';
import { errorText } from '../../text/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { ConnectionRow } from './connection-row.tsx';

const names = connectionsText.columns;

/** Where there is no room for the address's own column, it stands below the name. */
const columnsOf = (roomy: boolean) => [
  { name: names.name },
  ...(roomy ? [{ name: names.url, width: '27%' }] : []),
  { name: names.keys, width: '56px', numeric: true },
  { name: names.listed, width: roomy ? '112px' : '88px' },
  { name: names.actions, width: '172px', silent: true },
];

export function ConnectionList({ add }: { readonly add: ReactNode }) {
  const remote = useStore((state) => state.data.connections);
  const environment = useEnvironment();
  const roomy = useMedia('(min-width: 1000px)');
  const connections = useConnections().filter(
    (connection) => environment === null || connection.environmentId === environment.id,
  );
  const columns = columnsOf(roomy);
  if (remote.state === 'loading') return <SkeletonRows label={connectionsText.loading} />;
  return (
    <>
      {remote.state === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('connections')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {remote.state === 'ready' && connections.length === 0 && (
        <EmptyState icon={Cable} title={connectionsText.emptyTitle} text={connectionsText.emptyText}>
          {add}
        </EmptyState>
      )}
      {connections.length > 0 && (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <PlainTable label={connectionsText.table} columns={columns}>
            {connections.map((connection) => (
              <ConnectionRow
                key={connection.id}
                connection={connection}
                roomy={roomy}
                span={columns.length}
              />
            ))}
          </PlainTable>
        </div>
      )}
    </>
  );
}
