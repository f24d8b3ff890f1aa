import type { ChangeRow, ExportRequest } from '#shared/model/delivery.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ChangeRecord, Ledger } from '../ports/ledger.ts';
import { undoableActs } from './acts.ts';
import { undoable } from './history.ts';
import { deliveriesOfKey } from './looking.ts';
import { isAtService } from './place.ts';
import type { PlaceService } from './places/index.ts';
import type { DeliveryService } from './service.ts';
import { newestStays } from './undoing-newest.ts';

/** A ledger in which there are deliveries and changes of files alone: what works on files takes each of them for one. */
export function ledgerOfFiles(ledger: Ledger): Ledger {
  const ofFiles = <Row extends { readonly file: string }>(rows: readonly Row[]) =>
    rows.filter(({ file }) => !isAtService(file));
  return {
    ...ledger,
    deliveries: { ...ledger.deliveries, list: () => ofFiles(ledger.deliveries.list()) },
    changes: {
      ...ledger.changes,
      list: () => ofFiles(ledger.changes.list()),
      ofDelivery: (id) => ofFiles(ledger.changes.ofDelivery(id)),
      unfinished: () => ofFiles(ledger.changes.unfinished()),
      files: () => ledger.changes.files().filter((file) => !isAtService(file)),
    },
  };
}

interface Kinds {
  readonly ledger: Ledger;
  /** Over `ledgerOfFiles`. */
  readonly files: DeliveryService;
  readonly places: PlaceService;
}

/** One service over both kinds of targets: those that have a file here, and stores at services. */
export function createDeliveringByKind({ ledger, files, places }: Kinds): DeliveryService {
  const isPlace = (deliveryId: string) => isAtService(getRow('delivery', ledger.deliveries, deliveryId).file);
  const ofFile = (deliveryId: string): DeliveryService => {
    if (!isPlace(deliveryId)) return files;
    throw new AppError('unsupported', {
      message: 'This delivery stands in a store at a service, and in no file.',
      next: 'Export the key again, or take the delivery back.',
    });
  };
  return {
    targets: () => [...files.targets(), ...places.targets()],
    plan: async (request) => (isOfPlace(request) ? places : files).plan(withoutPlace(request)),
    document: async (request) => files.document(withoutPlace(request)),
    export: (plan, options) => (places.has(plan) ? places.export(plan) : files.export(plan, options)),
    deliveries: async (look) => {
      const rows = [...(await files.deliveries(look)), ...(await places.deliveries())];
      return inOrder(ledger.deliveries.list(), rows);
    },
    ofKey: (keyId) => deliveriesOfKey(ledger, keyId),
    unexport: (id) => (isPlace(id) ? places : files).unexport(id),
    deleteFiles: async (id) => ofFile(id).deleteFiles(id),
    planRestore: async (id) => ofFile(id).planRestore(id),
    restore: (plan) => files.restore(plan),
    keep: async (id) => ofFile(id).keep(id),
    changes,
    undoable: () => inOrder(undoableActs(ledger.changes.list()), [...files.undoable(), ...places.changes()]),
    undo: async (id) => {
      if (id !== undefined) return undoOne(id, ledger.changes.get(id));
      const all = ledger.changes.list();
      const newest = undoable(all).at(-1);
      if (newest === undefined) return files.undo();
      try {
        // Unnamed, so that what else is of the same act goes with it.
        return await (isAtService(newest.file) ? places.undo(newest.id) : files.undo());
      } catch (error) {
        throw error instanceof AppError ? newestStays(error, newest, all, changes()) : error;
      }
    },
    recover: async () => {
      const settled = await files.recover();
      return (await places.recover()) || settled;
    },
  };

  function changes(): readonly ChangeRow[] {
    return inOrder(ledger.changes.list().toReversed(), [...files.changes(), ...places.changes()]);
  }

  function undoOne(id: string, change: ChangeRecord | null): Promise<ChangeRow> {
    return change === null || !isAtService(change.file) ? files.undo(id) : places.undo(id);
  }

  function isOfPlace({ target }: ExportRequest): boolean {
    return places.targets().some(({ id }) => id === target);
  }

  /** @throws AppError invalid-input where a repository is named for a target that has a file */
  function withoutPlace(request: ExportRequest): ExportRequest {
    if (request.repository === undefined || isOfPlace(request)) return request;
    throw new AppError('invalid-input', {
      message: 'This target has a file, and is in no repository of a service.',
      next: 'Leave the repository out; another file is named by its path.',
      field: 'repository',
    });
  }
}

function inOrder<Row extends { readonly id: string }>(
  order: readonly { readonly id: string }[],
  rows: readonly Row[],
): readonly Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return order.flatMap(({ id }) => byId.get(id) ?? []);
}
