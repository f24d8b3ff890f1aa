import { type ExportPlan, type ExportResult, isStored } from '#shared/model/delivery.ts';
import { orAudited } from '../auditing/failing.ts';
import { getRow } from '../finding.ts';
import { targetOf } from '../ports/exporter.ts';
import type { ChangeRecord } from '../ports/ledger.ts';
import { undoableActs } from './acts.ts';
import { rowOf } from './change-row.ts';
import { documentOf } from './copying.ts';
import type { DeliveringDeps } from './deps.ts';
import { remember, taken } from './drafts.ts';
import { writeExport } from './exporting.ts';
import { ignoring } from './ignoring.ts';
import { keepAsIs } from './keeping.ts';
import { deliveriesOfKey, listDeliveries } from './looking.ts';
import { modeText, PRIVATE_MODE } from './modes.ts';
import { type Draft, draftExport } from './planning.ts';
import { recoverRemote } from './remote/changing.ts';
import { exportRemote } from './remote/exporting.ts';
import { draftRemote, NO_MODE, type RemoteDraft } from './remote/planning.ts';
import { deleteFiles } from './removing-files.ts';
import { draftRestore, type RestoreDraft, restore } from './restoring.ts';
import type { DeliveryService } from './service.ts';
import { overdue } from './temporary.ts';
import { createTurns, type Turns } from './turns.ts';
import { undo } from './undoing.ts';
import { unexport } from './unexporting.ts';
import { recover, unlessRefused } from './writing.ts';

export type { DeliveringDeps } from './deps.ts';

/**
 * Keys into the files of other programs, and out again.
 * @param inTurn of all that writes in this process; absent: nothing else does
 */
export function createDelivering(deps: DeliveringDeps, inTurn: Turns = createTurns()): DeliveryService {
  const { ledger, exporters, machine } = deps;
  const drafts = new Map<string, Draft | RemoteDraft>();

  const plan: DeliveryService['plan'] = async (request): Promise<ExportPlan> => {
    const { connectionId } = request;
    const draft =
      connectionId === undefined
        ? await draftExport(deps, request)
        : draftRemote(deps, request, connectionId);
    remember(drafts, draft);
    return draft.plan;
  };

  return {
    targets: () => exporters.map((exporter) => targetOf(exporter, machine)),
    plan,
    document: (request) => documentOf(deps, request),
    export: (id, { ignored = false } = {}) =>
      inTurn(async () => {
        const draft = taken(drafts, id);
        const about = `${draft.exporter.id} ${draft.plan.file}`;
        const attempt = { what: 'key not exported', subject: draft.entry.keyId, about };
        const change = await orAudited(deps.audit, attempt, async () => {
          if ('remote' in draft) return exportRemote(deps, draft);
          const isWanted = ignored && draft.plan.ignorable !== null;
          const beside = isWanted ? [await ignoring(deps.files, draft.plan.realFile)] : [];
          return writeExport(deps, draft, beside);
        });
        return resultOf(change, 'mode' in draft ? draft.mode : PRIVATE_MODE);
      }),
    deliveries: ({ thorough = false } = {}) => listDeliveries(deps, thorough),
    ofKey: (keyId) => deliveriesOfKey(ledger, keyId),
    unexport: (id) =>
      inTurn(async () => {
        const delivery = getRow('delivery', ledger.deliveries, id);
        const about = `${delivery.target} ${delivery.file}`;
        const attempt = { what: 'key not unexported', subject: delivery.keyId, about };
        const { change, mode } = await orAudited(deps.audit, attempt, () => unexport(deps, delivery));
        return resultOf(change, mode);
      }),
    ...restoring(deps, inTurn),
    deleteFiles: (id) =>
      inTurn(async () => {
        const delivery = getRow('delivery', ledger.deliveries, id);
        const about = `${delivery.target} ${delivery.file}`;
        const attempt = { what: 'file not deleted', subject: delivery.keyId, about };
        const change = await orAudited(deps.audit, attempt, () => deleteFiles(deps, delivery));
        return resultOf(change, PRIVATE_MODE);
      }),
    changes: () => {
      const all = ledger.changes.list();
      const own = all.filter(({ kind, state }) => kind !== 'undo' && state !== 'writing');
      return own.reverse().map((change) => rowOf(deps.exporters, all, change));
    },
    undoable: () => {
      const all = ledger.changes.list();
      return undoableActs(all).map((change) => rowOf(deps.exporters, all, change));
    },
    undo: (id) =>
      inTurn(async () => {
        const attempt = { what: 'change not undone', subject: null };
        const undone = await orAudited(deps.audit, attempt, () => undo(deps, id));
        return rowOf(deps.exporters, ledger.changes.list(), undone);
      }),
    recover: () =>
      inTurn(async () => {
        const remote = await recoverRemote(deps);
        const settled = (await recover(deps)) || remote;
        return (await endTemporary(deps)) || settled;
      }),
  };
}

/** Entries that somebody changed or took away. */
function restoring(
  deps: DeliveringDeps,
  inTurn: Turns,
): Pick<DeliveryService, 'planRestore' | 'restore' | 'keep'> {
  const restores = new Map<string, RestoreDraft>();
  return {
    planRestore: async (id) => {
      const draft = await draftRestore(deps, id);
      remember(restores, draft);
      return draft.plan;
    },
    restore: (id) =>
      inTurn(async () => {
        const draft = taken(restores, id);
        const { keyId, target, file } = draft.delivery;
        const attempt = { what: 'entry not restored', subject: keyId, about: `${target} ${file}` };
        const change = await orAudited(deps.audit, attempt, () => restore(deps, draft));
        return resultOf(change, draft.mode);
      }),
    keep: (id) => inTurn(() => keepAsIs(deps, id)),
  };
}

/** What cannot be taken out now, as somebody changed the entry, is seen in the list of deliveries and tried again. */
async function endTemporary(deps: DeliveringDeps): Promise<boolean> {
  let ended = false;
  for (const { id } of overdue(deps.ledger.changes.list(), deps.clock.now())) {
    await unlessRefused(async () => {
      await undo(deps, id);
      ended = true;
    });
  }
  return ended;
}

function resultOf(change: ChangeRecord, mode: number): ExportResult {
  return {
    change: change.id,
    delivery: change.deliveryId,
    file: change.file,
    mode: modeAfter(change, mode),
    companions: change.companions.map(({ file }) => file),
    until: change.until,
  };
}

function modeAfter(change: ChangeRecord, mode: number): string {
  if (change.afterHash === null) return 'removed';
  return isStored(change) ? NO_MODE : modeText(mode);
}
