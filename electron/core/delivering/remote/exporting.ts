import { AppError } from '../../errors.ts';
import { MASK } from '../../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import { admit } from '../admission.ts';
import type { DeliveringDeps } from '../deps.ts';
import { encode } from '../document.ts';
import { keepCall } from '../own-call.ts';
import { valueFor } from '../safety.ts';
import { changeRemote } from './changing.ts';
import { reachPlace } from './place.ts';
import type { RemoteDraft } from './planning.ts';

/**
 * Puts the key into the program's own store: a new item, or a new value for the one that is there.
 * @throws AppError unsupported where the store cannot do what is needed; outcome-unknown; forbidden-by-rule, storage-*
 */
export async function exportRemote(deps: DeliveringDeps, draft: RemoteDraft): Promise<ChangeRecord> {
  const { exporter, remote, entry, existing, environmentId } = draft;
  // The key may have been revoked since the preview.
  admit(deps.ledger, { keyId: entry.keyId, environmentId }, deps.clock.now());
  const { store, itemId } = await reachPlace(deps, entry.file);
  await store.probe();
  const before = await store.find(itemId);
  // Opened as for a file: what the program would alter, or a header does not carry, is refused.
  const held = await valueFor(deps, exporter, { ...entry, mechanism: 'inline' });
  if (held === null) throw new AppError('internal', { message: 'There is no value to deliver.' });
  const item = remote.item(entry, () => held.expose());
  const delivery: DeliveryRecord = {
    id: entry.delivery,
    target: exporter.id,
    keyId: entry.keyId,
    environmentId,
    mechanism: entry.mechanism,
    file: entry.file,
    server: entry.server,
    variable: entry.variable,
    scope: 'user',
    reference: null,
    // Of the item with dots: nothing about the value can be guessed from it.
    entryHash: deps.hash(encode(JSON.stringify(remote.item(entry, () => MASK)))),
    written: await keepCall(deps, entry),
    companions: [],
    imported: true,
    createdAt: existing?.createdAt ?? deps.clock.now().toISOString(),
  };
  const change = { kind: 'export', deliveryId: delivery.id, file: entry.file, delivery, before } as const;
  return changeRemote(deps, change, () =>
    before === null ? store.add(item, held) : store.change(item, held),
  );
}
