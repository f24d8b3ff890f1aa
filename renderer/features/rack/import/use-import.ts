import { useEffect, useState } from 'react';
import type { ImportFormat, ImportPlan, ImportResult } from '#shared/model/import.ts';
import { api } from '../../../api/api.ts';
import { asApiError } from '../../../api/api-error.ts';
import { useEnvironment, useEnvironments } from '../../../state/selectors.ts';
import { cancelWork } from '../../../state/sync-actions.ts';
import { useAction } from '../../../ui/use-action.ts';
import { elsewhereIn, newKeysOf, type Picked, restOf } from './picking.ts';

export type ReadAs = ImportFormat | 'told';

const NONE: Picked = new Set();

/** The file as main has read it. The page knows rows of it, and never a value. */
export function useImport() {
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const [environmentId, setEnvironmentId] = useState(shown?.id ?? first?.id ?? '');
  const [readAs, setReadAs] = useState<ReadAs>('told');
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  /** Main has a file to read, also where it cannot be read in this way. */
  const [hasFile, setHasFile] = useState(false);
  const [picked, setPicked] = useState<Picked>(NONE);
  const [result, setResult] = useState<ImportResult | null>(null);
  const reading = useAction();
  const taking = useAction();

  const read = async (method: 'choose' | 'plan', environment: string, format: ReadAs) => {
    taking.setError(null);
    const request = { environmentId: environment, ...(format === 'told' ? {} : { format }) };
    const found = await reading.run(
      () => api[`importing.${method}`](request),
      (thrown) => {
        // What was read before may be of another environment or file.
        setPlan(null);
        if (asApiError(thrown).code === 'file-refused') setHasFile(true);
        return false;
      },
    );
    if (found === null) return;
    setHasFile(true);
    setPlan(found);
    setPicked(newKeysOf(found));
    setResult(null);
  };
  const choose = () => {
    setReadAs('told');
    return read('choose', environmentId, 'told');
  };
  const chooseEnvironment = (id: string) => {
    setEnvironmentId(id);
    if (hasFile) void read('plan', id, readAs);
  };
  const chooseFormat = (format: ReadAs) => {
    setReadAs(format);
    void read('plan', environmentId, format);
  };
  const take = async () => {
    if (plan === null) return;
    const sameValue = elsewhereIn(plan, picked) > 0;
    const taken = await taking.run(() =>
      api['importing.take']({ plan: plan.plan, rows: [...picked], ...(sameValue ? { sameValue } : {}) }),
    );
    if (taken === null) return;
    setResult(taken);
    setPicked(restOf(picked, taken));
  };
  const running = taking.running ? (plan?.plan ?? null) : null;
  useEffect(() => leaving(running), [running]);
  useEffect(() => letGo, []);
  return {
    ...{ environmentId, chooseEnvironment, readAs, chooseFormat, choose, hasFile },
    again: () => read('plan', environmentId, readAs),
    ...{ plan, picked, setPicked, take, result },
    reading: reading.running,
    readingError: reading.error,
    taking: taking.running,
    takingError: taking.error,
    cancel: () => (plan === null ? undefined : void cancelWork(plan.plan)),
  };
}

export type Importing = ReturnType<typeof useImport>;

/** Closing the window that shows the progress must not leave it going on unseen. */
const leaving = (running: string | null) => () => {
  if (running !== null) void cancelWork(running);
};

/** Main holds every value of the file until then. */
const letGo = () => {
  // Where it fails main is gone, and the values with it.
  api['importing.forget']().catch(() => undefined);
};
