import { Cable, KeyRound, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { openDialog } from '../../state/actions.ts';
import { reload } from '../../state/loading.ts';
import { useConnections, useEnvironment, useKeys } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { connectionsText } from '../../text/connections.ts';
import { errorText } from '../../text/errors.ts';
import { keyText } from '../../text/keys.ts';
import { rackText } from '../../text/rack.ts';
import { shortcuts } from '../../text/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TrySample } from '../sample/try-sample.tsx';
import type { RackRow } from './rack-rows.ts';

interface Props {
  readonly rows: readonly RackRow[];
  readonly found: readonly RackRow[];
  readonly search: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The rack while it loads, when it could not be read, when it is empty; else the table. */
export function RackState({ rows, found, search, onClear, children }: Props) {
  const remote = useStore((store) => store.data.keys);
  // Of the first page alone nothing is said that may be wrong of all.
  if (remote.state === 'loading' && found.length === 0) return <SkeletonRows label={rackText.loading} />;
  return (
    <>
      {remote.state === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('keys')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {rows.length === 0 && remote.state === 'ready' && <NoKeys />}
      {rows.length > 0 && found.length === 0 && (
        <EmptyState icon={Search} title={rackText.emptySearchTitle} text={rackText.emptySearchText(search)}>
          <Button onClick={onClear}>{rackText.clearSearch}</Button>
        </EmptyState>
      )}
      {found.length > 0 && children}
    </>
  );
}

function NoKeys() {
  const environment = useEnvironment();
  // Who has keys elsewhere has seen what keys look like.
  const none = useKeys().length === 0;
  const connected = useConnections().some(
    (connection) => environment === null || connection.environmentId === environment.id,
  );
  if (!connected) {
    const open = { kind: 'add-connection', environmentId: environment?.id ?? null, provider: null } as const;
    return (
      <EmptyState icon={Cable} title={rackText.emptyNoConnectionTitle} text={rackText.emptyNoConnectionText}>
        <Button look="primary" onClick={() => openDialog(open)}>
          <Icon of={Plus} size={14} />
          {connectionsText.add}
        </Button>
        {none && <TrySample />}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={KeyRound} title={rackText.emptyTitle} text={rackText.emptyText}>
      <Button
        look="primary"
        shortcut={shortcuts.newKey}
        autoFocus
        onClick={() => openDialog({ kind: 'new-key' })}
      >
        <Icon of={Plus} size={14} />
        {keyText.newKey}
      </Button>
      {none && <TrySample />}
    </EmptyState>
  );
}
