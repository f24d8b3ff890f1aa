import { useShallow } from 'zustand/react/shallow';
import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { offerOf, type Provider } from '#shared/model/provider.ts';
import { useLastKnown } from '../ui/use-last-known.ts';
import { connectionsInUse, environmentsInUse, keysInUse } from './in-use.ts';
import { known, listOf } from './remote.ts';
import { openRunOf } from './rotations.ts';
import { type PageState, useStore } from './store.ts';
import type { Surroundings } from './surroundings.ts';

/** In use, in the order of the sidebar; see in-use.ts. */
export const useEnvironments = (): readonly Environment[] => useStore(({ data }) => environmentsInUse(data));
export const useConnections = (): readonly Connection[] => useStore(({ data }) => connectionsInUse(data));
export const useKeys = (): readonly Key[] => useStore(({ data }) => keysInUse(data));
export const useProviders = (): readonly Provider[] => useStore((state) => listOf(state.data.providers));

export const useArchived = (): readonly Environment[] =>
  useStore(
    useShallow(({ data }) => listOf(data.environments).filter(({ archivedAt }) => archivedAt !== null)),
  );

/** For the rack: while all keys are read for the first time, its first page. */
export const useRackKeys = (): readonly Key[] =>
  useStore(({ data, newestKeys }) => (data.keys.state === 'loading' ? newestKeys : keysInUse(data)));

/** One by its id, archived or not; what it was last, once it is gone: its dialog stays, and says so. */
export const useEnvironmentOf = (id: string): Environment | null =>
  useLastKnown(useStore(({ data }) => listOf(data.environments).find((each) => each.id === id) ?? null));

/** The environment that is shown; null for all of them, also where the one chosen last is gone or archived. */
export const environmentOf = ({ data, preferences }: PageState): Environment | null =>
  environmentsInUse(data).find((each) => each.id === preferences.environmentId) ?? null;

export const useEnvironment = (): Environment | null => useStore(environmentOf);

/** While all keys are read for the first time: those of the first page. */
const keysSoFar = ({ data, newestKeys }: Pick<PageState, 'data' | 'newestKeys'>): readonly Key[] =>
  data.keys.state === 'loading' ? newestKeys : listOf(data.keys);

export const keyOf = (state: PageState, id: string | null): Key | null =>
  id === null ? null : (keysSoFar(state).find((key) => key.id === id) ?? null);

export const useKey = (id: string | null): Key | null => useStore((state) => keyOf(state, id));

export function surroundingsOf({ data }: Pick<PageState, 'data'>, key: Key | null): Surroundings {
  const connection = listOf(data.connections).find((each) => each.id === key?.connectionId) ?? null;
  return {
    environment: listOf(data.environments).find((each) => each.id === key?.environmentId) ?? null,
    connection,
    provider: listOf(data.providers).find((each) => each.id === connection?.provider) ?? null,
    locked: known(data.storage)?.appLocked ?? false,
    rotating: key !== null && openRunOf(data, key.id) !== null,
  };
}

/** Drawn again when any of the three changes, not with each reading of the lists. */
export const useSurroundings = (key: Key | null): Surroundings =>
  useStore(useShallow((state) => surroundingsOf(state, key)));

/** Whether the service says of a value that it accepts it. */
export const canBeChecked = (key: Key, connection: Connection | null): boolean =>
  key.held && connection !== null && offerOf(connection.offers, 'verify').way === 'api';

/** Nobody needs to copy an old value. */
export const isUncopied = ({ acknowledged, held, status, replacedBy }: Key): boolean =>
  !acknowledged && held && status === 'active' && replacedBy === null;

/** Keys whose value was not confirmed as copied, and that still can be. */
export const uncopied = (keys: readonly Key[]): readonly Key[] => keys.filter(isUncopied);

/** How many connections use a service, in archived environments too: while there is one it cannot be removed. */
export const useUsersOf = (providerId: string): number =>
  useStore(({ data }) => listOf(data.connections).filter(({ provider }) => provider === providerId).length);

/** How much stands in an environment, archived or not. */
export function useStandingIn(environmentId: string): {
  readonly keys: number;
  readonly connections: number;
} {
  const count = (rows: readonly { readonly environmentId: string }[]) =>
    rows.filter((row) => row.environmentId === environmentId).length;
  return useStore(
    useShallow(({ data }) => ({
      keys: count(listOf(data.keys)),
      connections: count(listOf(data.connections)),
    })),
  );
}
