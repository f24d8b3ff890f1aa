import type { Delivery } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { statusAt } from '../key-status.ts';
import type { DeliveryRecord, KeyRow } from '../ports/ledger.ts';
import { rotationDueAt } from '../rotation-due.ts';

export const deliveryOf = ({ id, target, mechanism, file }: DeliveryRecord): Delivery => ({
  id,
  target,
  mechanism,
  file,
});

/** A key as window and command see it. */
export function present(
  row: KeyRow,
  deliveries: readonly DeliveryRecord[],
  environment: Environment | null,
  now: Date,
): Key {
  return {
    ...row,
    tags: [...row.tags],
    scopes: [...row.scopes],
    allowedIps: [...row.allowedIps],
    status: statusAt(row, now),
    rotationDueAt: rotationDueAt(row, environment),
    deliveries: deliveries.map(deliveryOf),
  };
}
