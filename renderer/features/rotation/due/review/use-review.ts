import { useEffect } from 'react';
import type { Review } from '#shared/model/policy.ts';
import { reload } from '../../../../state/loading.ts';
import type { Remote } from '../../../../state/remote.ts';
import { useStore } from '../../../../state/store.ts';

/** Read while it is looked at, and again when keys or what is due changed. */
export function useReview(): Remote<Review> {
  const keys = useStore(({ data }) => data.keys);
  const due = useStore(({ data }) => data.due);
  const read = keys.state !== 'loading';
  // biome-ignore lint/correctness/useExhaustiveDependencies: main reads them itself; that they changed is what counts.
  useEffect(() => {
    if (read) void reload('review');
  }, [read, keys, due]);
  return useStore(({ data }) => data.review);
}
