import type { Environment } from '#shared/model/environment.ts';
import type { Key, KeyAct } from '#shared/model/key.ts';
import type { Surroundings } from '../../../state/surroundings.ts';
import { bulkText } from '../../../text/bulk.ts';
import { isByHand, obstaclesOf, offerFor } from '../obstacles.ts';

interface LeftOut {
  readonly key: Key;
  readonly why: string;
}

export interface BulkPlan {
  readonly takes: readonly Key[];
  readonly leaves: readonly LeftOut[];
  /** Production environments that are reached, each once. */
  readonly productions: readonly Environment[];
}

/** Why an act on several keys passes this one over; null where it does not. */
function whyLeft(key: Key, around: Surroundings, act: KeyAct): string | null {
  const obstacle = obstaclesOf(key, around)[act];
  if (obstacle !== null) return obstacle;
  // The steps in the console are for one key, and one word that they are done.
  return isByHand(key, offerFor(key, around.connection, act)) ? bulkText.byHand : null;
}

/** @param aroundOf what stands around a key */
export function bulkPlan(keys: readonly Key[], act: KeyAct, aroundOf: (key: Key) => Surroundings): BulkPlan {
  const takes: Key[] = [];
  const leaves: LeftOut[] = [];
  const productions = new Map<string, Environment>();
  for (const key of keys) {
    const around = aroundOf(key);
    const why = whyLeft(key, around, act);
    if (why !== null) {
      leaves.push({ key, why });
      continue;
    }
    takes.push(key);
    const { environment } = around;
    if (act !== 'enable' && environment?.stage === 'production') productions.set(environment.id, environment);
  }
  return { takes, leaves, productions: [...productions.values()] };
}
