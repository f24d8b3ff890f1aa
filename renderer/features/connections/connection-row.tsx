import { type ReactNode, useState } from 'react';
import type { Connection, ConnectionTest } from '#shared/model/connection.ts';
import { api } from '../../api/api.ts';
import { useKeys } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { connectionsText } from '../../text/connections.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PlainCell } from '../../ui/plain-table.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { Address, ConnectionName } from './connection-name.tsx';
import { LastListed } from './last-listed.tsx';
import { SyncOutcome } from './sync-outcome.tsx';

interface Props {
  readonly connection: Connection;
  /** The address has a column of its own. */
  readonly roomy: boolean;
  /** Columns of the table, for the lines of results. */
  readonly span: number;
}

export function ConnectionRow({ connection, roomy, span }: Props) {
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const { run, running, error } = useAction();
  const sync = useStore((state) => state.syncs[connection.id]);
  const test = async () => {
    setResult(null);
    setResult(await run(() => api['connections.test']({ id: connection.id })));
  };
  return (
    <>
      <tr>
        <PlainCell>
          <ConnectionName connection={connection} withAddress={!roomy} />
        </PlainCell>
        {roomy && (
          <PlainCell>
            <Address connection={connection} />
          </PlainCell>
        )}
        <PlainCell>
          <KeyCount connection={connection} />
        </PlainCell>
        <PlainCell>
          <LastListed connection={connection} />
        </PlainCell>
        <PlainCell>
          <ConnectionActions connection={connection} testing={running} onTest={() => void test()} />
        </PlainCell>
      </tr>
      {(running || result !== null || error !== null) && (
        <Line span={span}>
          {running && <p role="status">{connectionsText.testing}</p>}
          {result !== null && <TestResult result={result} />}
          {error !== null && <ErrorNotice error={error} />}
        </Line>
      )}
      {sync !== undefined && (
        <Line span={span}>
          <SyncOutcome connection={connection} sync={sync} />
        </Line>
      )}
    </>
  );
}

/** What came of an action, below the row that it belongs to. */
function Line({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={span} className="border-b border-border bg-canvas px-4 py-2">
        {children}
      </td>
    </tr>
  );
}

function KeyCount({ connection }: { readonly connection: Connection }) {
  const count = useKeys().filter((key) => key.connectionId === connection.id).length;
  return <span className="block text-right tabular-nums">{count}</span>;
}

function TestResult({ result }: { readonly result: ConnectionTest }) {
  return (
    <div role="status" className="flex flex-wrap items-baseline gap-x-2">
      <Badge tone={result.ok ? 'ok' : 'danger'}>
        {result.ok ? connectionsText.worked : connectionsText.failed}
      </Badge>
      <span className="wrap-anywhere">{result.message}</span>
      {result.next !== null && <span className="text-muted wrap-anywhere">{result.next}</span>}
    </div>
  );
}
