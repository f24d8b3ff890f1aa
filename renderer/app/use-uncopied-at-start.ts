import { useEffect, useRef } from 'react';
import { openDialog } from '../state/actions.ts';
import { keysInUse } from '../state/in-use.ts';
import { uncopied } from '../state/selectors.ts';
import { getState, useStore } from '../state/store.ts';

/** At the start, asks once for every key whose value was not yet confirmed as copied (promise 2). */
export function useUncopiedAtStart(): void {
  const keys = useStore((state) => state.data.keys);
  const busy = useStore((state) => state.dialog !== null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || keys.state !== 'ready' || busy) return;
    asked.current = true;
    const waiting = uncopied(keysInUse(getState().data));
    if (waiting.length === 0) return;
    openDialog({ kind: 'key-created', keyIds: waiting.map((key) => key.id) });
  }, [keys, busy]);
}
