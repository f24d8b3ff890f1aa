import { useEffect, useState } from 'react';
import type { RotationPlan, RotationRequest } from '#shared/model/rotation.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

export interface Planning {
  /** What was planned last, also while another choice is looked at; null: nothing yet, or it failed. */
  readonly plan: RotationPlan | null;
  readonly error: ApiError | null;
  readonly busy: boolean;
}

/** What a run would do, asked anew with each choice. Nothing is done. */
export function usePlan(request: RotationRequest): Planning {
  // Compared by what is asked for: each drawing makes the request anew.
  const asked = JSON.stringify(request);
  const [planning, setPlanning] = useState<Planning>({ plan: null, error: null, busy: true });
  useEffect(() => {
    let current = true;
    setPlanning((before) => ({ ...before, busy: true }));
    api['rotations.plan'](JSON.parse(asked) as RotationRequest).then(
      (plan) => current && setPlanning({ plan, error: null, busy: false }),
      (thrown: unknown) => current && setPlanning({ plan: null, error: asApiError(thrown), busy: false }),
    );
    return () => {
      current = false;
    };
  }, [asked]);
  return planning;
}
