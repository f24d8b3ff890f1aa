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

interface Held<Plan> {
  readonly about: string;
  readonly planning: Planning<Plan>;
}

/**
 * @param plan main's answer to a request; the same function each time
 * @param request null: nothing can be planned yet
 * @param attempt another one plans the same again
 * @param about what the plan is of: one of something else does not stay in sight
 */
export function usePlan<Request, Plan>(
  plan: (request: Request) => Promise<Plan>,
  request: Request | null,
  attempt: number | string,
  about = '',
): Planning<Plan> {
  const [held, setHeld] = useState<Held<Plan>>({ about, planning: { state: 'planning', plan: null } });
  const asked = JSON.stringify([request, attempt]);
  useEffect(() => {
    let current = true;
    const [wanted] = JSON.parse(asked) as [Request | null, unknown];
    const hold = (next: (before: Plan | null) => Planning<Plan>) =>
      setHeld((before) => ({ about, planning: next(before.about === about ? before.planning.plan : null) }));
    hold((before) => ({ state: wanted === null ? 'waiting' : 'planning', plan: before }));
    if (wanted === null) return undefined;
    const ask = async () => {
      try {
        const found = await plan(wanted);
        if (current) hold(() => ({ state: 'planned', plan: found }));
      } catch (thrown) {
        if (current) hold((before) => ({ state: 'failed', error: asApiError(thrown), plan: before }));
      }
    };
    const timer = setTimeout(() => void ask(), QUIET_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, plan, about]);
  if (held.about === about) return held.planning;
  return { state: request === null ? 'waiting' : 'planning', plan: null };
}
