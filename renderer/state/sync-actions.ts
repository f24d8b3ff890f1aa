import { api } from '../api/api.ts';
import { asApiError } from '../api/api-error.ts';
import { reload } from './loading.ts';
import { getState, setState } from './store.ts';
import type { Sync } from './sync.ts';

/** @param sync null: nothing is shown of it any more */
function put(id: string, sync: Sync | null): void {
  setState((state) => {
    const { [id]: _before, ...others } = state.syncs;
    return { syncs: sync === null ? others : { ...others, [id]: sync } };
  });
}

/** Lists the keys of a connection at its service; the outcome is shown at the connection. */
export async function syncConnection(id: string): Promise<void> {
  if (getState().syncs[id]?.state === 'running') return;
  put(id, { state: 'running', read: 0 });
  try {
    put(id, { state: 'done', report: await api['connections.sync']({ id }) });
  } catch (thrown) {
    const error = asApiError(thrown);
    put(id, error.code === 'cancelled' ? null : { state: 'failed', error });
  }
  await reload('connections');
}

export const dismissSync = (id: string): void => put(id, null);

/** Ends what is under way for a connection or key; whoever waits for it is told. */
export async function cancelWork(id: string): Promise<void> {
  try {
    await api['work.cancel']({ id });
  } catch {
    // Nothing is lost by it: the work itself says how it ended.
  }
}
