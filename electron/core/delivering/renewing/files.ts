import { AppError } from '../../errors.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { Secret } from '../../secret.ts';
import { filesBefore } from '../copies.ts';
import { type DeliveringDeps, exporterOf } from '../deps.ts';
import { hashOf } from '../document.ts';
import { deliveryBefore, settled } from '../history.ts';
import { changedSince, lookAtOwn } from '../own-files.ts';
import { type FileWrite, writeChange } from '../writing.ts';
import { namedRenewal } from './named.ts';
import { ownOfNow } from './own.ts';
import type { Renewed } from './service.ts';
import { nothing } from './words.ts';

/** Whole files of ours, rendered anew with the value of now. @throws AppError as of `renew` */
export async function renewFiles(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<Renewed> {
  const { server, file } = delivery;
  if ((await stateOf(deps, delivery)) === 'missing') {
    return nothing(`The file of "${server}", ${file}, is no longer there. Nothing was written.`);
  }
  const change = await writeOfNow(deps, delivery, 'rotate');
  if (change === null) return nothing(`${file} has the new value already.`);
  return { change, text: `Wrote ${file} anew with the new value.` };
}

/** @throws AppError conflict as of `check` */
export async function checkFiles(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<void> {
  if ((await stateOf(deps, delivery)) === 'missing') return;
  const now = await ownOfNow(deps, exporterOf(deps.exporters, delivery.target), delivery);
  if ([now.main, ...now.companions].every((each) => isSame(deps, each))) return;
  throw new AppError('conflict', {
    message: `${delivery.file} does not hold the new value.`,
    next: 'Bring the value there again.',
  });
}

/** @throws AppError as of `takeBack` */
export async function takeBackFiles(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  change: string | null,
  current: Secret | null,
): Promise<void> {
  if ((await stateOf(deps, delivery)) === 'missing') return;
  const renewal = namedRenewal(deps, delivery, change);
  if (current !== null) {
    await writeOfNow(deps, delivery, 'rotate-back');
    return;
  }
  if (renewal === null || change === null || renewal.state !== 'done') return;
  const files = await filesBefore(deps, renewal);
  await writeChange(deps, {
    ...files.main,
    ...{ kind: 'rotate-back', deliveryId: delivery.id, companions: files.companions },
    delivery: deliveryBefore(settled(deps.ledger.changes.ofDelivery(delivery.id)), renewal) ?? delivery,
  });
}

/** @throws AppError conflict where somebody changed one of them */
async function stateOf(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<'intact' | 'missing'> {
  if (delivery.imported) return 'missing';
  const found = await lookAtOwn(deps, delivery);
  if (found === 'changed') throw changedSince(delivery.file);
  return found;
}

/** @returns the change; null where all of them are so already */
async function writeOfNow(
  deps: DeliveringDeps,
  record: DeliveryRecord,
  kind: 'rotate' | 'rotate-back',
): Promise<string | null> {
  const { main, companions, delivery } = await ownOfNow(
    deps,
    exporterOf(deps.exporters, record.target),
    record,
  );
  const others = companions.filter((each) => !isSame(deps, each));
  if (others.length === 0 && isSame(deps, main)) return null;
  const change = await writeChange(deps, {
    ...main,
    ...{ kind, deliveryId: record.id, delivery, companions: others },
  });
  return change.id;
}

const isSame = (deps: DeliveringDeps, { snapshot, after }: FileWrite): boolean =>
  hashOf(deps, snapshot.bytes) === hashOf(deps, after);
