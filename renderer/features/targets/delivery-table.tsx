import { type DeliveryRow, isDrifted } from '#shared/model/delivery.ts';
import { openDialog } from '../../state/actions.ts';
import { unexport } from '../../state/delivery-actions.ts';
import { useKey } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { targetName } from '../../text/target-name.ts';
import { deliveryStates, restoreText, targetsText } from '../../text/targets.ts';
import { clockTime } from '../../text/time.ts';
import { StatusWord } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MechanismBadge } from '../../ui/mechanism-badge.tsx';
import { Path } from '../../ui/path.tsx';
import { PlainCell, PlainTable } from '../../ui/plain-table.tsx';
import { useAction } from '../../ui/use-action.ts';

const names = targetsText.columns;
const COLUMNS = [
  { name: names.key, width: '26%' },
  { name: names.target },
  { name: names.mechanism, width: '148px' },
  { name: names.state, width: '112px' },
  { name: names.actions, width: '168px', silent: true },
];

export function DeliveryTable({ deliveries }: { readonly deliveries: readonly DeliveryRow[] }) {
  return (
    <PlainTable label={targetsText.deliveriesTable} columns={COLUMNS}>
      {deliveries.map((delivery) => (
        <Row key={delivery.id} delivery={delivery} />
      ))}
    </PlainTable>
  );
}

const TONES: Record<DeliveryRow['state'], string> = {
  intact: 'bg-ok',
  changed: 'bg-warn',
  missing: 'bg-danger',
  unreadable: 'bg-danger',
};

function Row({ delivery }: { readonly delivery: DeliveryRow }) {
  const key = useKey(delivery.keyId);
  const targets = useStore((state) => state.data.targets);
  const { run, running, error } = useAction();
  const state = deliveryStates[delivery.state];
  return (
    <>
      <tr>
        <PlainCell>
          <span className="flex min-w-0 items-center gap-2">
            <span className="min-w-0 truncate font-medium" title={key?.name}>
              {key?.name ?? delivery.variable}
            </span>
            {key !== null && key.status !== 'active' && <StatusWord status={key.status} />}
          </span>
          <span className="block truncate font-mono text-small text-muted">{delivery.variable}</span>
        </PlainCell>
        <PlainCell>
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="max-w-full shrink-0 truncate">{targetName(targets, delivery.target)}</span>
            <span className="truncate font-mono text-small text-muted">{delivery.server}</span>
          </span>
          <Path path={delivery.file} />
        </PlainCell>
        <PlainCell>
          <MechanismBadge mechanism={delivery.mechanism} />
        </PlainCell>
        <PlainCell>
          <span className="inline-flex items-center gap-1.5" title={state.meaning}>
            <span aria-hidden="true" className={`size-1.5 rounded-full ${TONES[delivery.state]}`} />
            {state.word}
          </span>
          {delivery.until !== null && (
            <span className="block text-small text-muted">
              {targetsText.until(clockTime(delivery.until))}
            </span>
          )}
        </PlainCell>
        <PlainCell>
          <span className="flex justify-end gap-1.5">
            {isDrifted(delivery) && (
              <Button onClick={() => openDialog({ kind: 'restore', id: delivery.id })}>
                {restoreText.title}
              </Button>
            )}
            <Button busy={running} onClick={() => void run(() => unexport(delivery))}>
              {common.remove}
            </Button>
          </span>
        </PlainCell>
      </tr>
      {error !== null && (
        <tr>
          <td colSpan={COLUMNS.length} className="border-b border-border px-4 py-2">
            <ErrorNotice error={error} />
          </td>
        </tr>
      )}
    </>
  );
}
