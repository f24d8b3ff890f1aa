import { useShallow } from 'zustand/react/shallow';
import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { offerOf, type Provider } from '#shared/model/provider.ts';
import { listOf } from './remote.ts';
import { type PageState, useStore } from './store.ts';
import type { Surroundings } from './surroundings.ts';

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

export function surroundingsOf({ data }: Pick<PageState, 'data'>, key: Key | null): Surroundings {
  const connection = listOf(data.connections).find((each) => each.id === key?.connectionId) ?? null;
  return {
    environment: listOf(data.environments).find((each) => each.id === key?.environmentId) ?? null,
    connection,
    provider: listOf(data.providers).find((each) => each.id === connection?.provider) ?? null,
  };
}

/** Drawn again when any of the three changes, not with each reading of the lists. */
export const useSurroundings = (key: Key | null): Surroundings =>
  useStore(useShallow((state) => surroundingsOf(state, key)));

/** Whether the service says of a value that it accepts it. */
export const canBeChecked = (key: Key, connection: Connection | null): boolean =>
  key.held && connection !== null && offerOf(connection.offers, 'verify').way === 'api';

/** Keys whose value was not confirmed as copied, and that still can be. */
export const uncopied = (keys: readonly Key[]): readonly Key[] =>
  keys.filter((key) => !key.acknowledged && key.held && key.status === 'active');
