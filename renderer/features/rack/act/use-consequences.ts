import { useEffect, useState } from 'react';
import type { Consequences, KeyAct } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { asApiError } from '../../../api/api-error.ts';
import type { Remote } from '../../../state/remote.ts';

/** Asks main what stops working when this is done to a key. */
export function useConsequences(id: string, act: KeyAct | 'regenerate'): Remote<Consequences> {
  const [remote, setRemote] = useState<Remote<Consequences>>({ state: 'loading' });
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const value = await api['keys.consequences']({ id, act });
        if (current) setRemote({ state: 'ready', value });
      } catch (thrown) {
        if (current) setRemote({ state: 'failed', error: asApiError(thrown), last: null });
      }
    };
    void ask();
    return () => {
      current = false;
    };
  }, [id, act]);
  return remote;
}
