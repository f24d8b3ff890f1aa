import { AppError } from '../../errors.ts';
import type { FileExporter, JsonValue } from '../../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import type { Secret } from '../../secret.ts';
import { bytesBefore } from '../copies.ts';
import { type DeliveringDeps, exporterOf } from '../deps.ts';
import { type Document, decode, encode, hashOf, inFile, openDocument } from '../document.ts';
import { formOf, hasSameForm, markedHash } from '../entry-hash.ts';
import { deliveryBefore, isRenewal, settled } from '../history.ts';
import { modeFor, PRIVATE_MODE } from '../modes.ts';
import { pathsTo } from '../place.ts';
import { rewriteEntry, same } from '../rewriting.ts';
import { assertCarries, assertInHeader } from '../safety.ts';
import { holds, holdsBeside, isAtItsPlace, withValueOfNow } from '../value-place.ts';
import { writeChange } from '../writing.ts';
import { withValue, writtenOrNull } from '../written.ts';
import { namedRenewal } from './named.ts';
import type { Renewed } from './service.ts';
import { assertQuit, nothing, notOurs } from './words.ts';

/** An entry among others, as it stands in its file now. */
interface Opened {
  readonly exporter: FileExporter;
  readonly delivery: DeliveryRecord;
  readonly document: Document;
  readonly value: JsonValue;
}

/** @returns null where there is no such entry. @throws AppError file-refused, file-failed */
async function openEntry(deps: DeliveringDeps, delivery: DeliveryRecord): Promise<Opened | null> {
  const exporter = exporterOf(deps.exporters, delivery.target);
  const document = await openDocument(deps.files, delivery.file);
  const value = inFile(delivery.file, () =>
    exporter.editor.read(document.text, exporter.path(delivery.server)),
  );
  return value === undefined ? null : { exporter, delivery, document, value };
}

/** The value of now in place of the one before. @throws AppError as of `renew` */
export async function renewEntry(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  old: Secret | null,
): Promise<Renewed> {
  const opened = await openEntry(deps, delivery);
  const { server, file } = delivery;
  if (opened === null) return nothing(`"${server}" is no longer in ${file}. Nothing was written.`);
  const change = await putValue(deps, opened, { old, now: await deps.readSecret(delivery.keyId) }, 'rotate');
  if (change === null) return nothing(`"${server}" in ${file} has the new value already.`);
  return { change: change.id, text: `Replaced the value of "${server}" in ${file}, and nothing else there.` };
}

interface Values {
  readonly old: Secret | null;
  readonly now: Secret;
}

/** @returns null where it stands there already */
async function putValue(
  deps: DeliveringDeps,
  opened: Opened,
  values: Values,
  kind: 'rotate' | 'rotate-back',
): Promise<ChangeRecord | null> {
  const { exporter, delivery, document, value } = opened;
  const { file, server } = delivery;
  const after = await withValueOfNow(deps, exporter, delivery, value, values);
  if (after === null) throw notOurs(delivery);
  const renewed = await renewedRecord(deps, opened, after, values.now);
  if (same(after, value)) {
    // Killed behind the file and before the row, or entered by hand.
    if (renewed.entryHash !== delivery.entryHash) deps.ledger.deliveries.put(renewed);
    return null;
  }
  assertCarries(exporter, delivery, values.now);
  assertInHeader(exporter.readEntry?.(after, { file, lookup: () => null })?.launch ?? null, values.now);
  const path = exporter.path(server);
  const text = inFile(file, () => {
    const edited = rewriteEntry(exporter.editor, document.text, path, { before: value, after }).text;
    if (!same(exporter.editor.read(edited, path), after)) throw notCarried();
    return edited;
  });
  await assertQuit(deps, exporter, delivery);
  const { snapshot } = document;
  const move = { ...delivery, paths: await pathsTo(deps, snapshot), deliveryId: delivery.id };
  return writeChange(deps, {
    ...{ kind, deliveryId: delivery.id, file, snapshot, after: encode(text), delivery: renewed },
    mode: modeFor(deps.ledger, snapshot, move),
  });
}

/** What had drifted before stays drifted: the hash is of the entry as it was written, with the value of now in it. */
async function renewedRecord(
  deps: DeliveringDeps,
  { exporter, delivery }: Pick<Opened, 'exporter' | 'delivery'>,
  after: JsonValue,
  now: Secret,
): Promise<DeliveryRecord> {
  const written = await writtenOrNull(deps.backups, delivery);
  if (written === null && !hasSameForm(deps.hash, exporter, after, delivery)) {
    return { ...delivery, entryHash: formOf(delivery.entryHash) };
  }
  const value = written === null ? after : withValue(written, now);
  return { ...delivery, entryHash: await markedHash(deps, exporter, value, delivery) };
}

/** @throws AppError conflict as of `check` */
export async function checkEntry(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  old: Secret | null,
): Promise<void> {
  const opened = await openEntry(deps, delivery);
  const last = settled(deps.ledger.changes.ofDelivery(delivery.id)).at(-1);
  // Taken out by its owner before we came: no value stands there.
  if (opened === null && (last === undefined || !isRenewal(last))) return;
  const now = await deps.readSecret(delivery.keyId);
  const isThere = opened !== null && (await isAtPlace(deps, opened, now));
  const isOldThere = opened !== null && holdsEarlier(opened, old, now);
  if (isThere && !isOldThere) return;
  const { server, file } = delivery;
  throw new AppError('conflict', {
    message: isOldThere
      ? `The earlier value still stands in "${server}" in ${file}.`
      : `The new value does not stand in "${server}" in ${file}.`,
    next: 'Quit the program that writes this file, then bring the value there again.',
  });
}

const holdsEarlier = ({ value }: Opened, old: Secret | null, now: Secret): boolean =>
  old !== null && !old.equals(now) && holdsBeside(value, old, now);

/** Whether the earlier value stands in the entry. @throws AppError file-*, storage-* */
export async function isBackInEntry(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  old: Secret | null,
): Promise<boolean> {
  const opened = await openEntry(deps, delivery);
  return opened !== null && holdsEarlier(opened, old, await deps.readSecret(delivery.keyId));
}

/** A value of few characters may stand in an entry by chance: it is looked for at its place. */
async function isAtPlace(deps: DeliveringDeps, { delivery, value }: Opened, now: Secret): Promise<boolean> {
  const written = await writtenOrNull(deps.backups, delivery);
  return holds(value, now) && (written === null || isAtItsPlace(written, value, now));
}

/**
 * The bytes as they were where nobody wrote since, else the value of now alone.
 * @throws AppError as of `takeBack`
 */
export async function takeBackEntry(
  deps: DeliveringDeps,
  delivery: DeliveryRecord,
  change: string | null,
  current: Secret | null,
): Promise<void> {
  const opened = await openEntry(deps, delivery);
  const renewal = namedRenewal(deps, delivery, change);
  if (opened === null) return;
  const bytes = renewal === null ? null : await earlierBytes(deps, opened, renewal, current);
  if (renewal !== null && bytes !== null) {
    await putBytes(deps, opened, { renewal, bytes, current });
    return;
  }
  if (current !== null) await putValue(deps, opened, { old: null, now: current }, 'rotate-back');
  else if (change !== null && renewal?.state === 'done') throw notOurs(delivery);
}

/** @returns null where somebody wrote since, or another value stood in them than the one of now */
async function earlierBytes(
  deps: DeliveringDeps,
  { exporter, delivery, document }: Opened,
  renewal: ChangeRecord,
  current: Secret | null,
): Promise<Uint8Array | null> {
  if (renewal.state !== 'done' || hashOf(deps, document.snapshot.bytes) !== renewal.afterHash) return null;
  const bytes = await bytesBefore(deps, renewal);
  if (bytes === null || bytes === 'gone') return null;
  const { editor, path } = exporter;
  const value = editor.read(decode(bytes, delivery.file), path(delivery.server));
  return value !== undefined && (current === null || holds(value, current)) ? bytes : null;
}

async function putBytes(
  deps: DeliveringDeps,
  { exporter, delivery, document }: Opened,
  { renewal, bytes, current }: { renewal: ChangeRecord; bytes: Uint8Array; current: Secret | null },
): Promise<void> {
  await assertQuit(deps, exporter, delivery);
  const { id: deliveryId, file, server } = delivery;
  const value = exporter.editor.read(decode(bytes, file), exporter.path(server));
  const before = deliveryBefore(settled(deps.ledger.changes.ofDelivery(deliveryId)), renewal) ?? delivery;
  const record =
    current === null || value === undefined
      ? before
      : await renewedRecord(deps, { exporter, delivery: before }, value, current);
  await writeChange(deps, {
    ...{ kind: 'rotate-back', deliveryId, file, snapshot: document.snapshot, after: bytes },
    ...{ mode: renewal.beforeMode ?? PRIVATE_MODE, delivery: record },
  });
}

const notCarried = () =>
  new AppError('file-refused', {
    message: 'This file does not carry the new value as it is. Nothing was changed.',
    next: 'Export the key again, by another mechanism.',
  });
