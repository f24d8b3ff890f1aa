import { Crosshair } from 'lucide-react';
import { reload } from '../../state/loading.ts';
import { known } from '../../state/remote.ts';
import { useEnvironment } from '../../state/selectors.ts';
import { setState, useStore } from '../../state/store.ts';
import { addressOf } from '../../state/view.ts';
import { plaintextText } from '../../text/adopting.ts';
import { viewNames } from '../../text/common.ts';
import { errorText } from '../../text/errors.ts';
import { inventoryText } from '../../text/inventory.ts';
import { targetsText } from '../../text/targets.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ViewHeader } from '../../ui/view-header.tsx';
import { ChangeList } from './change-list.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { goToInventory, Inventory } from './inventory/inventory.tsx';
import { useShown } from './inventory/use-inventory.ts';
import { PlaintextKeys } from './plaintext/plaintext-keys.tsx';
import { RecipeList } from './recipes/recipe-list.tsx';

/** Every place that holds a key, and every change that Keyrack made to a file. */
export function TargetsView() {
  const remote = useStore((state) => state.data.deliveries);
  const environment = useEnvironment();
  const plaintextShown = useStore((state) => state.plaintextShown);
  const toMend = useShown()?.rows.length ?? 0;
  const all = known(remote);
  const deliveries = all?.filter((row) => environment === null || row.environmentId === environment.id) ?? [];
  return (
    <>
      <ViewHeader
        title={viewNames.targets}
        scoped
        count={deliveries.length > 0 ? targetsText.count(deliveries.length) : undefined}
      >
        {toMend > 0 && <Button onClick={goToInventory}>{inventoryText.toSection(toMend)}</Button>}
        <Button aria-expanded={plaintextShown} onClick={() => setState({ plaintextShown: !plaintextShown })}>
          {plaintextText.open}
        </Button>
      </ViewHeader>
      <ScrollRegion label={viewNames.targets} className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {plaintextShown && <PlaintextKeys />}
        {remote.state === 'loading' && <SkeletonRows label={targetsText.loading} />}
        {remote.state === 'failed' && (
          <div className="p-4">
            <ErrorNotice error={remote.error}>
              <Button onClick={() => void reload('deliveries')}>{errorText.retry}</Button>
            </ErrorNotice>
          </div>
        )}
        {remote.state === 'ready' && deliveries.length === 0 && <NothingDelivered />}
        {deliveries.length > 0 && <DeliveryTable deliveries={deliveries} />}
        <Inventory />
        <RecipeList />
        <ChangeList />
      </ScrollRegion>
    </>
  );
}

function NothingDelivered() {
  return (
    <EmptyState icon={Crosshair} title={targetsText.emptyTitle} text={targetsText.emptyText}>
      <a
        href={addressOf('rack')}
        className="inline-flex h-7 items-center rounded-control bg-accent px-2.5 font-medium text-on-accent hover:bg-accent-hover"
      >
        {targetsText.goToRack}
      </a>
    </EmptyState>
  );
}
