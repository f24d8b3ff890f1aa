import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityFilter, ActivityPage } from '#shared/model/activity.ts';
import { api } from '../../api/api.ts';
import { type ApiError, asApiError } from '../../api/api-error.ts';
import { useStore } from '../../state/store.ts';
import { type Read, withNewest } from './newest.ts';

/** Where a reading failed, what was read before stays. */
export interface Activity {
  readonly read: Read | null;
  readonly error: ApiError | null;
}

/** Rows newest first, a page at a time; new ones are put on top as they come. */
export function useActivity(filter: ActivityFilter) {
  const [activity, setActivity] = useState<Activity>({ read: null, error: null });
  const changed = useStore((state) => state.activityChanged);
  const asked = JSON.stringify(filter);
  const newest = useRef(asked);
  newest.current = asked;
  const readingMore = useRef(false);

  /** An answer to what is no longer asked is dropped. */
  const call = useCallback(
    async (before: number | undefined, put: (read: Read | null, page: ActivityPage) => Read) => {
      try {
        const page = await api['activity.list']({ ...(JSON.parse(asked) as ActivityFilter), before });
        if (newest.current === asked) setActivity(({ read }) => ({ read: put(read, page), error: null }));
      } catch (thrown) {
        if (newest.current === asked) setActivity(({ read }) => ({ read, error: asApiError(thrown) }));
      }
    },
    [asked],
  );
  const refresh = useCallback(
    () => call(undefined, (read, page) => withNewest(read, asked, page)),
    [call, asked],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when main says that rows were added
  useEffect(() => void refresh(), [refresh, changed]);

  const more = async () => {
    const { read } = activity;
    const last = read?.rows.at(-1)?.number;
    if (read === null || read.asked !== asked || readingMore.current || read.rows.length >= read.total)
      return;
    readingMore.current = true;
    await call(last, (now, { rows, total }) => {
      const known = now?.rows.filter(({ number }) => last === undefined || number >= last) ?? [];
      return { asked, rows: [...known, ...rows], total };
    });
    readingMore.current = false;
  };
  return { activity, refresh, more };
}
