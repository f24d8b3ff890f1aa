import { AppError } from '../../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import type { PlaceExporter, StoredName } from '../../ports/place-exporter.ts';
import type { Secret } from '../../secret.ts';
import { admit } from '../admission.ts';
import { valueLoss } from '../safety.ts';
import { lookUp, type PlaceDeps } from './deps.ts';
import { isSetSince } from './mark.ts';
import { ownAt, type PlaceDraft } from './planning.ts';
import { settlePlace, writePlace } from './writing.ts';

/**
 * Sets what was planned.
 * SECURITY: a secret that Keyrack did not set, or that somebody set anew since, is never written over: nothing could
 * bring it back (tests/unit/core/delivering-places).
 * @throws AppError forbidden-by-rule, conflict, storage-*; what the store throws
 */
export async function exportToPlace(deps: PlaceDeps, draft: PlaceDraft): Promise<ChangeRecord> {
  const { exporter, place, name, keyId, environmentId } = draft;
  deps.assertOpen();
  // The key may have been revoked since the preview.
  admit(deps.ledger, { keyId, environmentId }, deps.clock.now());
  const value = await deps.readSecret(keyId);
  assertCarried(exporter, value);
  await settlePlace(deps, place);
  const own = ownAt(deps.ledger, { target: exporter.id, place, name, keyId });
  const before = await lookUp(deps.run, exporter, { place, name });
  if (before !== null) assertOurs(own, before, { exporter, place });
  const delivery: DeliveryRecord = {
    ...{ id: own?.id ?? deps.newId(), target: exporter.id, keyId, environmentId, file: place },
    ...{ mechanism: 'input', server: name, variable: name, scope: 'user', reference: null },
    ...{ entryHash: '', written: null, companions: [], imported: false },
    createdAt: own?.createdAt ?? deps.clock.now().toISOString(),
  };
  return writePlace(deps, {
    ...{ kind: 'export', exporter, place, name, before, delivery, deliveryId: delivery.id },
    act: () => exporter.set(deps.run, { place, name }, value),
  });
}

/** @throws AppError forbidden-by-rule where the store would not keep all of it */
export function assertCarried(exporter: PlaceExporter, value: Secret): void {
  const loss = valueLoss(value, exporter);
  if (loss === null) return;
  throw new AppError('forbidden-by-rule', {
    message:
      loss === 'end'
        ? `${exporter.name} would lose the line break at the end of this key’s value. Nothing was changed.`
        : `This key’s value is larger than the ${exporter.bytesMax / 1024} KB that ${exporter.name} takes. Nothing was changed.`,
    next: 'Deliver another key.',
  });
}

function assertOurs(
  own: DeliveryRecord | null,
  now: StoredName,
  { exporter, place }: { readonly exporter: PlaceExporter; readonly place: string },
): void {
  const left = `It is left alone, as ${exporter.name} gives no value back.`;
  if (own === null) {
    throw new AppError('forbidden-by-rule', {
      message: `${place} has a secret "${now.name}" that Keyrack did not set. ${left}`,
      next: 'Choose another variable, or delete that secret there first.',
      field: 'variable',
    });
  }
  if (isSetSince(own, now)) throw setSince(own, left);
}

export const setSince = ({ variable, file }: DeliveryRecord, left: string) =>
  new AppError('conflict', {
    message: `The secret "${variable}" in ${file} was set by somebody else since Keyrack set it. ${left}`,
    next: 'If it is not needed, delete it there; then do this again.',
  });
