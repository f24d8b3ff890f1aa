import { useState } from 'react';
import { isStored, type Target } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { asApiError } from '../../../api/api-error.ts';
import { toast } from '../../../state/actions.ts';
import { offerUndo } from '../../../state/delivery-actions.ts';
import { reload } from '../../../state/loading.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { exportText } from '../../../text/targets.ts';
import { useAction } from '../../../ui/use-action.ts';
import { type ExportForm, following, importFileOf, problemsOf, requestOf, startForm } from './export-form.ts';
import { usePlan } from './use-plan.ts';

/** The form, the plan that follows it, and the writing of that plan. */
export function useExport(key: Key, targets: readonly Target[], first: Target | null, onDone: () => void) {
  const around = useSurroundings(key);
  const [form, setForm] = useState<ExportForm>(() => startForm(key, around, first));
  const [attempt, setAttempt] = useState(0);
  const { run, running, error } = useAction();
  const target = targets.find((each) => each.id === form.target) ?? null;
  const problems = problemsOf(form, exportText.problems, target, around);
  const request = Object.keys(problems).length === 0 ? requestOf(form, key, target, around) : null;
  // What is copied goes into no file.
  const { file: _, ...others } = problems;
  const copied =
    Object.keys(others).length === 0 ? requestOf({ ...form, file: '' }, key, target, around) : null;
  const about = `${form.target} ${form.reach} ${form.scope} ${form.connectionId}`;
  const planning = usePlan(api['targets.plan'], request, attempt, about);

  const change = (changes: Partial<ExportForm>) => {
    setForm((before) => ({ ...before, ...changes, ...following(changes, before, { key, around }) }));
  };
  const write = async () => {
    if (planning.state !== 'planned') return;
    const { plan } = planning;
    const result = await run(async () => {
      try {
        return await api['targets.export']({ plan: plan.plan, ignored: form.ignored });
      } catch (thrown) {
        // The file is not what was planned on: show the change against what it is now.
        if (asApiError(thrown).code === 'conflict') setAttempt((count) => count + 1);
        throw thrown;
      }
    });
    if (result === null) return;
    onDone();
    const told = exportText.done(key.name, target?.name ?? form.target);
    // What stood in a store before is told by no store.
    if (isStored(result) && plan.modeBefore !== null) toast(told);
    else offerUndo(told, result);
    await Promise.all((['keys', 'deliveries', 'changes'] as const).map(reload));
  };
  const file = planning.plan?.file ?? target?.files[0] ?? importFileOf(form, target);
  return {
    form,
    about,
    copied,
    target,
    around,
    file,
    change,
    problems,
    planning,
    write,
    writing: running,
    error,
  };
}
