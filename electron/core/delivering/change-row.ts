import type { ChangeRow } from '#shared/model/delivery.ts';
import type { Exporter } from '../ports/exporter.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import { CHANGE_WORDS } from './change-words.ts';
import { deliveryBefore, isAdopted } from './history.ts';

type Words = (target: string, server: string) => string;

const GIVEN_BACK: Words = (target, server) => `Gave ${server} back to ${target}`;
const FORGOTTEN: Words = (target, server) => `Forgot the delivery of ${server} to ${target}`;

/** @param changes all of them, oldest first. @returns the change as people read it */
export function rowOf(
  exporters: readonly Exporter[],
  changes: readonly ChangeRecord[],
  change: ChangeRecord,
): ChangeRow {
  const delivery = change.delivery ?? deliveryBefore(changes, change);
  // A newer Keyrack may have written to a target that this one does not know.
  const target = exporters.find(({ id }) => id === delivery?.target)?.name ?? delivery?.target ?? 'a file';
  const words = wordsFor(changes, change, delivery)(target, delivery?.server ?? '');
  return {
    id: change.id,
    file: change.file,
    what: change.until === null ? words : `${words}, with debug logging until ${timeOf(change.until)}`,
    at: change.at,
    undone: change.state === 'undone',
  };
}

function wordsFor(
  changes: readonly ChangeRecord[],
  change: ChangeRecord,
  delivery: DeliveryRecord | null,
): Words {
  if (change.kind !== 'unexport') return CHANGE_WORDS[change.kind];
  if (delivery?.imported === true) return FORGOTTEN;
  // A line of a file of variables stays as it was when it is given back; taken out, it does not.
  const wasTheirs =
    isAdopted(changes, change.deliveryId) &&
    (delivery?.mechanism !== 'inline' || change.beforeHash === change.afterHash);
  return wasTheirs ? GIVEN_BACK : CHANGE_WORDS.unexport;
}

/** @returns the clock of whoever reads it, such as `15:04` */
function timeOf(instant: string): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
