import { AppError } from '../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { PRIVATE_MODE } from './modes.ts';
import { changedSince, lookAtOwn } from './own-files.ts';
import { writeChange } from './writing.ts';

/** Whether the delivery is whole files of ours. */
export function isOwn({ exporters }: DeliveringDeps, { target }: DeliveryRecord): boolean {
  return exporterOf(exporters, target).own !== undefined;
}

/**
 * Takes all files of a delivery away.
 * @param leaves the delivery as it is then: gone, or known as imported
 * @throws AppError conflict where somebody changed one of them
 */
export async function removeFiles(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  { kind, leaves }: { readonly kind: 'unexport' | 'deleted'; readonly leaves: DeliveryRecord | null },
): Promise<ChangeRecord> {
  // What stands there since is nobody's business of ours.
  const isGone = delivery.imported;
  if (!isGone && (await lookAtOwn(deps, delivery)) === 'changed') throw changedSince(delivery.file);
  const snapshot = await deps.files.snapshot(delivery.file);
  return writeChange(deps, {
    kind,
    deliveryId: delivery.id,
    file: delivery.file,
    snapshot: isGone ? { ...snapshot, bytes: null } : snapshot,
    after: null,
    mode: PRIVATE_MODE,
    delivery: leaves,
    companions: await Promise.all(
      delivery.companions.map(async ({ file }) => ({
        file,
        snapshot: await deps.files.snapshot(file),
        after: null,
        mode: PRIVATE_MODE,
      })),
    ),
  });
}

/**
 * The program has taken the files in: they go, and the delivery stays known.
 * @throws AppError unsupported (its file is the program's own), conflict
 */
export async function deleteFiles(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<ChangeRecord> {
  if (!isOwn(deps, delivery)) {
    throw new AppError('unsupported', {
      message: `${delivery.file} is read by the program each time, so it is not deleted.`,
      next: 'Take the entry out of it instead.',
    });
  }
  if (delivery.imported) {
    throw new AppError('conflict', { message: 'The file of this delivery was deleted already.' });
  }
  const leaves = { ...delivery, imported: true, companions: [] };
  return removeFiles(deps, delivery, { kind: 'deleted', leaves });
}
