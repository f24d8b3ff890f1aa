import { useEffect, useState } from 'react';
import type { ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

const QUIET_MILLISECONDS = 220;

/** A plan stays in sight while the next one is worked out, so that nothing jumps while typing. */
export type Planning =
  /** Nothing can be planned yet: a field is empty or wrong. */
  | { readonly state: 'waiting'; readonly plan: ExportPlan | null }
  | { readonly state: 'planning'; readonly plan: ExportPlan | null }
  | { readonly state: 'planned'; readonly plan: ExportPlan }
  | { readonly state: 'failed'; readonly error: ApiError; readonly plan: ExportPlan | null };

/** @param request null: nothing can be planned yet. @param attempt raise it to plan the same again */
export function usePlan(request: ExportRequest | null, attempt: number): Planning {
  const [planning, setPlanning] = useState<Planning>({ state: 'planning', plan: null });
  const asked = JSON.stringify([request, attempt]);
  useEffect(() => {
    let current = true;
    const [wanted] = JSON.parse(asked) as [ExportRequest | null, number];
    setPlanning(({ plan }) => ({ state: wanted === null ? 'waiting' : 'planning', plan }));
    if (wanted === null) return undefined;
    const ask = async () => {
      try {
        const plan = await api['targets.plan'](wanted);
        if (current) setPlanning({ state: 'planned', plan });
      } catch (thrown) {
        if (current) setPlanning(({ plan }) => ({ state: 'failed', error: asApiError(thrown), plan }));
      }
    };
    const timer = setTimeout(() => void ask(), QUIET_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return planning;
}
