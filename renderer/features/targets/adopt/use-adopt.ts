import { useState } from 'react';
import type { AdoptionPlace, PlaintextRow } from '#shared/model/adoption.ts';
import { api } from '../../../api/api.ts';
import { closeDialog } from '../../../state/actions.ts';
import { offerUndo } from '../../../state/delivery-actions.ts';
import { reload } from '../../../state/loading.ts';
import { listOf } from '../../../state/remote.ts';
import { useEnvironment, useEnvironments } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { adoptText } from '../../../text/adopting.ts';
import { useAction } from '../../../ui/use-action.ts';
import { usePlan } from '../export/use-plan.ts';
import { type AdoptForm, adoptProblems, adoptRequestOf } from './adopt-form.ts';

/** The form, the plan that follows it, and the adoption by that plan. */
export function useAdopt(place: AdoptionPlace, found: PlaintextRow, environmentId: string | null) {
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const target = useStore(({ data }) => listOf(data.targets).find(({ id }) => id === place.target)) ?? null;
  const [form, setForm] = useState<AdoptForm>({
    environmentId: environmentId ?? shown?.id ?? first?.id ?? '',
    ...{ name: '', variable: '', reference: '', mechanism: null },
    ...{ remove: false, sameValue: false },
  });
  const [attempt, setAttempt] = useState(0);
  const { run, running, error, setError } = useAction();
  const planning = usePlan(api['adopting.plan'], adoptRequestOf(form, { place, found, target }), attempt);
  const change = (changes: Partial<AdoptForm>) => {
    setError(null);
    setForm((before) => ({ ...before, ...changes }));
  };
  const adopt = async () => {
    if (planning.state !== 'planned') return;
    const { plan } = planning;
    const result = await run(async () => {
      try {
        return await api['adopting.adopt']({ plan: plan.plan });
      } catch (thrown) {
        // A plan is good for one attempt: show the change against what the file is now.
        setAttempt((count) => count + 1);
        throw thrown;
      }
    });
    if (result === null) return;
    closeDialog();
    offerUndo(adoptText.done(plan.key.name, target?.name ?? place.target), result);
    await Promise.all((['keys', 'deliveries', 'changes'] as const).map(reload));
  };
  return { form, target, change, problems: adoptProblems(form), planning, adopt, adopting: running, error };
}

export type Adopting = ReturnType<typeof useAdopt>;
