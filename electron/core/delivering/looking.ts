import type { Delivery, DeliveryRow } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { inFile, openDocument } from './document.ts';
import { hasOtherValue, hasSameForm, isMarked } from './entry-hash.ts';
import { lastOf, settled, undoable } from './history.ts';
import { lookAtOwn } from './own-files.ts';

/** Whether our entry is as we wrote it. */
export type Found = 'intact' | 'changed' | 'missing';

/** By its form alone: what is done on it needs no storage. @throws AppError file-refused */
export function lookAt(deps: DeliveringDeps, delivery: DeliveryRecord, text: string): Found {
  const exporter = exporterOf(deps.exporters, delivery.target);
  const value = entryIn(exporter, delivery, text);
  if (value === undefined) return 'missing';
  return hasSameForm(deps.hash, exporter, value, delivery) ? 'intact' : 'changed';
}

/** The same, and whether the value in it is the one that was written, as far as that can be told without the storage. */
export function lookWithin(deps: DeliveringDeps, delivery: DeliveryRecord, text: string): Found {
  const found = lookAt(deps, delivery, text);
  if (found !== 'intact') return found;
  const value = entryIn(exporterOf(deps.exporters, delivery.target), delivery, text);
  return value !== undefined && hasOtherValue(deps.marks, value, delivery) ? 'changed' : 'intact';
}

const entryIn = (
  { editor, path }: FileExporter,
  { file, server }: DeliveryRecord,
  text: string,
): JsonValue | undefined => inFile(file, () => editor.read(text, path(server)));

/** So that values can be compared; a storage that does not open leaves them uncompared. */
export async function openMarks(
  { marks }: Pick<DeliveringDeps, 'marks'>,
  records: readonly DeliveryRecord[],
): Promise<void> {
  if (records.some((record) => record.mechanism === 'inline' && isMarked(record)))
    await orNull(() => marks.open());
}

/**
 * Every delivery with what a look at its file found; file by file, so that each is read and parsed once.
 * @param isThorough opens the storage where there are values to compare
 */
export async function listDeliveries(
  deps: DeliveringDeps,
  isThorough: boolean,
): Promise<readonly DeliveryRow[]> {
  const records = deps.ledger.deliveries.list();
  if (isThorough) await openMarks(deps, records);
  const changes = deps.ledger.changes.list();
  const last = lastOf(undoable(changes));
  const lastWrite = lastOf(settled(changes));
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
  return own === undefined
    ? lookWithin(deps, record, text)
    : lookAtOwn(deps, record, write?.afterHash ?? null);
}

async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
