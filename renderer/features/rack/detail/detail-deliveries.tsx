import type { Key } from '#shared/model/key.ts';
import { unexport } from '../../../state/delivery-actions.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { detailText } from '../../../text/rack.ts';
import { keeperOf, targetName } from '../../../text/target-name.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MechanismBadge } from '../../../ui/mechanism-badge.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Path } from '../../../ui/path.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { Part } from './part.tsx';

/** Where the key is used: the programs that stop working without it. */
export function DetailDeliveries({ value }: { readonly value: Key }) {
  const targets = useStore((state) => state.data.targets);
  const { run, error, running } = useAction();
  return (
    <Part title={detailText.deliveries} count={value.deliveries.length} open>
      {() => (
        <>
          {value.deliveries.length === 0 && <p className="text-muted">{detailText.noDeliveries}</p>}
          <ul className="flex flex-col gap-2 empty:hidden">
            {value.deliveries.map((delivery) => (
              <li key={delivery.id} className="rounded-control border border-border py-1.5 pr-1.5 pl-3">
                <div className="flex items-center gap-2">
                  <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 font-medium">
                    {targetName(targets, delivery.target)}
                    <MechanismBadge mechanism={delivery.mechanism} keptBy={keeperOf(targets, delivery)} />
                  </p>
                  <Button look="quiet" busy={running} onClick={() => void run(() => unexport(delivery))}>
                    {common.remove}
                  </Button>
                </div>
                <p className="flex items-center gap-1 pr-1">
                  <Path path={delivery.file} />
                  <CopyButton label={detailText.copyPath} text={delivery.file} />
                </p>
              </li>
            ))}
          </ul>
          {value.deliveries.length > 1 && <Notice tone="warn">{detailText.severalTools}</Notice>}
          {error !== null && <ErrorNotice error={error} />}
        </>
      )}
    </Part>
  );
}
