import { useCallback, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { useOneAtATime } from './use-one-at-a-time.ts';

/** Runs one thing at a time and keeps what went wrong, to be shown in its place. */
export function useAction() {
  const alone = useOneAtATime();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  /**
   * @param told says whether a failure is shown elsewhere already
   * @returns what the action returned; null where one is under way, or where it failed, and then `error` says why
   */
  const run = useCallback(
    <T>(action: () => Promise<T>, told?: (thrown: unknown) => boolean): Promise<T | null> =>
      alone(async () => {
        setRunning(true);
        setError(null);
        try {
          return await action();
        } catch (thrown) {
          const failure = asApiError(thrown);
          if (failure.code !== 'cancelled' && told?.(failure) !== true) setError(failure);
          return null;
        } finally {
          setRunning(false);
        }
      }),
    [alone],
  );
  return { run, running, error, setError };
}
