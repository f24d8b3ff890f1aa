import type { Key } from '#shared/model/key.ts';
import { unexport } from '../../../state/delivery-actions.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { detailText } from '../../../text/rack.ts';
import { targetName } from '../../../text/target-name.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MechanismBadge } from '../../../ui/mechanism-badge.tsx';
import { Path } from '../../../ui/path.tsx';
import { useAction } from '../../../ui/use-action.ts';

/** Where the key is used: the programs that stop working without it. */
export function DetailDeliveries({ value }: { readonly value: Key }) {
  const targets = useStore((state) => state.data.targets);
  const { run, error, running } = useAction();
  return (
    <section aria-labelledby="deliveries-heading" className="flex flex-col gap-2 border-t border-border pt-4">
      <h3 id="deliveries-heading" className="font-semibold">
        {detailText.deliveries}
      </h3>
      {value.deliveries.length === 0 && <p className="text-muted">{detailText.noDeliveries}</p>}
      <ul className="flex flex-col gap-2">
        {value.deliveries.map((delivery) => (
          <li key={delivery.id} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                {targetName(targets, delivery.target)}
                <MechanismBadge mechanism={delivery.mechanism} />
              </p>
              <Path path={delivery.file} />
            </div>
            <Button look="quiet" busy={running} onClick={() => void run(() => unexport(delivery))}>
              {common.remove}
            </Button>
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}
