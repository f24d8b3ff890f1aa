import { useEffect, useState } from 'react';
import type { RestorePlan } from '#shared/model/guard.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

type Looking =
  | { readonly state: 'looking' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly plan: RestorePlan };

/** What was done to a delivery's entry. @returns also `again`, which looks anew */
export function useRestore(id: string) {
  const [looking, setLooking] = useState<Looking>({ state: 'looking' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt looks at the same delivery anew
  useEffect(() => {
    let current = true;
    const look = async () => {
      try {
        const plan = await api['targets.planRestore']({ id });
        if (current) setLooking({ state: 'ready', plan });
      } catch (thrown) {
        if (current) setLooking({ state: 'failed', error: asApiError(thrown) });
      }
    };
    void look();
    return () => {
      current = false;
    };
  }, [id, attempt]);
  return { looking, again: () => setAttempt((count) => count + 1) };
}
