import { useEffect, useState } from 'react';
import type { ExportPlan } from '#shared/model/delivery.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

const QUIET_MILLISECONDS = 220;

/** A plan stays in sight while the next one is worked out, so that nothing jumps while typing. */
export type Planning<Plan = ExportPlan> =
  /** Nothing can be planned yet: a field is empty or wrong. */
  | { readonly state: 'waiting'; readonly plan: Plan | null }
  | { readonly state: 'planning'; readonly plan: Plan | null }
  | { readonly state: 'planned'; readonly plan: Plan }
  | { readonly state: 'failed'; readonly error: ApiError; readonly plan: Plan | null };

/**
 * @param plan main's answer to a request; the same function each time
 * @param request null: nothing can be planned yet
 * @param attempt another one plans the same again
 */
export function usePlan<Request, Plan>(
  plan: (request: Request) => Promise<Plan>,
  request: Request | null,
  attempt: number | string,
): Planning<Plan> {
  const [planning, setPlanning] = useState<Planning<Plan>>({ state: 'planning', plan: null });
  const asked = JSON.stringify([request, attempt]);
  useEffect(() => {
    let current = true;
    const [wanted] = JSON.parse(asked) as [Request | null, unknown];
    setPlanning((before) => ({ state: wanted === null ? 'waiting' : 'planning', plan: before.plan }));
    if (wanted === null) return undefined;
    const ask = async () => {
      try {
        const found = await plan(wanted);
        if (current) setPlanning({ state: 'planned', plan: found });
      } catch (thrown) {
        if (current)
          setPlanning((before) => ({ state: 'failed', error: asApiError(thrown), plan: before.plan }));
      }
    };
    const timer = setTimeout(() => void ask(), QUIET_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, plan]);
  return planning;
}
