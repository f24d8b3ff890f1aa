import { AppError } from '../errors.ts';
import type { FileExporter, JsonValue, Plaintext } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import { bytesBefore } from './copies.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { decode, encode } from './document.ts';
import { isMarked, markedHash } from './entry-hash.ts';
import { settled, standing } from './history.ts';
import { pathsTo } from './place.ts';
import { rewriteEntry } from './rewriting.ts';
import { assertCarries } from './safety.ts';
import { withOther, withValueOfNow } from './value-place.ts';
import { readWritten, withValue, writtenOrNull } from './written.ts';

// A copy of a file from before, and the record of a delivery, may be older than the key's value. What was rotated away is
// dead, or is about to be: it never comes back by them.

/**
 * The bytes before a change, every value of a key in them the one of now.
 * SECURITY: also of other deliveries in the same file, and of a secret that was adopted since
 * (tests/unit/core/delivery-renewing-undo).
 * @returns null: there was no file; `gone`: the copy is no longer kept, or where a value stands in it cannot be told
 * @throws AppError storage-*
 */
export async function bytesOfNow(
  deps: DeliveringDeps,
  change: ChangeRecord,
): Promise<Uint8Array | null | 'gone'> {
  const bytes = await bytesBefore(deps, change);
  if (bytes === null || bytes === 'gone') return bytes;
  const { stood, adoptions } = await valuesIn(deps, change);
  if (stood.length === 0 && adoptions.length === 0) return bytes;
  try {
    const before = decode(bytes, change.file);
    let text: string | null = before;
    for (const record of stood) text = text && (await renewed(deps, record, text));
    for (const record of adoptions) text = text && (await renewedPlaintext(deps, record, text));
    if (text === null) return 'gone';
    return text === before ? bytes : encode(text);
  } catch (error) {
    // The format, or the client, does not take the value of now there.
    if (error instanceof AppError && ['file-refused', 'forbidden-by-rule'].includes(error.code))
      return 'gone';
    throw error;
  }
}

/** @returns the text before a change, as of the bytes; null: no copy of it is kept, or it is not known where a value stands */
export async function textOfNow(deps: DeliveringDeps, change: ChangeRecord): Promise<string | null> {
  const bytes = await bytesOfNow(deps, change);
  return bytes === null || bytes === 'gone' ? null : decode(bytes, change.file);
}

/** A delivery as it was, with the mark of an entry that holds the value of now. @throws AppError storage-* */
export async function recordOfNow<Record extends DeliveryRecord | null>(
  deps: DeliveringDeps,
  record: Record,
): Promise<Record | DeliveryRecord> {
  if (record === null || !isMarked(record)) return record;
  const exporter = exporterOf(deps.exporters, record.target);
  const now = await heldValue(deps, record.keyId);
  const written = now === null ? null : await writtenOrNull(deps.backups, record);
  if (now === null || written === null || exporter.own !== undefined) return record;
  return { ...record, entryHash: await markedHash(deps, exporter, withValue(written, now), record) };
}

/** @returns null where Keyrack has no value of it: then none was rotated away by it */
async function heldValue(
  { readSecret }: Pick<DeliveringDeps, 'readSecret'>,
  keyId: string,
): Promise<Secret | null> {
  try {
    return await readSecret(keyId);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'not-held')) return null;
    throw error;
  }
}

/** What held a value in the file before a change: entries of ours, and what was adopted from there on. */
async function valuesIn(deps: DeliveringDeps, change: ChangeRecord) {
  const paths = await pathsTo(deps, await deps.files.snapshot(change.file));
  const all = settled(deps.ledger.changes.list()).filter(({ file }) => paths.has(file));
  const index = all.findIndex(({ id }) => id === change.id);
  const before = standing(all.slice(0, index));
  const isEntry = ({ target }: DeliveryRecord) => exporterOf(deps.exporters, target).own === undefined;
  const adoptions = all
    .slice(index)
    .filter(({ kind, deliveryId }) => kind === 'adopt' && !before.some(({ id }) => id === deliveryId))
    .map(({ delivery }) => delivery)
    .filter((delivery) => delivery !== null);
  const stood = before.filter((record) => record.mechanism === 'inline' && isEntry(record));
  return { stood, adoptions };
}

async function renewed(deps: DeliveringDeps, record: DeliveryRecord, text: string): Promise<string | null> {
  const exporter = exporterOf(deps.exporters, record.target);
  const path = exporter.path(record.server);
  const before = exporter.editor.read(text, path);
  const now = await heldValue(deps, record.keyId);
  if (before === undefined || now === null) return text;
  const after = await withValueOfNow(deps, exporter, record, before, { old: null, now });
  if (after === null) return null;
  if (after === before) return text;
  assertCarries(exporter, record, now);
  return rewriteEntry(exporter.editor, text, path, { before, after }).text;
}

/** The entry of somebody else before it was adopted. */
async function renewedPlaintext(
  deps: DeliveringDeps,
  record: DeliveryRecord,
  text: string,
): Promise<string | null> {
  const exporter = exporterOf(deps.exporters, record.target);
  const path = exporter.path(record.server);
  const before = exporter.editor.read(text, path);
  const now = await heldValue(deps, record.keyId);
  if (before === undefined || now === null) return text;
  const adopted = adoptedIn(exporter, record, before, await writtenOrNull(deps.backups, record));
  if (adopted.some(({ secret }) => secret.equals(now))) return text;
  const [only] = adopted;
  if (only === undefined || adopted.length > 1) return null;
  assertCarries(exporter, { mechanism: 'inline' }, now);
  const after = withOther(before, only.secret, now);
  return rewriteEntry(exporter.editor, text, path, { before, after }).text;
}

/** What of the entry's plaintexts is in it no more since it was adopted. */
function adoptedIn(
  { adoption }: FileExporter,
  { server, variable }: DeliveryRecord,
  before: JsonValue,
  written: JsonValue | null,
): readonly Plaintext[] {
  const was = adoption?.plaintexts(server, before) ?? [];
  const left = written === null ? [] : (adoption?.plaintexts(server, written) ?? []);
  const gone = was.filter(
    (one) =>
      !left.some(
        ({ name, place, secret }) => name === one.name && place === one.place && secret.equals(one.secret),
      ),
  );
  const named = gone.filter(({ name }) => name === variable);
  return named.length === 1 ? named : gone;
}

/** An entry as it was written, with the value of now. @throws AppError forbidden-by-rule, storage-* */
export async function writtenOfNow(
  deps: Pick<DeliveringDeps, 'backups' | 'readSecret'>,
  exporter: FileExporter,
  record: DeliveryRecord,
): Promise<JsonValue> {
  const written = await readWritten(deps.backups, record);
  if (record.mechanism !== 'inline') return written;
  const secret = await deps.readSecret(record.keyId);
  assertCarries(exporter, record, secret);
  return withValue(written, secret);
}
