import { setTimeout as delay } from 'node:timers/promises';
import { isWholePath } from '#core/delivering/place.ts';
import type { Ledger } from '#core/ports/ledger.ts';
import type { Log } from '#core/ports/log.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import type { Services } from '#core/services.ts';
import type { DeliveryRow } from '#shared/model/delivery.ts';
import { driftText } from '#shared/text/drift.ts';
import { markOf } from '../platform/file-marks.ts';
import { watchDeliveries } from './delivery-watch.ts';

const PAUSE_MS = 700;

interface Deps {
  readonly services: Pick<Services, 'delivering'>;
  readonly ledger: Pick<Ledger, 'deliveries'>;
  readonly log: Log;
  readonly changed: (what: 'targets') => void;
  readonly notify: Notifier['notify'];
}

/** Tells the page of each change of a file with an entry of ours, and the user where the entry is not as it was. @returns stop */
export function guardDeliveries({ services, ledger, log, changed, notify }: Deps): () => void {
  const { delivering } = services;
  const nameOf = ({ target }: DeliveryRow) =>
    delivering.targets().find(({ id }) => id === target)?.name ?? target;
  const { stop, look } = watchDeliveries({
    delivering,
    files: () => [...new Set(ledger.deliveries.list().map(({ file }) => file))].filter(isWholePath),
    markOf,
    log,
    pause: () => delay(PAUSE_MS),
    onChanged: () => changed('targets'),
    onDrifted: (rows) => {
      for (const row of rows)
        notify({ ...driftText(row.state, row.server, nameOf(row), row.file), keyId: row.keyId });
    },
  });
  void look();
  return stop;
}
