import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';

/** A key with what its row shows of its surroundings. */
export interface RackRow {
  readonly key: Key;
  readonly service: string;
  readonly environment: Environment | null;
  /** The row's words in the form in which a search compares them. */
  readonly haystack: string;
}

interface Surroundings {
  readonly environments: readonly Environment[];
  readonly connections: readonly Connection[];
  readonly providers: readonly Provider[];
  /** What stands in the place of the service for a key that was entered by hand. */
  readonly local: string;
}

const byId = <T extends { readonly id: string }>(things: readonly T[]) =>
  new Map(things.map((thing) => [thing.id, thing]));

/** Case and composition do not tell two words apart in a search. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** @param environmentId only its keys; null for all */
export function rackRows(
  keys: readonly Key[],
  around: Surroundings,
  environmentId: string | null,
): RackRow[] {
  const environments = byId(around.environments);
  const connections = byId(around.connections);
  const providers = byId(around.providers);
  const rows: RackRow[] = [];
  for (const key of keys) {
    if (environmentId !== null && key.environmentId !== environmentId) continue;
    const connection = key.connectionId === null ? undefined : connections.get(key.connectionId);
    const service = connection
      ? (providers.get(connection.provider)?.name ?? connection.provider)
      : around.local;
    const environment = environments.get(key.environmentId) ?? null;
    const words = [
      key.name,
      key.hint,
      key.variable ?? '',
      service,
      connection?.name ?? '',
      key.scopes.join(' '),
    ];
    rows.push({ key, service, environment, haystack: folded(words.join('\n')) });
  }
  return rows;
}

/** @returns the rows in which every word of the search stands somewhere */
export function searchRows(rows: readonly RackRow[], search: string): readonly RackRow[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => words.every((word) => row.haystack.includes(word)));
}
