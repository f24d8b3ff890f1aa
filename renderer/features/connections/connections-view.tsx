import { Cable, Plus } from 'lucide-react';
import { openDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useConnections, useEnvironment } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { viewNames } from '../../text/common.ts';
import { connectionsText } from '../../text/connections.ts';
import { errorText } from '../../text/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ViewHeader } from '../../ui/view-header.tsx';
import { ConnectionRow } from './connection-row.tsx';

const names = connectionsText.columns;
const COLUMNS = [
  { name: names.name, width: '30%' },
  { name: names.url },
  { name: names.keys, width: '64px' },
  { name: names.actions, width: '160px', silent: true },
];

/** The services that Keyrack makes keys at, each reached in one environment. */
export function ConnectionsView() {
  const remote = useStore((state) => state.data.connections);
  const environment = useEnvironment();
  const connections = useConnections().filter(
    (connection) => environment === null || connection.environmentId === environment.id,
  );
  const empty = remote.state === 'ready' && connections.length === 0;
  const add = (
    <Button
      look="primary"
      onClick={() =>
        openDialog({ kind: 'add-connection', environmentId: environment?.id ?? null, provider: null })
      }
    >
      <Icon of={Plus} size={14} />
      {connectionsText.add}
    </Button>
  );
  return (
    <>
      <ViewHeader title={viewNames.connections} scoped>
        {!empty && add}
      </ViewHeader>
      {remote.state === 'loading' && <SkeletonRows label={connectionsText.loading} />}
      {remote.state === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('connections')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {empty && (
        <EmptyState icon={Cable} title={connectionsText.emptyTitle} text={connectionsText.emptyText}>
          {add}
        </EmptyState>
      )}
      {connections.length > 0 && (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <PlainTable label={connectionsText.table} columns={COLUMNS}>
            {connections.map((connection) => (
              <ConnectionRow key={connection.id} connection={connection} span={COLUMNS.length} />
            ))}
          </PlainTable>
        </div>
      )}
    </>
  );
}
