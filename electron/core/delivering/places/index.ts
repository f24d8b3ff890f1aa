import type { ChangeRow, ExportResult, Target } from '#shared/model/delivery.ts';
import { orAudited } from '../../auditing/failing.ts';
import { getRow } from '../../finding.ts';
import type { ChangeRecord } from '../../ports/ledger.ts';
import type { PlaceExporter } from '../../ports/place-exporter.ts';
import { CHANGE_WORDS } from '../change-words.ts';
import { remember, taken } from '../drafts.ts';
import { deliveryBefore } from '../history.ts';
import { rowOf } from '../looking.ts';
import { isAtService } from '../place.ts';
import type { DeliveryService } from '../service.ts';
import { createTurns, type Turns } from '../turns.ts';
import type { PlaceDeps } from './deps.ts';
import { exportToPlace } from './exporting.ts';
import { draftPlace, type PlaceDraft } from './planning.ts';
import { removeFromPlace, undoAtPlace } from './removing.ts';
import { recoverPlaces } from './writing.ts';

export type { PlaceDeps } from './deps.ts';

/** As of files; what only a file can do is not there. */
export interface PlaceService
  extends Pick<
    DeliveryService,
    'targets' | 'plan' | 'export' | 'deliveries' | 'unexport' | 'changes' | 'recover'
  > {
  undo(change: string): Promise<ChangeRow>;
  /** Whether a plan is one of these. */
  has(plan: string): boolean;
}

/**
 * Keys into stores at services, and out again.
 * @param inTurn of all that writes in this process; absent: nothing else does
 */
export function createPlaces(deps: PlaceDeps, inTurn: Turns = createTurns()): PlaceService {
  const { ledger, places } = deps;
  const drafts = new Map<string, PlaceDraft>();
  const own = () => ledger.deliveries.list().filter(({ file }) => isAtService(file));
  return {
    targets: () => places.map(targetOf),
    has: (plan) => drafts.has(plan),
    plan: async (request) => {
      const draft = draftPlace(deps, request);
      remember(drafts, draft);
      return draft.plan;
    },
    export: (id) =>
      inTurn(async () => {
        const draft = taken(drafts, id);
        const about = `${draft.exporter.id} ${draft.place}`;
        const attempt = { what: 'key not exported', subject: draft.keyId, about };
        return resultOf(await orAudited(deps.audit, attempt, () => exportToPlace(deps, draft)));
      }),
    // To ask a service at each look would be slow, and would not work offline: a test asks.
    deliveries: async () => own().map((record) => rowOf(record, 'elsewhere')),
    unexport: (id) =>
      inTurn(async () => {
        const delivery = getRow('delivery', ledger.deliveries, id);
        const about = `${delivery.target} ${delivery.file}`;
        const attempt = { what: 'key not unexported', subject: delivery.keyId, about };
        const remove = () => removeFromPlace(deps, delivery, 'unexport');
        return resultOf(await orAudited(deps.audit, attempt, remove));
      }),
    changes: () => {
      const all = ledger.changes.list().filter(({ file }) => isAtService(file));
      const listed = all.filter(({ kind, state }) => kind !== 'undo' && state !== 'writing');
      return listed.map((change) => changeRowOf(deps, all, change));
    },
    undo: (id) =>
      inTurn(async () => {
        const attempt = { what: 'change not undone', subject: null };
        const undone = await orAudited(deps.audit, attempt, () => undoAtPlace(deps, id));
        return changeRowOf(deps, ledger.changes.list(), undone);
      }),
    recover: () => inTurn(() => recoverPlaces(deps)),
  };
}

const targetOf = ({ id, name, kind, takes, choices, tried }: PlaceExporter): Target => {
  const mechanisms = choices.filter(({ possible }) => possible).map(({ mechanism }) => mechanism);
  const ways = { command: mechanisms, url: mechanisms };
  const family = 'variables';
  return {
    id,
    name,
    kind,
    takes,
    family,
    mechanisms,
    ways,
    files: [],
    projectFile: null,
    importFile: null,
    provider: null,
    tried,
  };
};

const resultOf = ({ id, deliveryId, file }: ChangeRecord): ExportResult => ({
  change: id,
  delivery: deliveryId,
  file,
  mode: null,
  companions: [],
  until: null,
});

function changeRowOf(deps: PlaceDeps, all: readonly ChangeRecord[], change: ChangeRecord): ChangeRow {
  const delivery = change.delivery ?? deliveryBefore(all, change);
  const target = deps.places.find(({ id }) => id === delivery?.target)?.name ?? delivery?.target ?? '';
  const { id, file, kind, at, state } = change;
  const what = CHANGE_WORDS[kind](target, delivery?.variable ?? '');
  return { id, file, what, at, undone: state === 'undone' };
}
