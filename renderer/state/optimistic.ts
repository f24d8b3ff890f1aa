import type { Key } from '#shared/model/key.ts';
import { listOf } from './remote.ts';
import { getState, setState } from './store.ts';

function put(id: string, change: (key: Key) => Key): void {
  setState(({ data }) => {
    if (data.keys.state !== 'ready') return {};
    const value = data.keys.value.map((key) => (key.id === id ? change(key) : key));
    return { data: { ...data, keys: { state: 'ready', value } } };
  });
}

/** Shows a key as it will be once main has changed it. @returns shows it as it was */
export function showChanged(id: string, changes: Partial<Key>): () => void {
  const before = listOf(getState().data.keys).find((key) => key.id === id);
  put(id, (key) => ({ ...key, ...changes }));
  return () => put(id, (key) => before ?? key);
}
