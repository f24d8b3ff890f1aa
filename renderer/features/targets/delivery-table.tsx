import type { ReactNode } from 'react';
import { type DeliveryRow, isDrifted, isStored } from '#shared/model/delivery.ts';
import { openDialog } from '../../state/actions.ts';
import { deleteFile, unexport } from '../../state/delivery-actions.ts';
import { testDelivery } from '../../state/delivery-test-actions.ts';
import { reload } from '../../state/loading.ts';
import { listOf } from '../../state/remote.ts';
import { useKey } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { common } from '../../text/common.ts';
import { deliveryTestText } from '../../text/delivery-test.ts';
import { keeperOf, targetName } from '../../text/target-name.ts';
import { deliveryStates, restoreText, targetsText } from '../../text/targets.ts';
import { clockTime } from '../../text/time.ts';
import { Badge, StatusWord } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MechanismBadge } from '../../ui/mechanism-badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Path } from '../../ui/path.tsx';
import { PlainCell, PlainTable } from '../../ui/plain-table.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useMedia } from '../../ui/use-media.ts';
import { DeliveryTestOutcome } from './delivery-test-outcome.tsx';

const names = targetsText.columns;
/** Where there is little room, buttons stand below each other. One button more where an entry can be put back. */
const actionsWidth = (roomy: boolean, drifted: boolean): string => {
  if (!roomy) return '124px';
  return drifted ? '240px' : '200px';
};

const columnsOf = (roomy: boolean, drifted: boolean) => [
  { name: names.key, width: roomy ? '24%' : '26%' },
  { name: names.target },
  { name: names.mechanism, width: '148px' },
  { name: names.state, width: '112px' },
  { name: names.actions, width: actionsWidth(roomy, drifted), silent: true },
];

const COLUMN_COUNT = columnsOf(true, false).length;

export function DeliveryTable({ deliveries }: { readonly deliveries: readonly DeliveryRow[] }) {
  const roomy = useMedia('(min-width: 1000px)');
  return (
    <PlainTable label={targetsText.deliveriesTable} columns={columnsOf(roomy, deliveries.some(isDrifted))}>
      {deliveries.map((delivery) => (
        <Row key={delivery.id} delivery={delivery} roomy={roomy} />
      ))}
    </PlainTable>
  );
}

const TONES: Record<DeliveryRow['state'], string> = {
  intact: 'bg-ok',
  changed: 'bg-warn',
  imported: 'bg-ok',
  elsewhere: 'bg-muted',
  missing: 'bg-danger',
  unreadable: 'bg-danger',
};

interface RowProps {
  readonly delivery: DeliveryRow;
  readonly roomy: boolean;
}

function Row({ delivery, roomy }: RowProps) {
  const key = useKey(delivery.keyId);
  const targets = useStore((state) => state.data.targets);
  const trial = useStore((state) => state.deliveryTests[delivery.id]);
  const { run, running, error } = useAction();
  // Its file is only what the program imports: nothing runs from it.
  const takes = listOf(targets).find(({ id }) => id === delivery.target)?.takes;
  const isVehicle = takes === 'service' && !isStored(delivery);
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
          {delivery.state === 'imported' ? (
            <Badge>{targetsText.held}</Badge>
          ) : (
            <MechanismBadge mechanism={delivery.mechanism} keptBy={keeperOf(targets, delivery)} />
          )}
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
          <span className={`flex gap-1.5 ${roomy ? 'justify-end' : 'flex-col'}`}>
            {isVehicle && delivery.state === 'intact' && (
              <Button
                busy={running}
                title={targetsText.deleteFileHelp}
                onClick={() => void run(() => deleteFile(delivery))}
              >
                {targetsText.deleteFile}
              </Button>
            )}
            {!isVehicle && isDrifted(delivery) && (
              <Button onClick={() => openDialog({ kind: 'restore', id: delivery.id })}>
                {restoreText.title}
              </Button>
            )}
            {!isVehicle && (
              <Button busy={trial?.state === 'running'} onClick={() => void testDelivery(delivery.id)}>
                {deliveryTestText.test}
              </Button>
            )}
            <Button busy={running} onClick={() => void run(() => unexport(delivery))}>
              {common.remove}
            </Button>
          </span>
        </PlainCell>
      </tr>
      {state.next !== undefined && (
        <Line>
          <Notice tone="warn">
            <p>
              {state.meaning} {state.next}
            </p>
            <div className="mt-2">
              <Button onClick={() => void reload('deliveries')}>{targetsText.lookAgain}</Button>
            </div>
          </Notice>
        </Line>
      )}
      {trial !== undefined && (
        <Line>
          <DeliveryTestOutcome id={delivery.id} trial={trial} />
        </Line>
      )}
      {error !== null && (
        <Line>
          <ErrorNotice error={error} />
        </Line>
      )}
    </>
  );
}

/** What came of an action, below the row that it belongs to. */
function Line({ children }: { readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={COLUMN_COUNT} className="border-b border-border bg-canvas px-4 py-2">
        {children}
      </td>
    </tr>
  );
}
