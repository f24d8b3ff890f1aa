import { isStored } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { ChangeRecord, CompanionChange, DeliveryRecord } from '../ports/ledger.ts';
import { CHANGE_AUDIT } from './change-words.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { hashOf, openDocument } from './document.ts';
import { markedHash } from './entry-hash.ts';
import { endRenewal, isAdopted, isRenewal, undoable } from './history.ts';
import { lookAt } from './looking.ts';
import { PRIVATE_MODE } from './modes.ts';
import { neededCopies } from './needed-copies.ts';
import { samePlace } from './place.ts';
import { isUnderWay } from './under-way.ts';

/** One write to one file, ready to be made. */
export interface FileWrite {
  readonly file: string;
  readonly snapshot: FileSnapshot;
  /** null: the file is removed. */
  readonly after: Uint8Array | null;
  readonly mode: number;
}

/** What a change does to the file of a delivery, and to those that go with it. */
export interface Write extends FileWrite {
  readonly kind: ChangeRecord['kind'];
  readonly deliveryId: string;
  /** The delivery as it is then; null: it is gone. */
  readonly delivery: DeliveryRecord | null;
  /** Written before it; absent: nothing goes with it. */
  readonly companions?: readonly FileWrite[];
  /** When it is undone by itself; absent: never. */
  readonly until?: string;
}

/**
 * Backup, row, files, row: killed between any two of them, `settle` finds out from the files what happened. The
 * delivery's own file comes last: once it is as it shall be, so are those that go with it.
 * @throws AppError conflict, file-failed, storage-*; then the files are as they were
 */
export async function writeChange(deps: DeliveringDeps, write: Write): Promise<ChangeRecord> {
  deps.assertOpen();
  const others = write.companions ?? [];
  const companions = await inOrder(others, (each) => noteOf(deps, each));
  const change: ChangeRecord = {
    ...(await noteOf(deps, write)),
    id: deps.newId(),
    deliveryId: write.deliveryId,
    kind: write.kind,
    at: deps.clock.now().toISOString(),
    state: 'writing',
    delivery: write.delivery,
    companions,
    until: write.until ?? null,
    writer: deps.writers.own,
  };
  // Locked since: nothing was begun yet. From here on it is brought to its end.
  deps.assertOpen();
  deps.ledger.changes.put(change);
  let begun = 0;
  try {
    for (const each of [...others, write]) {
      if (each === write && others.length > 0) assertUnsettled(deps, change);
      await apply(deps, each);
      begun += 1;
    }
  } catch (error) {
    // What a conflict stopped was not ours, even where it has the same bytes as what we would have written.
    const isOurs = !(error instanceof AppError && error.code === 'conflict');
    const touched = companions.slice(0, isOurs ? begun + 1 : begun);
    // The write's own error is the one to tell; what cannot be settled now is settled at the next start.
    await unlessRefused(async () => {
      if (isOurs) return settle(deps, { ...change, companions: touched });
      await takeBack(deps, touched);
      deps.ledger.changes.remove(change.id);
    });
    throw error;
  }
  return finish(deps, change);
}

/** Another process may have taken this for what a crash left, and have put the companions back. @throws AppError conflict */
function assertUnsettled({ ledger }: DeliveringDeps, { id, file }: ChangeRecord): void {
  if (ledger.changes.get(id)?.state === 'writing') return;
  throw new AppError('conflict', {
    message: `Another Keyrack took the writing of ${file} back.`,
    next: 'Look at the changes again, then repeat.',
  });
}

/** What is kept of a write, so that it can be taken back. */
async function noteOf(deps: DeliveringDeps, { file, snapshot, after }: FileWrite): Promise<CompanionChange> {
  const { bytes, realPath, mode } = snapshot;
  return {
    file,
    beforeHash: hashOf(deps, bytes),
    afterHash: hashOf(deps, after),
    beforeMode: mode,
    backup: bytes === null ? null : await deps.backups.save(realPath, bytes, () => neededCopies(deps.ledger)),
  };
}

async function apply({ files }: DeliveringDeps, { snapshot, after, mode }: FileWrite): Promise<void> {
  if (after !== null) await files.replace(snapshot, after, mode);
  else if (snapshot.bytes !== null) await files.remove(snapshot);
}

async function inOrder<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

/** Brings a change to an end that was begun: done where the file shows it, else as if never begun. */
async function settle(deps: DeliveringDeps, change: ChangeRecord): Promise<void> {
  const document = await openDocument(deps.files, change.file);
  const hash = hashOf(deps, document.snapshot.bytes);
  const happened =
    hash !== change.beforeHash &&
    (hash === change.afterHash || (await entryTells(deps, change, document.text)));
  if (happened && twinsOf(deps, change).length === 0) {
    finish(deps, change);
    return;
  }
  await takeBack(deps, change.companions);
  deps.ledger.changes.remove(change.id);
}

/** Files of a change that did not happen go back to what they were; one that somebody wrote since is left alone. */
async function takeBack(deps: DeliveringDeps, companions: readonly CompanionChange[]): Promise<void> {
  for (const { file, beforeHash, afterHash, beforeMode, backup } of companions) {
    const snapshot = await deps.files.snapshot(file);
    if (beforeHash === afterHash || hashOf(deps, snapshot.bytes) !== afterHash) continue;
    const after = backup === null ? null : await deps.backups.read(backup);
    await apply(deps, { file, snapshot, after, mode: beforeMode ?? PRIVATE_MODE });
  }
}

/** Other deliveries of the same entry: two exports at once, in two processes. The file holds one of them. */
function twinsOf(
  { ledger, exporters }: DeliveringDeps,
  { delivery }: ChangeRecord,
): readonly DeliveryRecord[] {
  if (delivery === null) return [];
  return ledger.deliveries
    .list()
    .filter(({ file, id }) => file === delivery.file && id !== delivery.id)
    .filter((row) => samePlace(exporters, row, delivery));
}

/** Another program has written since: whether our entry is there, or gone, tells which came first. */
async function entryTells(deps: DeliveringDeps, change: ChangeRecord, text: string): Promise<boolean> {
  const delivery = change.delivery ?? deps.ledger.deliveries.get(change.deliveryId);
  if (delivery === null) return false;
  // An adopted entry is there before and after: whether it is ours tells.
  const exporter = exporterOf(deps.exporters, delivery.target);
  if (exporter.own !== undefined) return false;
  if (isRenewal(change)) {
    // Its form is the same before and after.
    const value = exporter.editor.read(text, exporter.path(delivery.server));
    return value !== undefined && (await markedHash(deps, exporter, value, delivery)) === delivery.entryHash;
  }
  const found = lookAt(deps, delivery, text);
  if (change.delivery !== null) return found === 'intact';
  const isAnAdoption = isAdopted(deps.ledger.changes.ofDelivery(delivery.id), delivery.id);
  return isAnAdoption ? found !== 'intact' : found === 'missing';
}

/** The last row of a change, and what it makes of its delivery. */
export function finish(deps: DeliveringDeps, change: ChangeRecord): ChangeRecord {
  const { ledger } = deps;
  const done: ChangeRecord = { ...change, state: 'done', writer: null };
  return ledger.transaction(() => {
    // Another process has settled it meanwhile; twice, an undo would take two changes with it.
    if (ledger.changes.get(change.id)?.state === 'done') return done;
    const delivery = change.delivery ?? ledger.deliveries.get(change.deliveryId);
    if (change.kind === 'undo') {
      const undone = undoable(ledger.changes.ofDelivery(change.deliveryId)).at(-1);
      if (undone !== undefined) ledger.changes.put({ ...undone, state: 'undone' });
    }
    endRenewal(ledger, change);
    ledger.changes.put(done);
    for (const twin of twinsOf(deps, change)) ledger.deliveries.remove(twin.id);
    if (change.delivery === null) ledger.deliveries.remove(change.deliveryId);
    else ledger.deliveries.put(change.delivery);
    deps.audit(
      CHANGE_AUDIT[change.kind],
      delivery?.keyId ?? null,
      `${delivery?.target ?? ''} ${change.file}`.trim(),
    );
    return done;
  });
}

/**
 * Finishes or takes back what a crash left; a file that cannot be read now keeps its row for the next start.
 * @returns whether anything was left
 */
export async function recover(deps: DeliveringDeps): Promise<boolean> {
  const unfinished = deps.ledger.changes
    .unfinished()
    .filter((each) => !isStored(each) && !isUnderWay(deps, each));
  for (const change of unfinished) {
    await unlessRefused(async () => {
      for (const { file } of [...change.companions, change]) await deps.files.sweep(file);
      await settle(deps, change);
    });
  }
  return unfinished.length > 0;
}

export async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
