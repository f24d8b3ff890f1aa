import type { Inventory } from '#shared/model/inventory.ts';
import { usesInWords } from '#shared/model/other-uses.ts';
import { known, listOf } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { syncConnection } from '../../../state/sync-actions.ts';
import { inventoryText as text } from '../../../text/inventory.ts';
import { keyText } from '../../../text/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** What the list cannot know: services that were not asked lately, files that were not read. */
export function InventoryLimits({ inventory }: { readonly inventory: Inventory }) {
  const old = inventory.services.filter((service) => service.old).map(({ connectionId }) => connectionId);
  const { unlooked, unread } = inventory;
  if (old.length === 0 && unlooked === null && unread.length === 0) return null;
  return (
    <div className="grid gap-2 px-4 pt-2">
      {old.length > 0 && <Old ids={old} />}
      {unlooked !== null && (
        <Notice>{[text.unlooked, unlooked.message, unlooked.next].filter(Boolean).join(' ')}</Notice>
      )}
      {unread.length > 0 && (
        <Disclosure label={text.unread(unread.length)}>
          <ul className="grid gap-1 text-small text-muted">
            {unread.map(({ target, file, message }) => (
              <li key={JSON.stringify([target, file])} className="wrap-anywhere select-text">
                {message}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function Old({ ids }: { readonly ids: readonly string[] }) {
  const connections = useStore(({ data }) => listOf(data.connections)).filter(({ id }) => ids.includes(id));
  const syncs = useStore((state) => state.syncs);
  const isLocked = useStore(({ data }) => known(data.storage)?.appLocked ?? false);
  const found = ids.map((id) => syncs[id]);
  const failed = found.find((sync) => sync?.state === 'failed');
  return (
    <>
      <Notice>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <p className="min-w-0 flex-1 basis-60">
            {text.old(
              usesInWords(connections, ({ name }) => name),
              connections.length,
            )}
          </p>
          <Button
            unavailable={isLocked ? keyText.locked : null}
            busy={found.some((sync) => sync?.state === 'running')}
            onClick={() => void Promise.all(ids.map(syncConnection))}
          >
            {text.sync}
          </Button>
        </div>
      </Notice>
      {failed?.state === 'failed' && <ErrorNotice error={failed.error} />}
    </>
  );
}
