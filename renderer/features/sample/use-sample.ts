import { useMemo } from 'react';
import type { Key } from '#shared/model/key.ts';
import { openDialog } from '../../state/actions.ts';
import { listOf } from '../../state/remote.ts';
import { clearSample } from '../../state/sample-actions.ts';
import { useKeys } from '../../state/selectors.ts';
import { useStore } from '../../state/store.ts';
import { useAction } from '../../ui/use-action.ts';

/** The keys that are sample data. */
export function useSampleKeys(): readonly Key[] {
  const samples = useStore(({ data }) => listOf(data.samples));
  const keys = useKeys();
  return useMemo(() => keys.filter(({ environmentId }) => samples.includes(environmentId)), [keys, samples]);
}

/** Removes the sample data at once; asks first where one of its keys was delivered, which then stops working. */
export function useRemoveSample() {
  const delivered = useSampleKeys().some(({ deliveries }) => deliveries.length > 0);
  const { run, running, error } = useAction();
  const remove = () => (delivered ? openDialog({ kind: 'remove-sample' }) : void run(clearSample));
  return { remove, running, error };
}
