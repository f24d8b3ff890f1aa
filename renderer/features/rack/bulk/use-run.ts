import { useCallback, useRef, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { forgetNote } from '../../../state/key-actions.ts';
import { reload } from '../../../state/loading.ts';
import type { ResourceName } from '../../../state/resources.ts';
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts';

/** What is done to each key. */
export interface Job {
  /** @param confirm what was typed for the key's environment. @throws ApiError */
  readonly one: (key: Key, confirm: string | undefined) => Promise<unknown>;
  readonly changes: readonly ResourceName[];
  /** A cancel also gives up the one that is under way, where it can be. */
  readonly givesUp: boolean;
}

interface Failed {
  readonly key: Key;
  readonly error: ApiError;
}

export interface Run {
  readonly state: 'not yet' | 'running' | 'ended';
  readonly total: number;
  readonly done: readonly Key[];
  readonly failed: readonly Failed[];
  /** Those that were not begun when it was cancelled. */
  readonly untouched: readonly Key[];
  readonly current: Key | null;
}

const NOT_YET: Run = { state: 'not yet', total: 0, done: [], failed: [], untouched: [], current: null };

/** Does the same to one key after the other. What has failed can be tried again; what is done stays done. */
export function useRun({ one: doOne, changes, givesUp }: Job) {
  const [run, setRun] = useState(NOT_YET);
  const cancelled = useRef(false);
  const current = useRef<Key | null>(null);
  const alone = useOneAtATime();

  const one = async (key: Key, confirm: string | undefined): Promise<ApiError | null> => {
    try {
      await doOne(key, confirm);
      forgetNote(key.id);
      return null;
    } catch (thrown) {
      return asApiError(thrown);
    }
  };
  /** @param confirmOf what was typed for a key's environment. @returns how it ended; null: one is under way */
  const start = (keys: readonly Key[], confirmOf: (key: Key) => string | undefined) =>
    alone(async () => {
      cancelled.current = false;
      const before = run.state === 'not yet' ? [] : run.done;
      const done: Key[] = [...before];
      const failed: Failed[] = [];
      const waiting = [...keys];
      const show = (state: Run['state']): Run => {
        const now: Run = {
          state,
          total: before.length + keys.length,
          done: [...done],
          failed: [...failed],
          untouched: [...waiting],
          current: current.current,
        };
        setRun(now);
        return now;
      };
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
        current.current = key;
        show('running');
        const error = await one(key, confirmOf(key));
        if (error === null) done.push(key);
        else failed.push({ key, error });
        if (cancelled.current) break;
      }
      current.current = null;
      await Promise.all(changes.map(reload));
      return show('ended');
    });
  const cancel = useCallback(() => {
    cancelled.current = true;
    if (givesUp && current.current !== null) void api['work.cancel']({ id: current.current.id });
  }, [givesUp]);
  return { run, start, cancel };
}
