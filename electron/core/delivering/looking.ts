import type { Delivery, DeliveryRow } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { JsonValue } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { inFile, openDocument } from './document.ts';
import { entryHash } from './entry-hash.ts';
import { lastOf, undoable, written } from './history.ts';
import { lookAtOwn } from './own-files.ts';

/** Whether our entry is as we wrote it. */
export type Found = 'intact' | 'changed' | 'missing';

/** @throws AppError file-refused */
export function lookAt(deps: DeliveringDeps, delivery: DeliveryRecord, text: string): Found {
  const exporter = exporterOf(deps.exporters, delivery.target);
  const path = exporter.path(delivery.server);
  const value: JsonValue | undefined = inFile(delivery.file, () => exporter.editor.read(text, path));
  if (value === undefined) return 'missing';
  return entryHash(deps.hash, exporter, value, delivery) === delivery.entryHash ? 'intact' : 'changed';
}

/** Every delivery with what a look at its file found; file by file, so that each is read and parsed once. */
export async function listDeliveries(deps: DeliveringDeps): Promise<readonly DeliveryRow[]> {
  const records = deps.ledger.deliveries.list();
  const changes = deps.ledger.changes.list();
  const last = lastOf(undoable(changes));
  const lastWrite = lastOf(written(changes));
  // What the program took in is known from here alone.
  const files = [...new Set(records.filter(({ imported }) => !imported).map(({ file }) => file))];
  const opened = await Promise.all(files.map((file) => orNull(() => openDocument(deps.files, file))));
  const found = new Map<string, Found | null>();
  for (const [index, file] of files.entries()) {
    const document = opened[index] ?? null;
    for (const record of records.filter((each) => each.file === file)) {
      found.set(
        record.id,
        document && (await orNull(() => stateOf(deps, record, document.text, lastWrite.get(record.id)))),
      );
    }
  }
  return records.map((record): DeliveryRow => {
    const state = record.imported ? 'imported' : (found.get(record.id) ?? 'unreadable');
    return { ...rowOf(record, state), until: last.get(record.id)?.until ?? null };
  });
}

/** Where a key is, without a look at the files. */
export const deliveriesOfKey = (
  { deliveries }: Pick<Ledger, 'deliveries'>,
  keyId: string,
): readonly Delivery[] =>
  deliveries
    .list()
    .filter((record) => record.keyId === keyId)
    .map(({ id, target, mechanism, file }) => ({ id, target, mechanism, file }));

/** @returns a delivery as it is listed; what tells of its entry stays behind */
export function rowOf(record: DeliveryRecord, state: DeliveryRow['state']): DeliveryRow {
  const { id, target, mechanism, file, keyId, environmentId, server, variable, createdAt } = record;
  return {
    ...{ id, target, mechanism, file, keyId, environmentId, server, variable, createdAt },
    ...{ state, until: null },
  };
}

async function stateOf(
  deps: DeliveringDeps,
  record: DeliveryRecord,
  text: string,
  write: ChangeRecord | undefined,
): Promise<Found> {
  const { own } = exporterOf(deps.exporters, record.target);
  return own === undefined ? lookAt(deps, record, text) : lookAtOwn(deps, record, write?.afterHash ?? null);
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
