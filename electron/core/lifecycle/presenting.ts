import type { Delivery } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { statusAt } from '../key-status.ts';
import { dueDate, type Prescriptions } from '../policies/prescribing.ts';
import type { DeliveryRecord, KeyRow } from '../ports/ledger.ts';

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
  prescribedFor: Prescriptions,
  now: Date,
): Key {
  const prescribed = prescribedFor(row);
  return {
    ...row,
    tags: [...row.tags],
    scopes: [...row.scopes],
    allowedIps: [...row.allowedIps],
    status: statusAt(row, now),
    rotationDueAt: prescribed === null ? null : (dueDate(row, prescribed)?.dueAt ?? null),
    deliveries: deliveries.map(deliveryOf),
  };
}
