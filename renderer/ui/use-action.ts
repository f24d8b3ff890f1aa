import { useCallback, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';

/** Runs one thing at a time and keeps what went wrong, to be shown in its place. */
export function useAction() {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  /**
   * @param told says whether a failure is shown elsewhere already
   * @returns what the action returned; null where it failed, and then `error` says why
   */
  const run = useCallback(
    async <T>(action: () => Promise<T>, told?: (thrown: unknown) => boolean): Promise<T | null> => {
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
    },
    [],
  );
  return { run, running, error, setError };
}
