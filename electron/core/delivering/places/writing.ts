import { AppError } from '../../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../../ports/ledger.ts';
import type { PlaceExporter, StoredName } from '../../ports/place-exporter.ts';
import { CHANGE_AUDIT } from '../change-words.ts';
import { endRenewal, undoable } from '../history.ts';
import { isAtService } from '../place.ts';
import { isUnderWay } from '../under-way.ts';
import { unlessRefused } from '../writing.ts';
import { lookUp, type PlaceDeps, placeExporterOf } from './deps.ts';
import { settledAt } from './mark.ts';

/** What a change does to one secret of a store. */
export interface PlaceWrite {
  readonly kind: 'export' | 'unexport' | 'rotate' | 'rotate-back' | 'undo';
  readonly exporter: PlaceExporter;
  readonly place: string;
  readonly name: string;
  readonly deliveryId: string;
  /** What the store has of this name now; null: nothing. */
  readonly before: StoredName | null;
  /** The delivery as it is then; null: it is gone. */
  readonly delivery: DeliveryRecord | null;
  /** Sets or removes it. */
  readonly act: () => Promise<void>;
}

/**
 * Row, store, row: killed between any two of them, `settle` asks the store what happened. Nothing can be put back, as no
 * store gives a value back: so what is not ours is never written over, and that is looked at before.
 * @throws AppError what `act` throws, unless it has come about all the same
 */
export async function writePlace(deps: PlaceDeps, write: PlaceWrite): Promise<ChangeRecord> {
  const { exporter, place, name, before, delivery, kind, deliveryId } = write;
  const change: ChangeRecord = {
    ...{ id: deps.newId(), deliveryId, kind, file: place },
    beforeHash: before?.updatedAt ?? null,
    afterHash: null,
    ...{ beforeMode: null, backup: null, companions: [], until: null, writer: deps.writers.own },
    at: deps.clock.now().toISOString(),
    state: 'writing',
    delivery,
  };
  // Locked since: nothing was begun yet. From here on it is brought to its end.
  deps.assertOpen();
  deps.ledger.changes.put(change);
  try {
    await write.act();
  } catch (error) {
    const settled = await orNull(() => settle(deps, change));
    if (settled !== null) return settled;
    throw error;
  }
  // It is done: what is looked for is only since when.
  const now = delivery === null ? null : await orNull(() => lookUp(deps.run, exporter, { place, name }));
  return finish(deps, change, now);
}

/** Asks the store. @returns the change where it happened; null: it did not, and is as if never begun */
async function settle(deps: PlaceDeps, change: ChangeRecord): Promise<ChangeRecord | null> {
  const { ledger } = deps;
  const about = change.delivery ?? ledger.deliveries.get(change.deliveryId);
  if (about === null) {
    ledger.changes.remove(change.id);
    return null;
  }
  const exporter = placeExporterOf(deps.places, about.target);
  const now = await lookUp(deps.run, exporter, { place: change.file, name: about.variable });
  const happened =
    change.delivery === null ? now === null : now !== null && now.updatedAt !== change.beforeHash;
  if (happened) return finish(deps, change, now);
  ledger.changes.remove(change.id);
  return null;
}

function finish(deps: PlaceDeps, change: ChangeRecord, now: StoredName | null): ChangeRecord {
  const { ledger } = deps;
  const since = now?.updatedAt ?? '';
  const delivery =
    change.delivery === null ? null : { ...change.delivery, entryHash: settledAt(change.delivery, since) };
  const done: ChangeRecord = {
    ...change,
    state: 'done',
    writer: null,
    delivery,
    afterHash: delivery && since,
  };
  return ledger.transaction(() => {
    const about = delivery ?? ledger.deliveries.get(change.deliveryId);
    if (change.kind === 'undo') {
      const undone = undoable(ledger.changes.ofDelivery(change.deliveryId)).at(-1);
      if (undone !== undefined) ledger.changes.put({ ...undone, state: 'undone' });
    }
    endRenewal(ledger, change);
    ledger.changes.put(done);
    if (delivery === null) ledger.deliveries.remove(change.deliveryId);
    else putAlone(deps, delivery);
    deps.audit(
      CHANGE_AUDIT[change.kind],
      about?.keyId ?? null,
      `${about?.target ?? ''} ${change.file}`.trim(),
    );
    return done;
  });
}

/** Two exports at once, in two processes: the store holds one of them. */
function putAlone({ ledger }: PlaceDeps, delivery: DeliveryRecord): void {
  const { id, target, file, variable } = delivery;
  const twins = ledger.deliveries
    .list()
    .filter((row) => row.target === target && row.file === file && row.variable === variable);
  for (const twin of twins.filter((row) => row.id !== id)) ledger.deliveries.remove(twin.id);
  ledger.deliveries.put(delivery);
}

const unfinished = (deps: PlaceDeps) =>
  deps.ledger.changes.unfinished().filter((each) => isAtService(each.file) && !isUnderWay(deps, each));

/**
 * Settles what a crash or a lost answer left at this place: before it is known, nothing more is done there.
 * @throws AppError where the store cannot be asked
 */
export async function settlePlace(deps: PlaceDeps, place: string): Promise<void> {
  for (const change of unfinished(deps).filter(({ file }) => file === place)) await settle(deps, change);
}

/**
 * The same everywhere; where a store cannot be asked now, the row stays for the next time.
 * @returns whether anything was settled
 */
export async function recoverPlaces(deps: PlaceDeps): Promise<boolean> {
  const before = unfinished(deps);
  for (const change of before) await unlessRefused(async () => void (await settle(deps, change)));
  return unfinished(deps).length < before.length;
}

async function orNull<T>(work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
