import { useCallback, useEffect, useState } from 'react';
import type { ActivityVerdict } from '#shared/model/activity.ts';
import { api } from '../../api/api.ts';
import { known } from '../../state/remote.ts';
import { useStore } from '../../state/store.ts';
import { useAction } from '../../ui/use-action.ts';

/** What main says of the chain: asked when the view opens, when the storage opens, and when the user asks. */
export function useVerdict() {
  const [verdict, setVerdict] = useState<ActivityVerdict | null>(null);
  const { run, running, error } = useAction();
  const state = useStore(({ data }) => known(data.storage)?.state);
  const judge = useCallback(async () => {
    const found = await run(() => api['activity.verify']());
    if (found !== null) setVerdict(found);
  }, [run]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the storage opens
  useEffect(() => void judge(), [judge, state]);
  return { verdict, error, running, judge: () => void judge() };
}
