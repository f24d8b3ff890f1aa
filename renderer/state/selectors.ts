import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { listOf } from './remote.ts';
import { type PageState, useStore } from './store.ts';

export const useEnvironments = (): readonly Environment[] =>
  useStore((state) => listOf(state.data.environments));
export const useConnections = (): readonly Connection[] =>
  useStore((state) => listOf(state.data.connections));
export const useProviders = (): readonly Provider[] => useStore((state) => listOf(state.data.providers));
export const useKeys = (): readonly Key[] => useStore((state) => listOf(state.data.keys));

/** The environment that is shown; null for all of them, also where the one chosen last is gone. */
const environmentOf = (state: PageState): Environment | null =>
  listOf(state.data.environments).find((each) => each.id === state.preferences.environmentId) ?? null;

export const useEnvironment = (): Environment | null => useStore(environmentOf);

export const keyOf = (state: PageState, id: string | null): Key | null =>
  id === null ? null : (listOf(state.data.keys).find((key) => key.id === id) ?? null);

export const useKey = (id: string | null): Key | null => useStore((state) => keyOf(state, id));

/** What stands around a key: its environment, its connection and the service behind it. */
export function useSurroundings(key: Key | null) {
  const environment = useEnvironments().find((each) => each.id === key?.environmentId) ?? null;
  const connection = useConnections().find((each) => each.id === key?.connectionId) ?? null;
  const provider = useProviders().find((each) => each.id === connection?.provider) ?? null;
  return { environment, connection, provider };
}

/** Keys whose value was not confirmed as copied, and that still can be. */
export const uncopied = (keys: readonly Key[]): readonly Key[] =>
  keys.filter((key) => !key.acknowledged && key.held && key.status === 'active');
