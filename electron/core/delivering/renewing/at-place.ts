import { AppError } from '../../errors.ts';
import { getRow } from '../../finding.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import { lookUp, type PlaceDeps, placeExporterOf } from '../places/deps.ts';
import { assertCarried, setSince } from '../places/exporting.ts';
import { isMarked, isSetSince, markedWith } from '../places/mark.ts';
import { settlePlace, writePlace } from '../places/writing.ts';
import type { Renewed } from './service.ts';
import { nothing } from './words.ts';

/**
 * The secret in a store at a service, set to the value of now.
 * @throws AppError conflict where somebody set it since; forbidden-by-rule where the store would not keep all of the value
 */
export async function renewAtPlace(
  deps: PlaceDeps,
  { id, file: place, variable: name, target }: DeliveryRecord,
  kind: 'rotate' | 'rotate-back',
): Promise<Renewed> {
  deps.assertOpen();
  const exporter = placeExporterOf(deps.places, target);
  await settlePlace(deps, place);
  const own = getRow('delivery', deps.ledger.deliveries, id);
  const value = await deps.readSecret(own.keyId);
  assertCarried(exporter, value);
  const before = await lookUp(deps.run, exporter, { place, name });
  if (before === null) return nothing(`${place} has no secret "${name}" any more. Nothing was set.`);
  if (isSetSince(own, before)) throw setSince(own, 'It is left alone.');
  const entryHash = await markedWith(deps.marks, own, value);
  if (isMarked(own) && entryHash === own.entryHash) {
    return nothing(`${place} has the new value already.`);
  }
  const change = await writePlace(deps, {
    ...{ kind, exporter, place, name, before, deliveryId: id, delivery: { ...own, entryHash } },
    act: () => exporter.set(deps.run, { place, name }, value),
  });
  return { change: change.id, text: `Set the secret "${name}" of ${place} to the new value.` };
}

/** What is gone holds no value. @throws AppError conflict where it was set by somebody else, or not to the value of now */
export async function checkAtPlace(deps: PlaceDeps, delivery: DeliveryRecord): Promise<void> {
  const { file: place, variable: name, target, keyId } = delivery;
  const now = await lookUp(deps.run, placeExporterOf(deps.places, target), { place, name });
  if (now === null) return;
  const entryHash = await markedWith(deps.marks, delivery, await deps.readSecret(keyId));
  if (!isSetSince(delivery, now) && entryHash === delivery.entryHash) return;
  throw new AppError('conflict', {
    message: `The secret "${name}" of ${place} is not as Keyrack set it to the new value.`,
    next: 'If the value there is not needed, delete it; then export the key again.',
  });
}
