import { useState } from 'react';
import type { AdoptionPlace, PlaintextList } from '#shared/model/adoption.ts';
import { api } from '../../../api/api.ts';
import { listOf } from '../../../state/remote.ts';
import { useStore } from '../../../state/store.ts';
import { usePlan } from '../export/use-plan.ts';

export interface Found extends PlaintextList {
  /** Where that was found: what is shown may be of the place before. */
  readonly place: AdoptionPlace;
}

const find = async (place: AdoptionPlace): Promise<Found> => ({
  ...(await api['adopting.find'](place)),
  place,
});

/** What stands in a file in the clear; looked at again after each change that Keyrack makes or undoes. */
export function useFinding(place: AdoptionPlace | null) {
  const [attempt, setAttempt] = useState(0);
  const changes = useStore(({ data }) => listOf(data.changes));
  const undone = changes.filter((change) => change.undone).length;
  const finding = usePlan(find, place, `${attempt} ${changes[0]?.id} ${undone}`);
  return { finding, again: () => setAttempt((count) => count + 1) };
}
