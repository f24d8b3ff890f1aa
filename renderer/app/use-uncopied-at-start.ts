import { useEffect, useRef } from 'react';
import { openDialog } from '../state/actions.ts';
import { keysInUse } from '../state/in-use.ts';
import { uncopied } from '../state/selectors.ts';
import { getState, useStore } from '../state/store.ts';

/** At the start, asks once for every key whose value was not yet confirmed as copied (promise 2). */
export function useUncopiedAtStart(): void {
  const keys = useStore((state) => state.data.keys);
  const dialog = useStore((state) => state.dialog);
  const asked = useRef(false);
  // A key can be made before all keys are read: who puts it off has been asked.
  const made = useRef(new Set<string>());
  useEffect(() => {
    if (dialog?.kind === 'key-created') for (const id of dialog.keyIds) made.current.add(id);
    if (asked.current || keys.state !== 'ready' || dialog !== null) return;
    asked.current = true;
    const waiting = uncopied(keysInUse(getState().data)).filter(({ id }) => !made.current.has(id));
    if (waiting.length === 0) return;
    openDialog({ kind: 'key-created', keyIds: waiting.map((key) => key.id) });
  }, [keys, dialog]);
}
