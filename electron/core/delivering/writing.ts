import { AppError } from '../errors.ts';
import type { FileSnapshot } from '../ports/files.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { type DeliveringDeps, exporterOf } from './deps.ts';
import { inFile, openDocument } from './document.ts';
import { isAdopted, undoable } from './history.ts';
import { lookAt } from './looking.ts';
import { samePlace } from './place.ts';

/** One write to a foreign file, ready to be made. */
export interface Write {
  readonly kind: ChangeRecord['kind'];
  readonly deliveryId: string;
  readonly file: string;
  readonly snapshot: FileSnapshot;
  /** null: the file is removed. */
  readonly after: Uint8Array | null;
  readonly mode: number;
  /** The delivery as it is then; null: it is gone. */
  readonly delivery: DeliveryRecord | null;
  /** When it is undone by itself; absent: never. */
  readonly until?: string;
}

const AUDIT: Record<ChangeRecord['kind'], string> = {
  export: 'key exported',
  restore: 'entry restored',
  adopt: 'key adopted',
  unexport: 'key unexported',
  undo: 'change undone',
};

/**
 * Backup, row, file, row: killed between any two of them, `settle` finds out from the file what happened.
 * @throws AppError conflict, file-failed, storage-*; then the file is as it was
 */
export async function writeChange(deps: DeliveringDeps, write: Write): Promise<ChangeRecord> {
  const { snapshot, after } = write;
  deps.assertOpen();
  const backup = snapshot.bytes === null ? null : await deps.backups.save(snapshot.realPath, snapshot.bytes);
  const change: ChangeRecord = {
    id: deps.newId(),
    deliveryId: write.deliveryId,
    kind: write.kind,
    file: write.file,
    beforeHash: hashOf(deps, snapshot.bytes),
    afterHash: hashOf(deps, after),
    beforeMode: snapshot.mode,
    backup,
    at: deps.clock.now().toISOString(),
    state: 'writing',
    delivery: write.delivery,
    until: write.until ?? null,
  };
  // Locked since: nothing was begun yet. From here on it is brought to its end.
  deps.assertOpen();
  deps.ledger.changes.put(change);
  try {
    if (after !== null) await deps.files.replace(snapshot, after, write.mode);
    else if (snapshot.bytes !== null) await deps.files.remove(snapshot);
  } catch (error) {
    // The write's own error is the one to tell; what cannot be settled now is settled at the next start.
    await unlessRefused(() => settle(deps, change));
    throw error;
  }
  return finish(deps, change);
}

/** @returns SHA-256 in hex; null for no file. */
export function hashOf(deps: DeliveringDeps, bytes: Uint8Array | null): string | null {
  return bytes === null ? null : deps.hash(bytes);
}

/** Brings a change to an end that was begun: done where the file shows it, else as if never begun. */
async function settle(deps: DeliveringDeps, change: ChangeRecord): Promise<void> {
  const document = await openDocument(deps.files, change.file);
  const hash = hashOf(deps, document.snapshot.bytes);
  const happened =
    hash !== change.beforeHash && (hash === change.afterHash || entryTells(deps, change, document.text));
  if (happened && twinsOf(deps, change).length === 0) finish(deps, change);
  else deps.ledger.changes.remove(change.id);
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
function entryTells(deps: DeliveringDeps, change: ChangeRecord, text: string): boolean {
  const delivery = change.delivery ?? deps.ledger.deliveries.get(change.deliveryId);
  if (delivery === null) return false;
  // An adopted entry is there before and after: whether it is ours tells.
  if (isAdopted(deps.ledger.changes.list(), delivery.id)) {
    return (lookAt(deps, delivery, text) === 'intact') === (change.delivery !== null);
  }
  const { editor, path } = exporterOf(deps.exporters, delivery.target);
  const isThere = inFile(change.file, () => editor.read(text, path(delivery.server))) !== undefined;
  return isThere === (change.delivery !== null);
}

function finish(deps: DeliveringDeps, change: ChangeRecord): ChangeRecord {
  const { ledger } = deps;
  const done: ChangeRecord = { ...change, state: 'done' };
  return ledger.transaction(() => {
    const delivery = change.delivery ?? ledger.deliveries.get(change.deliveryId);
    if (change.kind === 'undo') {
      const undone = undoable(ledger.changes.list()).findLast(
        ({ deliveryId }) => deliveryId === change.deliveryId,
      );
      if (undone !== undefined) ledger.changes.put({ ...undone, state: 'undone' });
    }
    ledger.changes.put(done);
    for (const twin of twinsOf(deps, change)) ledger.deliveries.remove(twin.id);
    if (change.delivery === null) ledger.deliveries.remove(change.deliveryId);
    else ledger.deliveries.put(change.delivery);
    deps.audit(
      AUDIT[change.kind],
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
  const unfinished = deps.ledger.changes.list().filter(({ state }) => state === 'writing');
  for (const change of unfinished) {
    await unlessRefused(async () => {
      await deps.files.sweep(change.file);
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
