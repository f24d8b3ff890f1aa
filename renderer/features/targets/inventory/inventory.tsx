import { CircleCheck, RotateCw } from 'lucide-react';
import { INVENTORY_KINDS, type Inventory as Told } from '#shared/model/inventory.ts';
import { reload } from '../../../state/loading.ts';
import { errorText } from '../../../text/errors.ts';
import { inventoryText as text } from '../../../text/inventory.ts';
import { relativeTime } from '../../../text/time.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { InventoryGroup } from './inventory-group.tsx';
import { InventoryLimits } from './inventory-limits.tsx';
import { useInventory, useShown } from './use-inventory.ts';

const HEADING = 'inventory-heading';
const MINUTE = 60_000;

/** From the top of the view, past all deliveries. */
export function goToInventory(): void {
  const heading = document.getElementById(HEADING);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}

/** Services, storage and disk beside each other: what does not fit, by kind, each with what mends it. */
export function Inventory() {
  const remote = useInventory();
  const inventory = useShown();
  const now = useNow(MINUTE);
  const listed = oldestListing(inventory);
  return (
    <section aria-labelledby={HEADING} className="pt-6">
      <div className="flex items-start gap-3 px-4">
        <div className="mr-auto min-w-0">
          <h2 id={HEADING} tabIndex={-1} className="scroll-mt-3 font-semibold outline-none">
            {text.title}
          </h2>
          <p className="text-small text-muted">{aboutWords(listed, now)}</p>
        </div>
        <IconButton icon={RotateCw} label={text.again} onClick={() => void reload('inventory')} />
      </div>
      {remote.state === 'failed' && (
        <div className="px-4 pt-2">
          <ErrorNotice error={remote.error}>
            <Button onClick={() => void reload('inventory')}>{errorText.retry}</Button>
          </ErrorNotice>
        </div>
      )}
      {remote.state === 'loading' && <Looking />}
      {inventory !== null && <InventoryLimits inventory={inventory} />}
      {inventory !== null && <Groups inventory={inventory} now={now} listed={listed} />}
    </section>
  );
}

/** How old it is: of several services the one that was listed first counts. @returns null where none was */
function oldestListing(inventory: Told | null): string | null {
  const [oldest] = (inventory?.services ?? []).flatMap(({ asOf }) => asOf ?? []).toSorted();
  return oldest ?? null;
}

const aboutWords = (listed: string | null, now: number): string =>
  listed === null ? text.about : `${text.about} ${text.asOf(relativeTime(listed, now))}`;

interface GroupsProps {
  readonly inventory: Told;
  readonly now: number;
  readonly listed: string | null;
}

function Groups({ inventory, now, listed }: GroupsProps) {
  if (inventory.rows.length === 0) {
    return (
      <p role="status" className="flex items-center gap-2 px-4 py-3 text-muted">
        <Icon of={CircleCheck} className="text-ok" />
        {text.nothing}
      </p>
    );
  }
  const byKind = Map.groupBy(inventory.rows, ({ kind }) => kind);
  return INVENTORY_KINDS.map((kind) => {
    const rows = byKind.get(kind);
    return rows === undefined ? null : (
      <InventoryGroup key={kind} kind={kind} rows={rows} now={now} listed={listed} />
    );
  });
}

function Looking() {
  return (
    <div role="status" aria-label={text.loading} className="grid gap-2 px-4 py-3">
      <span aria-hidden="true" className="skeleton h-3 w-1/2" />
      <span aria-hidden="true" className="skeleton h-3 w-1/3" />
      <span aria-hidden="true" className="skeleton h-3 w-2/5" />
    </div>
  );
}
