import { type Delivery, isStored, type Target } from '#shared/model/delivery.ts';
import { listOf, type Remote } from '../state/remote.ts';

/** @returns a target's name; its id until the targets are read */
export const targetName = (targets: Remote<readonly Target[]>, id: string): string =>
  listOf(targets).find((target) => target.id === id)?.name ?? id;

/** @returns the program that keeps a delivery in a store of its own, by name; null: it stands in a file */
export function keeperOf(targets: Remote<readonly Target[]>, delivery: Delivery): string | null {
  const isApi = listOf(targets).some(({ id, kind }) => id === delivery.target && kind === 'api');
  return isApi || isStored(delivery) ? targetName(targets, delivery.target) : null;
}
