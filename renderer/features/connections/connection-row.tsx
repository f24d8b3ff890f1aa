import { useState } from 'react';
import type { Connection, ConnectionTest } from '#shared/model/connection.ts';
import { api } from '../../api/api.ts';
import { openDialog } from '../../state/actions.ts';
import { useEnvironments, useKeys, useProviders } from '../../state/selectors.ts';
import { connectionsText } from '../../text/connections.ts';
import { Badge, ColourDot } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PlainCell } from '../../ui/plain-table.tsx';
import { useAction } from '../../ui/use-action.ts';

interface Props {
  readonly connection: Connection;
  /** Columns of the table, for the line of the result. */
  readonly span: number;
}

export function ConnectionRow({ connection, span }: Props) {
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const { run, running, error } = useAction();
  const test = async () => {
    setResult(null);
    setResult(await run(() => api['connections.test']({ id: connection.id })));
  };
  return (
    <>
      <tr>
        <PlainCell>
          <ConnectionName connection={connection} />
        </PlainCell>
        <PlainCell>
          <span className="font-mono text-small text-muted select-text" title={connection.baseUrl}>
            {connection.baseUrl}
          </span>
          {connection.customHost && <p className="text-small text-warn">{connectionsText.customHost}</p>}
        </PlainCell>
        <PlainCell>
          <KeyCount connection={connection} />
        </PlainCell>
        <PlainCell>
          <span className="flex justify-end gap-1.5">
            <Button busy={running} onClick={() => void test()}>
              {connectionsText.test}
            </Button>
            <Button look="quiet" onClick={() => openDialog({ kind: 'remove-connection', id: connection.id })}>
              {connectionsText.remove}
            </Button>
          </span>
        </PlainCell>
      </tr>
      {(running || result !== null || error !== null) && (
        <tr>
          <td colSpan={span} className="border-b border-border px-4 py-2">
            {running && <p role="status">{connectionsText.testing}</p>}
            {result !== null && <TestResult result={result} />}
            {error !== null && <ErrorNotice error={error} />}
          </td>
        </tr>
      )}
    </>
  );
}

function ConnectionName({ connection }: { readonly connection: Connection }) {
  const provider = useProviders().find((each) => each.id === connection.provider);
  const environment = useEnvironments().find((each) => each.id === connection.environmentId);
  return (
    <>
      <span className="block truncate font-medium" title={connection.name}>
        {connection.name}
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-small text-muted">
        {environment !== undefined && <ColourDot colour={environment.colour} />}
        <span className="truncate">
          {environment?.name} · {provider?.name ?? connection.provider}
        </span>
      </span>
    </>
  );
}

function KeyCount({ connection }: { readonly connection: Connection }) {
  const count = useKeys().filter((key) => key.connectionId === connection.id).length;
  return <span className="tabular-nums">{count}</span>;
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
