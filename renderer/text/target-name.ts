import type { Target } from '#shared/model/delivery.ts';
import { listOf, type Remote } from '../state/remote.ts';

/** @returns a target's name; its id until the targets are read */
export const targetName = (targets: Remote<readonly Target[]>, id: string): string =>
  listOf(targets).find((target) => target.id === id)?.name ?? id;
