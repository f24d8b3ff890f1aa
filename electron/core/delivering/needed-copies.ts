import type { ChangeRecord, CompanionChange, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { lastOf, undoable } from './history.ts';

/** Of each file so many writes are undone to the byte. */
const UNDONE_TO_THE_BYTE = 5;

/**
 * The sealed copies that something still goes by. Others give way to newer ones: those of attempts that were refused or
 * undone must not push these out.
 */
export function neededCopies({
  deliveries,
  changes,
}: Pick<Ledger, 'deliveries' | 'changes'>): ReadonlySet<string> {
  const all = changes.list();
  const open = undoable(all);
  const ofDelivery = Map.groupBy(open, ({ deliveryId }) => deliveryId);
  const live = deliveries.list();
  const renewals = lastOf(all.filter(({ kind, state }) => kind === 'rotate' && state === 'done'));
  const lastWrites = [...Map.groupBy(open, ({ file }) => file).values()];
  const needed = [
    ...all.filter(({ state }) => state === 'writing').flatMap(copiesOf),
    ...lastWrites.flatMap((ofFile) => ofFile.slice(-UNDONE_TO_THE_BYTE).flatMap((change) => before(change))),
    ...live.flatMap((delivery) => ofLive(delivery, ofDelivery.get(delivery.id) ?? [])),
    // A rotation may still be taken back.
    ...live.flatMap(({ id }) => before(renewals.get(id))),
  ];
  return new Set(needed.filter((name) => name !== null));
}

type Copies = readonly (string | null)[];

const before = (change: ChangeRecord | undefined): Copies =>
  change === undefined
    ? []
    : [change.backup, ...change.companions.map((each: CompanionChange) => each.backup)];

const copiesOf = (change: ChangeRecord): Copies => [...before(change), change.delivery?.written ?? null];

/** @param own its changes, oldest first: the first tells what the file was without it, an adoption what its owner wrote */
function ofLive({ written }: DeliveryRecord, own: readonly ChangeRecord[]): Copies {
  const adoption = own.findLast(({ kind }) => kind === 'adopt');
  // Below what is temporary stands what lasts.
  const ends = [own[0], adoption, ...own.slice(-2)];
  return [written, ...ends.flatMap((change) => (change === undefined ? [] : copiesOf(change)))];
}
