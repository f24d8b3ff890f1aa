import type { Connection } from '../connection.ts';
import type { Environment } from '../environment.ts';
import type { Key } from '../key.ts';
import type { Provider } from '../provider.ts';
import { folded } from './fields.ts';

/** A key with what a search sees of its surroundings. */
export interface Searchable {
  readonly key: Key;
  readonly environment: Environment | null;
  /** As it is shown: the best name that is known. */
  readonly service: string;
  /** The service's id; empty for a key without one. */
  readonly provider: string;
  readonly connection: string;
  /** What words are looked for in, folded once: when it is first asked for, so that no list waits for it. */
  readonly haystack: string;
}

export interface SearchSurroundings {
  readonly environments: readonly Environment[];
  readonly connections: readonly Pick<Connection, 'id' | 'name' | 'provider'>[];
  readonly providers: readonly Pick<Provider, 'id' | 'name'>[];
  /** What stands in the place of the service for a key that was entered by hand. */
  readonly local: string;
}

const byId = <T extends { readonly id: string }>(things: readonly T[]) =>
  new Map(things.map((thing) => [thing.id, thing]));

/** @returns what makes a key ready to be searched */
export function searchableIn(around: SearchSurroundings): (key: Key) => Searchable {
  const environments = byId(around.environments);
  const connections = byId(around.connections);
  const providers = byId(around.providers);
  return (key) => {
    const link = key.connectionId === null ? undefined : connections.get(key.connectionId);
    const provider = link?.provider ?? '';
    const service = link === undefined ? around.local : (providers.get(provider)?.name ?? provider);
    const connection = link?.name ?? '';
    let haystack: string | null = null;
    return {
      key,
      environment: environments.get(key.environmentId) ?? null,
      service,
      provider,
      connection,
      get haystack() {
        haystack ??= haystackOf(key, service, connection);
        return haystack;
      },
    };
  };
}

function haystackOf(key: Key, service: string, connection: string): string {
  const { name, hint, variable, scopes, tags, description, id } = key;
  const words = [name, hint, variable ?? '', service, connection, scopes.join(' '), ...tags, description, id];
  return folded(words.join('\n'));
}
