import type { Connection } from '#shared/model/connection.ts';
import { AppError } from './errors.ts';
import type { Transport } from './ports/http.ts';
import type { BuiltInService, ProviderPlugin, Service } from './ports/provider.ts';
import { connectionAccount } from './ports/secret-store.ts';
import type { Vault } from './vault.ts';

/** How a connection becomes a service that answers. */
export interface Reach {
  /** @throws AppError not-found */
  plugin(provider: string): ProviderPlugin;
  /** The service that Keyrack runs itself; null where an address was named, or the provider has none built in. */
  builtIn(provider: string, wanted: string | undefined): BuiltInService | null;
  /** @throws AppError invalid-input, field `baseUrl` */
  baseUrl(provider: string, wanted: string | undefined): Promise<string>;
  /** Opens the connection's credential. @throws AppError not-held, storage-* */
  service(connection: Connection): Promise<Service>;
}

interface Deps {
  readonly providers: readonly ProviderPlugin[];
  /** Services that Keyrack runs itself, by provider id. */
  readonly builtIns: Readonly<Record<string, BuiltInService>>;
  readonly vault: Vault;
  readonly transport: (connectionId: string) => Transport;
}

export function createReach({ providers, builtIns, vault, transport }: Deps): Reach {
  const plugin = (id: string): ProviderPlugin => {
    const found = providers.find(({ summary }) => summary.id === id);
    if (found !== undefined) return found;
    throw new AppError('not-found', {
      message: `There is no provider "${id}".`,
      next: 'List them with: keyrack provider list',
      field: 'provider',
    });
  };
  const builtIn = (id: string, wanted: string | undefined) =>
    wanted === undefined ? (builtIns[id] ?? null) : null;

  return {
    plugin,
    builtIn,
    baseUrl: async (id, wanted) => plugin(id).baseUrl((await builtIn(id, wanted)?.url()) ?? wanted),
    service: async (connection) => {
      const credential = await vault.readIfHeld(connectionAccount(connection.id));
      if (credential === null) throw noCredential(connection.name);
      // A built-in service may have moved to another port since the connection was made.
      const { baseUrl: known, customHost } = connection;
      const baseUrl = (await builtIn(connection.provider, customHost ? known : undefined)?.url()) ?? known;
      return plugin(connection.provider).connect({
        baseUrl,
        credential,
        transport: transport(connection.id),
      });
    },
  };
}

const noCredential = (name: string) =>
  new AppError('not-held', {
    message: `The management credential of "${name}" is gone from the storage of secrets.`,
    next: 'Add the connection again under the same name, with a new credential; or restore the item in your keychain.',
  });
