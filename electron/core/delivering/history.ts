import type { ChangeRecord, DeliveryRecord, Ledger } from '../ports/ledger.ts';
import { formOf } from './entry-hash.ts';

/** How a delivery was just before a change; null: it was not. */
export function deliveryBefore(
  changes: readonly ChangeRecord[],
  change: ChangeRecord,
): DeliveryRecord | null {
  const index = changes.findIndex(({ id }) => id === change.id);
  return latest(changes.slice(0, index), change.deliveryId);
}

/**
 * The change whose earlier bytes are what the file should be once `gone` is out of it.
 * Those bytes are exact, where taking out an entry can only guess how an object around it was written.
 * Only an unbroken chain of our own writes leads back: a foreign write in between is never undone.
 * @param changes of this file, oldest first
 * @param live the deliveries that stand in the file now
 */
export function earlierState(
  changes: readonly ChangeRecord[],
  live: readonly DeliveryRecord[],
  gone: string,
  currentHash: string | null,
): ChangeRecord | null {
  const wanted = fingerprint(live.filter(({ id }) => id !== gone));
  let hash = currentHash;
  for (let index = changes.length - 1; index >= 0; index -= 1) {
    const change = changes[index];
    if (change === undefined || change.afterHash !== hash) return null;
    if (fingerprint(standing(changes.slice(0, index))) === wanted) return change;
    hash = change.beforeHash;
  }
  return null;
}

/** @returns the deliveries that stood after these changes of a file */
export function standing(changes: readonly ChangeRecord[]): readonly DeliveryRecord[] {
  const ids = new Set(changes.map(({ deliveryId }) => deliveryId));
  return [...ids].map((id) => latest(changes, id)).filter((delivery) => delivery !== null);
}

function latest(changes: readonly ChangeRecord[], deliveryId: string): DeliveryRecord | null {
  return changes.findLast((change) => change.deliveryId === deliveryId)?.delivery ?? null;
}

/** By their form: a value that was renewed since is brought to the one of now. */
function fingerprint(deliveries: readonly DeliveryRecord[]): string {
  return JSON.stringify(deliveries.map(({ id, entryHash }) => [id, formOf(entryHash)]).sort());
}

/** Whether the entry of a delivery was somebody else's first. */
export function isAdopted(changes: readonly ChangeRecord[], deliveryId: string): boolean {
  return adoptionOf(changes, deliveryId) !== undefined;
}

/** The change by which an entry was adopted. */
export const adoptionOf = (changes: readonly ChangeRecord[], deliveryId: string) =>
  changes.findLast((change) => change.deliveryId === deliveryId && change.kind === 'adopt');

/**
 * Changes that stand and can be taken back, oldest first. A value that was renewed is taken back by its rotation alone: what
 * it replaced is dead, or is about to be.
 */
export function undoable(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  return changes.filter((change) => change.kind !== 'undo' && change.state === 'done' && !isRenewal(change));
}

/** The key's value of now was brought to where one stood. */
export const isRenewal = ({ kind }: Pick<ChangeRecord, 'kind'>): boolean =>
  kind === 'rotate' || kind === 'rotate-back';

/**
 * Whether a file is as a change left it, but for values that were renewed in it since.
 * @param changes of this file, oldest first
 */
export function isAsLeft(
  changes: readonly ChangeRecord[],
  { id, afterHash }: ChangeRecord,
  currentHash: string | null,
): boolean {
  const since = changes.slice(changes.findIndex((change) => change.id === id) + 1).filter(isRenewal);
  const before = since.reduceRight(
    (hash, renewal) => (renewal.afterHash === hash ? renewal.beforeHash : hash),
    currentHash,
  );
  return currentHash === afterHash || before === afterHash;
}

/** By which the value of now came to stand in a delivery last. */
export const renewalOf = (
  { changes }: Pick<Ledger, 'changes'>,
  deliveryId: string,
): ChangeRecord | undefined =>
  changes.ofDelivery(deliveryId).findLast(({ kind, state }) => kind === 'rotate' && state === 'done');

/** Within the transaction that ends a change: what took a renewal back makes it undone. */
export function endRenewal(ledger: Pick<Ledger, 'changes'>, { kind, deliveryId }: ChangeRecord): void {
  const renewal = kind === 'rotate-back' ? renewalOf(ledger, deliveryId) : undefined;
  if (renewal !== undefined) ledger.changes.put({ ...renewal, state: 'undone' });
}

/** @returns the newest of each delivery, in one walk: homes have thousands of changes */
export const lastOf = (changes: readonly ChangeRecord[]): ReadonlyMap<string, ChangeRecord> =>
  new Map(changes.map((change) => [change.deliveryId, change]));

/** Changes that came to their end, undone ones too. */
export const settled = (changes: readonly ChangeRecord[]): readonly ChangeRecord[] =>
  changes.filter(({ state }) => state !== 'writing');
