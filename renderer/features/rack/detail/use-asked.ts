import { useEffect, useState } from 'react';
import { asApiError } from '../../../api/api-error.ts';
import type { Remote } from '../../../state/remote.ts';

/**
 * Asks main once for each `mark`, and shows only the newest answer.
 * @param ask may differ between renders; it is called when the mark does
 */
export function useAsked<T>(mark: string, ask: () => Promise<T>): Remote<T> {
  const [remote, setRemote] = useState<Remote<T>>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark stands for what is asked
  useEffect(() => {
    let current = true;
    setRemote({ state: 'loading' });
    ask().then(
      (value) => {
        if (current) setRemote({ state: 'ready', value });
      },
      (thrown: unknown) => {
        if (current) setRemote({ state: 'failed', error: asApiError(thrown), last: null });
      },
    );
    return () => {
      current = false;
    };
  }, [mark]);
  return remote;
}
