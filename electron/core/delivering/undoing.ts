import { isStored } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import { getRow, noRow } from '../finding.ts';
import type { FileExporter, JsonValue } from '../ports/exporter.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { ChangeRecord, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { undoneTogether } from './acts.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { type Document, decode, encode, hashOf, inFile, openDocument } from './document.ts';
import { givenBack } from './giving-back.ts';
import { deliveryBefore, isAsLeft, isRenewal, settled, undoable } from './history.ts';
import { isIgnoreFile, unignoring } from './ignoring.ts';
import { undoKeep } from './keeping.ts';
import { lookAt } from './looking.ts';
import { modeFor } from './modes.ts';
import { bytesOfNow, recordOfNow, textOfNow, writtenOfNow } from './of-now.ts';
import { pathsTo } from './place.ts';
import { undoRemote } from './remote/removing.ts';
import { isOwn } from './removing-files.ts';
import { assertOwnReference } from './safety.ts';
import { ownBefore } from './undoing-own.ts';
import { type FileWrite, writeChange } from './writing.ts';

/**
 * Takes back what one act of the user did.
 * @param id absent: the newest change that stands, and what is of the same act
 * @returns the last that was taken back
 * @throws AppError as of one change
 */
export async function undo(deps: DeliveringDeps, id?: string): Promise<ChangeRecord> {
  const [last, below] = undoneTogether(deps.ledger.changes.list(), id);
  if (last === undefined || below === undefined) return undoOne(deps, id);
  await undoOne(deps, last.id);
  return undoOne(deps, below.id);
}

/**
 * Takes one change back: the bytes and mode before it where the file is as we left it,
 * else the inverse edit of our entry alone.
 * @param id absent: the newest change that stands
 * @throws AppError not-found, conflict, forbidden-by-rule, file-refused, file-failed
 */
async function undoOne(deps: DeliveringDeps, id?: string): Promise<ChangeRecord> {
  const changes = deps.ledger.changes.list();
  const change = pick(changes, id);
  const before = deliveryBefore(settled(changes), change);
  // The same key stands in the entry with what is temporary: without it less is shown, and nothing new.
  if (before !== null && change.until === null) assertMayStand(deps.ledger, before);
  const delivery = change.delivery ?? before;
  if (change.kind === 'keep') undoKeep(deps, change, await recordOfNow(deps, before));
  else if (isStored(change)) await undoRemote(deps, change, before);
  else if (delivery !== null && isOwn(deps, delivery)) await undoFiles(deps, change, before);
  else await undoEntry(deps, change, before);
  return getRow('change', deps.ledger.changes, change.id);
}

/** @throws AppError forbidden-by-rule where the entry would bring no key, or another one than is meant */
function assertMayStand(ledger: Ledger, before: DeliveryRecord): void {
  if (ledger.keys.get(before.keyId) === null) {
    throw new AppError('forbidden-by-rule', {
      message: 'The key of this entry is no longer here, so the entry would not work.',
      next: 'Export another key.',
    });
  }
  assertOwnReference(ledger, before);
}

async function undoFiles(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
): Promise<void> {
  const { main, companions, delivery } = await ownBefore(deps, change, before);
  const { deliveryId } = change;
  const all = [...companions, ...(await ignoredBefore(deps, change, main.snapshot))];
  await writeChange(deps, { ...main, kind: 'undo', deliveryId, delivery, companions: all });
}

async function undoEntry(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
): Promise<void> {
  const document = await openDocument(deps.files, change.file);
  const paths = await pathsTo(deps, document.snapshot);
  const here = settled(deps.ledger.changes.list()).filter(({ file }) => paths.has(file));
  const untouched = isAsLeft(here, change, hashOf(deps, document.snapshot.bytes));
  const bytes = untouched ? await bytesOfNow(deps, change) : 'gone';
  const exact = bytes !== 'gone';
  await writeChange(deps, {
    kind: 'undo',
    deliveryId: change.deliveryId,
    file: change.file,
    snapshot: document.snapshot,
    after: exact ? bytes : await inverse(deps, change, before, document),
    mode: await modeAfter(deps, change, before, document, exact),
    delivery: await recordOfNow(deps, before),
    companions: await ignoredBefore(deps, change, document.snapshot),
  });
}

/** The .gitignore that was written with a change, without its line. */
async function ignoredBefore(
  { files }: DeliveringDeps,
  { companions }: ChangeRecord,
  { realPath }: FileSnapshot,
): Promise<readonly FileWrite[]> {
  const added = companions.find(({ file }) => isIgnoreFile(file));
  if (added === undefined) return [];
  const without = await unignoring(files, realPath, { wasThere: added.beforeHash !== null });
  return without === null ? [] : [without];
}

/** Changes of one entry come off in the opposite order, like plates: `finish` relies on it. */
export function pick(changes: readonly ChangeRecord[], id: string | undefined): ChangeRecord {
  const open = undoable(changes);
  if (id === undefined) {
    const newest = open.at(-1);
    if (newest !== undefined) return newest;
    throw new AppError('not-found', { message: 'There is no change to undo.' });
  }
  const named = changes.find((change) => change.id === id);
  if (named === undefined) throw noRow('change', id);
  if (isRenewal(named)) {
    throw new AppError('conflict', {
      message: 'A value of a key that was replaced does not come back by undo.',
      next: 'Undo the rotation itself, while it can be: keyrack rotations',
    });
  }
  const last = open.findLast(({ deliveryId }) => deliveryId === named.deliveryId);
  if (named.id === last?.id) return named;
  const undone = named.state === 'undone';
  throw new AppError('conflict', {
    message: undone
      ? 'This change was undone already.'
      : 'A later change of the same entry stands on this one.',
    ...(undone || last === undefined ? {} : { next: `Undo ${last.id} first.` }),
  });
}

/** As it was, but where more stands in the file than then. */
async function modeAfter(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
  { snapshot }: Document,
  exact: boolean,
): Promise<number> {
  const { ledger } = deps;
  const { deliveryId, beforeMode } = change;
  const paths = await pathsTo(deps, snapshot);
  const scope = (change.delivery ?? before)?.scope ?? 'user';
  const isAlone = scope === 'user' && !holdsOthers(ledger, paths, deliveryId);
  if (beforeMode !== null && (exact || isAlone)) return beforeMode;
  return modeFor(ledger, snapshot, { paths, deliveryId, scope, mechanism: before?.mechanism ?? null });
}

function holdsOthers(ledger: Ledger, paths: ReadonlySet<string>, deliveryId: string): boolean {
  return ledger.deliveries.list().some(({ file, id }) => paths.has(file) && id !== deliveryId);
}

/** The file was changed around our entry: only the entry goes back. */
async function inverse(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord | null,
  { text }: Document,
): Promise<Uint8Array> {
  const delivery = change.delivery ?? before;
  const found = delivery === null ? 'changed' : lookAt(deps, delivery, text);
  const asLeft = change.delivery === null ? 'missing' : 'intact';
  if (delivery === null || found !== asLeft) throw touched(change);
  const exporter = exporterOf(deps.exporters, delivery.target);
  if (change.kind === 'adopt') {
    const { file, server } = delivery;
    return encode(givenBack(exporter, { file, server, text, original: await textOfNow(deps, change) }));
  }
  const { editor, path } = exporter;
  const at = path(delivery.server);
  if (before === null) return encode(inFile(change.file, () => editor.remove(text, at)));
  const value = await valueBefore(deps, change, before, exporter);
  return encode(inFile(change.file, () => editor.put(text, at, value)));
}

/** Our entry as it was before a change: in the copy of the file, and where that is no longer kept in the entry's own. */
async function valueBefore(
  deps: DeliveringDeps,
  change: ChangeRecord,
  before: DeliveryRecord,
  exporter: FileExporter,
): Promise<JsonValue> {
  const { editor, path } = exporter;
  const bytes = await bytesOfNow(deps, change);
  if (bytes === null) throw touched(change);
  if (bytes === 'gone') return writtenOfNow(deps, exporter, before);
  const value = inFile(change.file, () => editor.read(decode(bytes, change.file), path(before.server)));
  if (value === undefined) throw touched(change);
  return value;
}

function touched({ file, delivery, deliveryId }: ChangeRecord): AppError {
  return new AppError('conflict', {
    message: `${file} was changed since, and our entry in it is not as it was left. The file is left alone.`,
    next:
      delivery === null
        ? 'Change it by hand, or export the key again.'
        : `Put the entry back as Keyrack wrote it, then undo: keyrack targets restore ${deliveryId}`,
  });
}
