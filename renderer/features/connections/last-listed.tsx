import { TriangleAlert } from 'lucide-react';
import type { Connection } from '#shared/model/connection.ts';
import { offerOf } from '#shared/model/provider.ts';
import { connectionsText } from '../../text/connections.ts';
import { exactTime, relativeTime } from '../../text/time.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useNow } from '../../ui/use-now.ts';

const words = connectionsText.listed;

/** How old what is shown of a service is; why the newest try failed stands one focus away. */
export function LastListed({ connection }: { readonly connection: Connection }) {
  const now = useNow(30_000);
  const { syncedAt, syncFailure, offers } = connection;
  const age =
    syncedAt === null ? (
      <span className="text-faint">{offerOf(offers, 'list').way === 'api' ? words.never : words.byHand}</span>
    ) : (
      <time dateTime={syncedAt} title={exactTime(syncedAt)}>
        {relativeTime(syncedAt, now)}
      </time>
    );
  return (
    <>
      <span className="block truncate text-small">{age}</span>
      {syncFailure !== null && (
        <Tooltip text={syncFailure}>
          <button
            type="button"
            className="flex items-center gap-1 rounded-tag text-small text-danger underline decoration-dotted underline-offset-2"
          >
            <Icon of={TriangleAlert} size={12} />
            {words.failed}
            <span className="sr-only">: {syncFailure}</span>
          </button>
        </Tooltip>
      )}
    </>
  );
}
