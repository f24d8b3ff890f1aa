import { isStored } from '#shared/model/delivery.ts';
import type { ServiceCall } from '../ports/exporter.ts';
import { type Entry, type FileExporter, MASK } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { callOf } from './call.ts';
import type { DeliveringDeps } from './deps.ts';
import { encode } from './document.ts';
import { formOf, hasSameForm } from './entry-hash.ts';
import { keepWritten, writtenOrNull } from './written.ts';

// Whole files of ours, and items in a program's own store, are rendered anew where their value changes: of them the call is
// kept, as an entry among others is kept as it was written.

/** @returns the name of the copy; null: it is of no call */
export async function keepCall(
  deps: Pick<DeliveringDeps, 'backups' | 'ledger'>,
  { delivery, call }: Pick<Entry, 'delivery' | 'call'>,
): Promise<string | null> {
  return call === undefined ? null : keepWritten(deps, delivery, { call: { ...call } as never });
}

/**
 * What a delivery was rendered from. One that was written before its call was kept is tried with the usual one: whether it
 * was that tells its form.
 * @returns null where it is not known
 * @throws AppError storage-*
 */
export async function ownEntryOf(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
): Promise<Entry | null> {
  const kept = (await writtenOrNull(deps.backups, delivery)) as { readonly call: ServiceCall } | null;
  if (kept !== null) return entryOf(deps, delivery, kept.call);
  const key = deps.ledger.keys.get(delivery.keyId);
  if (key === null) return null;
  const connection = key.connectionId === null ? null : deps.ledger.connections.get(key.connectionId);
  if (connection === null) return null;
  const request = { target: delivery.target, environmentId: delivery.environmentId, keyId: key.id };
  const entry = entryOf(
    deps,
    delivery,
    callOf(deps.ledger, request, key, deps.provider(connection.provider)),
  );
  return hasFormOf(deps, exporter, delivery, entry) ? entry : null;
}

function hasFormOf({ hash }: DeliveringDeps, exporter: FileExporter, delivery: DeliveryRecord, entry: Entry) {
  if (!isStored(delivery) || exporter.remote === undefined) {
    return hasSameForm(
      hash,
      exporter,
      exporter.render(entry, () => MASK),
      delivery,
    );
  }
  const item = exporter.remote.item(entry, () => MASK);
  return hash(encode(JSON.stringify(item))) === formOf(delivery.entryHash);
}

const entryOf = (
  { machine }: Pick<DeliveringDeps, 'machine'>,
  { id, server, keyId, variable, mechanism, file }: DeliveryRecord,
  call: ServiceCall,
): Entry => ({
  ...{ server, keyId, variable, mechanism, file, call },
  ...{ set: {}, launch: null, reference: '', launcher: [] },
  delivery: id,
  platform: machine.platform,
});
