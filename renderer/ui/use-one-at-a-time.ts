import { useCallback, useRef } from 'react';

/**
 * One thing at a time, whatever a flurry of presses asks for: state is a paint late, and a second press may come before.
 * @returns runs the work; null, at once, while another is under way
 */
export function useOneAtATime() {
  const under = useRef(false);
  return useCallback(async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (under.current) return null;
    under.current = true;
    try {
      return await work();
    } finally {
      under.current = false;
    }
  }, []);
}
