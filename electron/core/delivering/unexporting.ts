import { isStored } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { JsonValue } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { type Document, encode, hashOf, inFile, openDocument } from './document.ts';
import { givenBack, lost } from './giving-back.ts';
import { adoptionOf, earlierState, settled } from './history.ts';
import { lookAt } from './looking.ts';
import { modeFor, PRIVATE_MODE } from './modes.ts';
import { bytesOfNow, textOfNow } from './of-now.ts';
import { pathsTo } from './place.ts';
import { removeRemote } from './remote/removing.ts';
import { isOwn, removeFiles } from './removing-files.ts';
import { writeChange } from './writing.ts';
import { readWritten, withValue } from './written.ts';

/**
 * Takes our entry out of its file.
 * @returns the change, and the mode that the file was written with
 * @throws AppError conflict where somebody changed the entry; not-found, file-refused, file-failed
 */
export async function unexport(deps: DeliveringDeps, delivery: DeliveryRecord) {
  if (isStored(delivery)) {
    return { change: await removeRemote(deps, delivery, 'unexport'), mode: PRIVATE_MODE };
  }
  if (isOwn(deps, delivery)) {
    const change = await removeFiles(deps, delivery, { kind: 'unexport', leaves: null });
    return { change, mode: PRIVATE_MODE };
  }
  const document = await openDocument(deps.files, delivery.file);
  const found = lookAt(deps, delivery, document.text);
  if (found === 'changed') {
    throw new AppError('conflict', {
      message: `The entry "${delivery.server}" in ${delivery.file} was changed since Keyrack wrote it. It is left alone.`,
      next: 'Take it out by hand, or export the key again and then unexport it.',
    });
  }
  const { snapshot } = document;
  const { id: deliveryId, file, scope } = delivery;
  const paths = await pathsTo(deps, snapshot);
  const mode = modeFor(deps.ledger, snapshot, { paths, deliveryId, scope, mechanism: null });
  const change = await writeChange(deps, {
    kind: 'unexport',
    deliveryId,
    file,
    snapshot,
    after: found === 'missing' ? snapshot.bytes : await without(deps, delivery, document),
    mode,
    delivery: null,
    companions: [],
  });
  return { change, mode };
}

async function without(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  { snapshot, text }: Document,
): Promise<Uint8Array | null> {
  const ofThisFile = <Row extends { file: string }>(rows: readonly Row[]) =>
    rows.filter(({ file }) => file === delivery.file);
  const changes = settled(ofThisFile(deps.ledger.changes.list()));
  const live = ofThisFile(deps.ledger.deliveries.list());
  const earlier = earlierState(changes, live, delivery.id, hashOf(deps, snapshot.bytes));
  const bytes = earlier === null ? 'gone' : await bytesOfNow(deps, earlier);
  if (bytes !== 'gone') return bytes;
  const exporter = exporterOf(deps.exporters, delivery.target);
  const adoption = adoptionOf(changes, delivery.id);
  if (adoption !== undefined) {
    const { file, server } = delivery;
    const adopted = await changedSinceAdoption(deps, adoption, delivery);
    const original = await textOfNow(deps, adoption);
    return encode(
      givenBack(exporter, { file, server, text, original, ...(adopted === null ? {} : { adopted }) }),
    );
  }
  const { editor, path } = exporter;
  return encode(inFile(delivery.file, () => editor.remove(text, path(delivery.server))));
}

/**
 * Our entry is as the delivery has it, which is what the owner made of it where that was kept.
 * @returns the entry as it was adopted; null: it is so still
 * @throws AppError conflict where that is no longer known; storage-*
 */
async function changedSinceAdoption(
  deps: DeliveringDeps,
  { delivery: adopted }: ChangeRecord,
  now: DeliveryRecord,
): Promise<JsonValue | null> {
  if (adopted === null || adopted.entryHash === now.entryHash) return null;
  try {
    const written = await readWritten(deps.backups, adopted);
    return adopted.mechanism === 'inline' ? withValue(written, await deps.readSecret(now.keyId)) : written;
  } catch (error) {
    const isGone = error instanceof AppError && error.code === 'forbidden-by-rule';
    throw isGone ? lost(now.file, now.server) : error;
  }
}
