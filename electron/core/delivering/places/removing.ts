import { AppError } from '../../errors.ts';
import { getRow } from '../../finding.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import { pick } from '../undoing.ts';
import { lookUp, type PlaceDeps, placeExporterOf } from './deps.ts';
import { setSince } from './exporting.ts';
import { isSetSince } from './mark.ts';
import { settlePlace, writePlace } from './writing.ts';

/** Deletes our secret. @throws AppError conflict where somebody set it since; what the store throws */
export async function removeFromPlace(
  deps: PlaceDeps,
  delivery: DeliveryRecord,
  kind: 'unexport' | 'undo',
): Promise<ChangeRecord> {
  deps.assertOpen();
  const { id: deliveryId, file: place, variable: name, target } = delivery;
  const exporter = placeExporterOf(deps.places, target);
  await settlePlace(deps, place);
  const own = getRow('delivery', deps.ledger.deliveries, deliveryId);
  const before = await lookUp(deps.run, exporter, { place, name });
  if (before !== null && isSetSince(own, before)) throw setSince(own, 'It is left alone.');
  return writePlace(deps, {
    ...{ kind, exporter, place, name, before, deliveryId, delivery: null },
    act: async () => {
      if (before !== null) await exporter.remove(deps.run, { place, name });
    },
  });
}

/**
 * Takes a change back where that needs no value: a first export is deleted again.
 * @throws AppError not-found, conflict, forbidden-by-rule where an older value would have to come back
 */
export async function undoAtPlace(deps: PlaceDeps, id: string): Promise<ChangeRecord> {
  const change = pick(deps.ledger.changes.list(), id);
  const { delivery, file } = change;
  if (delivery === null) {
    throw new AppError('forbidden-by-rule', {
      message: `The secret was deleted from ${file}, and no store gives a value back.`,
      next: 'Export the key again.',
    });
  }
  const { name } = placeExporterOf(deps.places, delivery.target);
  if (change.beforeHash !== null) {
    throw new AppError('forbidden-by-rule', {
      message: `The secret "${delivery.variable}" in ${file} was set over an older value, which ${name} gives back to nobody.`,
      next: `Export a key again, or delete the secret: keyrack unexport ${delivery.id}.`,
    });
  }
  await removeFromPlace(deps, delivery, 'undo');
  return getRow('change', deps.ledger.changes, change.id);
}
