import type { Environment } from '#shared/model/environment.ts';
import type { Key, KeyAct } from '#shared/model/key.ts';
import { isNameTyped } from '#shared/text/confirming-name.ts';
import type { Surroundings } from '../../../state/surroundings.ts';
import { bulkText } from '../../../text/bulk.ts';
import { deleteText } from '../../../text/created.ts';
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
function whyLeft(key: Key, around: Surroundings, act: KeyAct | 'rotate'): string | null {
  const obstacle = obstaclesOf(key, around)[act];
  // A rotation that needs a person waits for one.
  if (obstacle !== null || act === 'rotate') return obstacle;
  // The steps in the console are for one key, and one word that they are done.
  return isByHand(key, offerFor(key, around.connection, act)) ? bulkText.byHand : null;
}

/** @param aroundOf what stands around a key */
export function bulkPlan(
  keys: readonly Key[],
  act: KeyAct | 'rotate',
  aroundOf: (key: Key) => Surroundings,
): BulkPlan {
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

/** @returns why these keys cannot be taken whatever is typed; null where they can */
export function refusedAlways({ takes, productions }: BulkPlan): string | null {
  if (takes.length === 0) return bulkText.nothing;
  return productions.length > 1 ? bulkText.severalProductions(productions.map(({ name }) => name)) : null;
}

/** @param words what was typed. @returns what is still to be typed for production; null: nothing */
export function nameMissing({ productions: [production] }: BulkPlan, words: string): string | null {
  if (production === undefined || isNameTyped(production.name, words)) return null;
  return deleteText.confirmLabel(production.name);
}
