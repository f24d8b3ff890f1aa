import type { Connection, SyncReport } from '#shared/model/connection.ts';
import { openDialog, showInRack } from '../../state/actions.ts';
import type { Sync } from '../../state/sync.ts';
import { dismissSync } from '../../state/sync-actions.ts';
import { connectionsText } from '../../text/connections.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

const words = connectionsText.synced;

interface Props {
  readonly connection: Connection;
  readonly sync: Sync;
}

/** How far a listing is, or what came of it. */
export function SyncOutcome({ connection, sync }: Props) {
  if (sync.state === 'running') {
    return (
      <p role="status" className="tabular-nums">
        {connectionsText.syncing(sync.read)}
      </p>
    );
  }
  if (sync.state === 'failed') {
    return (
      <ErrorNotice error={sync.error}>
        <Button onClick={() => openDialog({ kind: 'diagnose', id: connection.id })}>
          {connectionsText.diagnose}
        </Button>
      </ErrorNotice>
    );
  }
  return (
    <div className="flex items-start gap-4">
      <Summary report={sync.report} />
      <span className="-my-1 ml-auto flex shrink-0 gap-1.5">
        {sync.report.listed > 0 && <Button onClick={() => showInRack(connection)}>{words.showInRack}</Button>}
        <Button look="quiet" onClick={() => dismissSync(connection.id)}>
          {words.dismiss}
        </Button>
      </span>
    </div>
  );
}

type Kind = 'added' | 'changed' | 'gone' | 'orphans' | 'notHeld';
const KINDS: readonly Kind[] = ['added', 'changed', 'gone', 'orphans', 'notHeld'];

function Summary({ report }: { readonly report: SyncReport }) {
  const differing = KINDS.filter((kind) => report[kind].length > 0);
  if (differing.length === 0) return <p role="status">{words.same(report.listed)}</p>;
  return (
    <div role="status" className="min-w-0">
      <p className="font-medium">{words.listed(report.listed)}</p>
      <dl className="mt-0.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 text-small">
        {differing.map((kind) => (
          <div key={kind} className="contents">
            <dt className="tabular-nums">
              {report[kind].length} {words[kind]}
            </dt>
            <dd className="text-muted wrap-anywhere">{words.names(report[kind].map(({ name }) => name))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
