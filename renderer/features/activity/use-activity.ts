import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityFilter, ActivityPage, ActivityRow } from '#shared/model/activity.ts';
import { api } from '../../api/api.ts';
import { type ApiError, asApiError } from '../../api/api-error.ts';
import { useStore } from '../../state/store.ts';

interface Read {
  /** What was asked for, as JSON. */
  readonly asked: string;
  readonly rows: readonly ActivityRow[];
  readonly total: number;
}

/** Where a reading failed, what was read before stays. */
export interface Activity {
  readonly read: Read | null;
  readonly error: ApiError | null;
}

/** The newest page over what was read before. Where it does not reach that, what lies between is read anew. */
export function withNewest(before: Read | null, asked: string, { rows, total }: ActivityPage): Read {
  const oldest = rows.at(-1)?.number ?? 0;
  const kept = before?.asked === asked ? before.rows : [];
  const joins = kept.some(({ number }) => number === oldest);
  return {
    asked,
    rows: joins ? [...rows, ...kept.filter(({ number }) => number < oldest)] : rows,
    total,
  };
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
