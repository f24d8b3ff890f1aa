import { isStored } from '#shared/model/delivery.ts';
import { AppError } from '../../errors.ts';
import type { ChangeRecord } from '../../ports/ledger.ts';
import type { RemoteItem } from '../../ports/remote-store.ts';
import type { DeliveringDeps } from '../deps.ts';
import { encode } from '../document.ts';
import { isUnderWay } from '../under-way.ts';
import { finish, unlessRefused } from '../writing.ts';
import { reachPlace } from './place.ts';

/** A change of one item, ready to be made. */
export type RemoteChange = Pick<ChangeRecord, 'kind' | 'deliveryId' | 'file' | 'delivery'> & {
  /** As it stands there now; null: it does not. */
  readonly before: RemoteItem | null;
};

/**
 * Row, request, row: killed between any two of them, or with an answer that was lost, a look at the item tells what
 * happened, as its id is ours.
 * SECURITY: `work` is not done again in here (test: "sends nothing twice").
 * @throws AppError what `work` throws: outcome-unknown leaves the row, to be settled by `recoverRemote`
 */
export async function changeRemote(
  deps: DeliveringDeps,
  { before, ...wanted }: RemoteChange,
  work: () => Promise<RemoteItem | null>,
): Promise<ChangeRecord> {
  const change: ChangeRecord = {
    ...wanted,
    id: deps.newId(),
    at: deps.clock.now().toISOString(),
    state: 'writing',
    beforeHash: revisionHash(deps, before),
    afterHash: wanted.delivery?.entryHash ?? null,
    beforeMode: null,
    backup: null,
    until: null,
    companions: [],
    writer: deps.writers.own,
  };
  // Locked since: nothing was begun yet. From here on it is brought to its end.
  deps.assertOpen();
  deps.ledger.changes.put(change);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'outcome-unknown') {
      deps.ledger.changes.remove(change.id);
      throw error;
    }
    // Not there yet says nothing: what was sent may still arrive.
    if ((await lookAgain(deps, change)) !== true) throw error;
  }
  return finish(deps, change);
}

/** @returns whether it happened; null: that cannot be told now */
async function lookAgain(deps: DeliveringDeps, change: ChangeRecord): Promise<boolean | null> {
  let happened: boolean | null = null;
  await unlessRefused(async () => {
    const { store, itemId } = await reachPlace(deps, change.file);
    const item = await store.find(itemId);
    if (change.delivery === null) happened = item === null;
    else happened = item !== null && revisionHash(deps, item) !== change.beforeHash;
  });
  return happened;
}

/**
 * Settles what a crash or a lost answer left; what cannot be asked now keeps its row for the next start.
 * @returns whether anything was left
 */
export async function recoverRemote(deps: DeliveringDeps): Promise<boolean> {
  const unfinished = deps.ledger.changes
    .unfinished()
    .filter((each) => isStored(each) && !isUnderWay(deps, each));
  for (const change of unfinished) {
    const happened = await lookAgain(deps, change);
    if (happened === true) finish(deps, change);
    if (happened === false) deps.ledger.changes.remove(change.id);
  }
  return unfinished.length > 0;
}

const revisionHash = ({ hash }: DeliveringDeps, item: RemoteItem | null): string | null =>
  item === null ? null : hash(encode(item.revision ?? ''));
