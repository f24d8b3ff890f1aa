import { useEffect } from 'react';
import type { RackRow } from '../rack-rows.ts';

/** Folds what words are looked for in while the page has nothing else to do, so that the first keystroke need not. */
export function useReadyRows(rows: readonly RackRow[]): void {
  useEffect(() => {
    let next = 0;
    const fold = (deadline: IdleDeadline) => {
      while (next < rows.length && deadline.timeRemaining() > 1) {
        void rows[next]?.haystack;
        next += 1;
      }
      if (next < rows.length) asked = requestIdleCallback(fold);
    };
    let asked = requestIdleCallback(fold);
    return () => cancelIdleCallback(asked);
  }, [rows]);
}
