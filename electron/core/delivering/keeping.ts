import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { type FileExporter, type JsonValue, MASK, promptId } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import type { DeliveringDeps } from './deps.ts';
import { hashOf, inFile, openDocument } from './document.ts';
import { markedHash } from './entry-hash.ts';
import { entryExporter } from './restoring.ts';
import { temporaryOf } from './temporary.ts';
import { finish } from './writing.ts';
import { keepWritten, withDots } from './written.ts';

/**
 * Takes what somebody made of our entry for right: from now on that is how it should be.
 * @throws AppError conflict where it is as it was written, missing, or no longer brings the key
 */
export async function keepAsIs(deps: DeliveringDeps, id: string): Promise<void> {
  deps.assertOpen();
  const delivery = getRow('delivery', deps.ledger.deliveries, id);
  const exporter = entryExporter(deps, delivery);
  if (temporaryOf(deps.ledger.changes.list(), id) !== null) {
    throw new AppError('conflict', {
      message: 'A part of this entry stands for a while alone, and Keyrack still takes it out.',
      next: 'Undo the debug logging first, then keep the entry.',
    });
  }
  const { snapshot, text } = await openDocument(deps.files, delivery.file);
  const value = inFile(delivery.file, () => exporter.editor.read(text, exporter.path(delivery.server)));
  const written = value === undefined ? null : await asBrought(deps, exporter, delivery, value);
  if (value === undefined || written === null) {
    throw new AppError('conflict', {
      message: `The entry "${delivery.server}" in ${delivery.file} no longer brings the key.`,
      next: 'Restore it, or remove the delivery.',
    });
  }
  const { mode } = snapshot;
  const hash = hashOf(deps, snapshot.bytes);
  const as = {
    ...delivery,
    entryHash: await markedHash(deps, exporter, value, delivery),
    written: await keepWritten(deps, delivery.id, written),
  };
  // A change like others, of which no byte of the file is any: what is undone later goes back to the entry as it was kept.
  finish(deps, {
    ...{ id: deps.newId(), deliveryId: id, kind: 'keep', file: delivery.file },
    ...{ beforeHash: hash, afterHash: hash, beforeMode: mode, backup: null, companions: [] },
    ...{ at: deps.clock.now().toISOString(), state: 'done', delivery: as, until: null, writer: null },
  });
}

/** It is a changed entry again; the file stays as it is. @param before the delivery before it was kept */
export function undoKeep(deps: DeliveringDeps, change: ChangeRecord, before: DeliveryRecord | null): void {
  deps.assertOpen();
  const at = deps.clock.now().toISOString();
  finish(deps, { ...change, id: deps.newId(), kind: 'undo', at, delivery: before });
}

/** @returns the entry with dots for the key; null: the key is not in it any more */
async function asBrought(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
  value: JsonValue,
): Promise<JsonValue | null> {
  const { mechanism, reference, variable, keyId } = delivery;
  const holds = (wanted: string) => stringsIn(value).some((text) => text.includes(wanted));
  if (mechanism === 'reference') return holds(reference ?? variable) ? value : null;
  if (mechanism === 'input') return isAskedFor(exporter, delivery, value) ? value : null;
  if (mechanism !== 'inline') return holds(keyId) ? value : null;
  const dotted = withDots(value, await deps.readSecret(keyId));
  return JSON.stringify(dotted) === JSON.stringify(value) ? null : dotted;
}

/** Whether the client still asks for the key, and hands on what was entered. */
function isAskedFor(exporter: FileExporter, { file, id, keyId }: DeliveryRecord, value: JsonValue): boolean {
  const asked = promptId({ keyId, delivery: id });
  const lookup = (name: string) => (name === asked ? MASK : null);
  const read = exporter.readEntry?.(value, { file, lookup }) ?? null;
  return read !== null && stringsIn({ ...read.launch }).some((text) => text.includes(MASK));
}

function stringsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]: [string, JsonValue]) => [name, ...stringsIn(item)]);
}
