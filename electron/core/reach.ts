import type { Exchange } from '#shared/model/connection.ts';
import type { Stage } from '#shared/model/environment.ts';
import { type Limits, type Offer, type Operation, offerOf } from '#shared/model/provider.ts';
import { AppError } from './errors.ts';
import { nothingOffered, type Plugins } from './plugins.ts';
import type { Transport, WayOut } from './ports/http.ts';
import type { ConnectionRow, Ledger } from './ports/ledger.ts';
import type { Log } from './ports/log.ts';
import type { Pace } from './ports/pacing.ts';
import type {
  BuiltInService,
  HostQuestion,
  ProviderPlugin,
  Service,
  ServiceAccess,
} from './ports/provider.ts';
import type { RemoteStore } from './ports/remote-store.ts';
import { connectionAccount, proxyAccount } from './ports/secret-store.ts';
import type { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

/** How much of a connection says what it offers. */
type Offering = Pick<ConnectionRow, 'provider' | 'inferred'>;

/** How a connection becomes a service that answers. */
export interface Reach {
  /** @throws AppError not-found */
  plugin(provider: string): ProviderPlugin;
  /** What the first characters of a value tell, by what the services publish; null: nothing. */
  beginning(secret: Secret): { readonly provider: string; readonly testMode: boolean } | null;
  /** The service that Keyrack runs itself; null where an address was named, or the provider has none built in. */
  builtIn(provider: string, wanted: string | undefined): BuiltInService | null;
  /** @throws AppError invalid-input, field `baseUrl` */
  baseUrl(provider: string, question: HostQuestion): Promise<ReturnType<ProviderPlugin['baseUrl']>>;
  /** Every operation once, as this connection has it now. Never throws: without its provider nothing is offered. */
  offers(connection: Offering): readonly Offer[];
  offer(connection: Offering, operation: Operation): Offer;
  /** Something that it offers needs a management credential. */
  needsCredential(connection: Offering): boolean;
  /** The service's own address for a stage; null where only the user knows it, or Keyrack runs it. Never throws. */
  addressAt(connection: ConnectionRow, stage: Stage): string | null;
  /** Where it is now: a built-in service may have moved to another port since the connection was made. */
  address(connection: ConnectionRow): Promise<string>;
  /** The connection's own way out of this computer. @throws AppError storage-* where a proxy's password is needed */
  wayOut(connection: ConnectionRow): Promise<WayOut>;
  /**
   * Opens the connection's credential, where it needs one.
   * @throws AppError not-held, storage-*
   */
  service(connection: ConnectionRow, options?: ReachOptions): Promise<Service>;
  /** The program's own store of secrets. @throws AppError unsupported (it has none), not-held, storage-* */
  store(connection: ConnectionRow): Promise<RemoteStore>;
}

interface ReachOptions {
  /** Sees every exchange, with the secrets taken out. */
  readonly watch?: (exchange: Exchange) => void;
  /** For what is asked without any: also while the storage is locked. */
  readonly withoutCredential?: boolean;
}

interface Deps {
  readonly plugins: Plugins;
  /** Services that Keyrack runs itself, by provider id. */
  readonly builtIns: Readonly<Record<string, BuiltInService>>;
  readonly ledger: Pick<Ledger, 'connections' | 'transaction'>;
  readonly vault: Vault;
  readonly transport: (way: WayOut) => Transport;
  readonly pace: (connectionId: string, limits: Limits) => Pace;
  readonly log: Log;
}

/** These need no management credential, or take what there is. */
const WITHOUT_CREDENTIAL: ReadonlySet<Operation> = new Set(['verify', 'health', 'scopes', 'limits']);

export function createReach(deps: Deps): Reach {
  const { plugins, builtIns } = deps;
  const builtIn = (id: string, wanted: string | undefined) =>
    wanted === undefined && Object.hasOwn(builtIns, id) ? (builtIns[id] ?? null) : null;
  const offers = ({ provider, inferred }: Offering): readonly Offer[] => {
    try {
      return plugins.get(provider).offers(inferred);
    } catch (error) {
      if (error instanceof AppError) return nothingOffered(error.message);
      throw error;
    }
  };
  const needsCredential = (connection: Offering): boolean =>
    plugins.get(connection.provider).summary.credential ||
    offers(connection).some(({ operation, way }) => way === 'api' && !WITHOUT_CREDENTIAL.has(operation));

  const reach: Reach = {
    plugin: plugins.get,
    beginning: (secret) => beginningOf(plugins.list(), secret),
    builtIn,
    offers,
    offer: (connection, operation) => offerOf(offers(connection), operation),
    needsCredential,
    addressAt: ({ provider, params }, stage) => {
      if (builtIn(provider, undefined) !== null) return null;
      try {
        return plugins.get(provider).baseUrl({ wanted: undefined, stage, params }).url;
      } catch (error) {
        // No address but the user's, or no such provider any more.
        if (error instanceof AppError) return null;
        throw error;
      }
    },
    address: async ({ provider, baseUrl, customHost }) =>
      (await builtIn(provider, customHost ? baseUrl : undefined)?.url()) ?? baseUrl,
    wayOut: (connection) => wayOut(deps.vault, connection),
    baseUrl: async (id, { wanted, ...question }) => {
      const running = await builtIn(id, wanted)?.url();
      const found = plugins.get(id).baseUrl({ ...question, wanted: running ?? wanted });
      return running === undefined ? found : { ...found, custom: false };
    },
    service: async (connection, options = {}) =>
      reach.plugin(connection.provider).connect(await accessTo(deps, reach, connection, options)),
    store: async (connection) => {
      const { store, summary } = reach.plugin(connection.provider);
      if (store !== undefined) return store(await accessTo(deps, reach, connection, {}));
      throw new AppError('unsupported', {
        message: `${summary.name} has no store that keys are delivered to.`,
      });
    },
  };
  return reach;
}

function beginningOf(plugins: readonly ProviderPlugin[], secret: Secret) {
  for (const { summary, isTestKey } of plugins) {
    const testMode = isTestKey(secret);
    if (testMode !== null) return { provider: summary.id, testMode };
  }
  return null;
}

async function wayOut(vault: Vault, { id, proxy, ca }: ConnectionRow): Promise<WayOut> {
  if (proxy === null) return { connectionId: id, proxy: null, ca };
  const password = proxy.user === null ? null : await vault.readIfHeld(proxyAccount(id));
  return { connectionId: id, proxy: { ...proxy, password }, ca };
}

async function credentialOf(vault: Vault, reach: Reach, connection: ConnectionRow): Promise<Secret | null> {
  if (!reach.needsCredential(connection)) return null;
  const credential = await vault.readIfHeld(connectionAccount(connection.id));
  if (credential !== null) return credential;
  throw new AppError('not-held', {
    message: `The management credential of "${connection.name}" is gone from the storage of secrets.`,
    next: 'Enter a new one: edit the connection, or add it again under the same name; or restore the item in your keychain.',
  });
}

async function accessTo(
  deps: Deps,
  reach: Reach,
  connection: ConnectionRow,
  { watch, withoutCredential = false }: ReachOptions,
): Promise<ServiceAccess> {
  const plugin = reach.plugin(connection.provider);
  const credential = withoutCredential ? null : await credentialOf(deps.vault, reach, connection);
  const { id, params, inferred, paths, candidates } = connection;
  return {
    baseUrl: await reach.address(connection),
    credential,
    transport: deps.transport(await reach.wayOut(connection)),
    pace: deps.pace(id, plugin.summary.limits),
    params,
    inferred,
    paths,
    candidates,
    remember: (name, candidate) => remember(deps.ledger, id, name, candidate),
    log: (line) => deps.log.debug('request', { connection: id, ...line }),
    ...(watch === undefined ? {} : { watch }),
  };
}

/** The row as it is now: the user may have edited it while the request was under way. */
function remember(ledger: Deps['ledger'], id: string, name: 'management' | 'key', candidate: string): void {
  ledger.transaction(() => {
    const row = ledger.connections.get(id);
    if (row === null || row.candidates[name] === candidate) return;
    ledger.connections.put({ ...row, candidates: { ...row.candidates, [name]: candidate } });
  });
}
