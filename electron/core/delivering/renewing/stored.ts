import { AppError } from '../../errors.ts';
import { MASK } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { RemoteContent } from '../../ports/remote-store.ts';
import type { Secret } from '../../secret.ts';
import { type DeliveringDeps, exporterOf } from '../deps.ts';
import { encode } from '../document.ts';
import { ownEntryOf } from '../own-call.ts';
import { changeRemote, recoverRemote } from '../remote/changing.ts';
import { reachPlace } from '../remote/place.ts';
import { valueFor } from '../safety.ts';
import { unknownCall } from './own.ts';
import type { Renewed } from './service.ts';
import { nothing } from './words.ts';

/**
 * The item in a program's own store, with the value of now. The store tells no value: which one was sent last is known by a
 * keyed mark.
 * @throws AppError as of `renew`
 */
export async function renewStored(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  kind: 'rotate' | 'rotate-back',
): Promise<Renewed> {
  await recoverRemote(deps);
  const now = deps.ledger.deliveries.get(delivery.id) ?? delivery;
  const { item, held, entryHash } = await itemOfNow(deps, now);
  const { store, itemId, connection } = await reachPlace(deps, now.file);
  const before = await store.find(itemId);
  if (before === null) return nothing(`"${connection.name}" has the item no more. Nothing was sent.`);
  if (entryHash === now.entryHash) return nothing(`"${connection.name}" has the new value already.`);
  await store.probe();
  const change = await changeRemote(
    deps,
    { kind, deliveryId: now.id, file: now.file, delivery: { ...now, entryHash }, before },
    () => store.change(item, held),
  );
  return { change: change.id, text: `Sent the new value to "${connection.name}", into "${item.name}".` };
}

/** An item that is gone holds no value. @throws AppError conflict where the value of now was not sent */
export async function checkStored(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<void> {
  const { item, entryHash } = await itemOfNow(deps, delivery);
  const { store, itemId, connection } = await reachPlace(deps, delivery.file);
  if (entryHash === delivery.entryHash || (await store.find(itemId)) === null) return;
  throw new AppError('conflict', {
    message: `"${connection.name}" does not have "${item.name}" with the new value.`,
    next: 'Export the key there again.',
  });
}

interface OfNow {
  readonly item: RemoteContent;
  readonly held: Secret;
  readonly entryHash: string;
}

async function itemOfNow(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<OfNow> {
  const exporter = exporterOf(deps.exporters, delivery.target);
  const entry = await ownEntryOf(deps, exporter, delivery);
  if (exporter.remote === undefined || entry === null) throw unknownCall(delivery);
  const held = await valueFor(deps, exporter, { ...entry, mechanism: 'inline' });
  if (held === null) throw new AppError('internal', { message: 'There is no value to deliver.' });
  const item = exporter.remote.item(entry, () => held.expose());
  const form = deps.hash(encode(JSON.stringify(exporter.remote.item(entry, () => MASK))));
  const mark = await deps.marks.of(encode(JSON.stringify(item)));
  return { item, held, entryHash: mark === null ? form : `${form}:${mark}` };
}
