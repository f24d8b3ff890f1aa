import { createAdopting } from './adopting/index.ts';
import { createAlerts } from './alerts.ts';
import { auditedConnections, auditedKeys } from './auditing/attempts.ts';
import { createAudit } from './auditing/audit.ts';
import { createChainer } from './auditing/chainer.ts';
import { createActivity } from './auditing/index.ts';
import { onceOpen } from './auditing/opening.ts';
import { auditedStorage } from './auditing/storage.ts';
import { createCatalogue } from './catalogue.ts';
import { createConnections } from './connections.ts';
import { createDeliveringByKind, ledgerOfFiles } from './delivering/by-kind.ts';
import { createEntryMarks } from './delivering/entry-marks.ts';
import { createDelivering, type DeliveringDeps } from './delivering/index.ts';
import { createPlaces, type PlaceDeps } from './delivering/places/index.ts';
import { createRenewing } from './delivering/renewing/index.ts';
import { createDeliveryTests } from './delivering/testing/index.ts';
import { createTurns } from './delivering/turns.ts';
import { createEnvironments } from './environments/index.ts';
import { createFingerprints } from './fingerprints.ts';
import { createImporting } from './importing/index.ts';
import { createInventory } from './inventory/index.ts';
import { createKeys } from './keys.ts';
import { createLedgerKey, type LedgerKey } from './ledger-key.ts';
import type { Lifecycle } from './lifecycle/deps.ts';
import { holdersOf } from './lifecycle/same-value.ts';
import { createPacer } from './pacing.ts';
import { createPackages } from './packages.ts';
import { createPlugins, type Plugins } from './plugins.ts';
import { createPolicies } from './policies/index.ts';
import type { Clock } from './ports/clock.ts';
import type { Hmac } from './ports/hmac.ts';
import type { Transport, WayOut } from './ports/http.ts';
import type { NewId } from './ports/ids.ts';
import type { Importer } from './ports/importer.ts';
import type { AuditEntry, Ledger } from './ports/ledger.ts';
import type { Log } from './ports/log.ts';
import type { McpGreeter } from './ports/mcp.ts';
import type { Notifier } from './ports/notifier.ts';
import type { PlaceExporter } from './ports/place-exporter.ts';
import type { Prober } from './ports/prober.ts';
import type { RunProgram, StartProgram } from './ports/processes.ts';
import type { BuiltInService, ManifestReader, ProviderPlugin } from './ports/provider.ts';
import type { FindKnownForms, ScanReader } from './ports/scanning.ts';
import type { StorageTiers } from './ports/storage.ts';
import { createReach, type Reach } from './reach.ts';
import { createRotating } from './rotating/index.ts';
import { createSampling } from './sampling/index.ts';
import { gitStates } from './scanning/git.ts';
import { createScanning } from './scanning/index.ts';
import type { Secret } from './secret.ts';
import type { KeyService, Services } from './services.ts';
import { lockableBackups, lockableConnections, lockableKeys } from './session/errands.ts';
import { lockableStorage } from './session/lockable-storage.ts';
import { createSession, type Session } from './session/session.ts';
import { createUninstalling } from './uninstalling/index.ts';
import { createVault } from './vault.ts';
import { createWebhooks } from './webhooks.ts';

/** Everything that the domain needs of the outside. The two roots differ in nothing else. */
export interface Outside {
  readonly by: AuditEntry['by'];
  /** The program that started the command, for the audit; null: a person at a shell, or not known. Never fails. */
  readonly client: () => string | null;
  readonly ledger: Ledger;
  readonly storage: StorageTiers;
  readonly importers: readonly Importer[];
  readonly providers: readonly ProviderPlugin[];
  readonly builtIns: Readonly<Record<string, BuiltInService>>;
  readonly manifests: ManifestReader;
  readonly transport: (way: WayOut) => Transport;
  readonly prober: Prober;
  readonly notifier: Notifier;
  /** Days before a key is due at which it counts as due soon; absent: 30. */
  readonly remindDays?: () => number;
  readonly hmac: Hmac;
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly start: StartProgram;
  readonly run: RunProgram;
  readonly places: readonly PlaceExporter[];
  readonly mcp: McpGreeter;
  readonly scan: { readonly reader: ScanReader; readonly rules: FindKnownForms };
  /** 32 random bytes in hex: a key of this ledger. */
  readonly newKey: () => Secret;
  readonly delivery: Omit<
    DeliveringDeps,
    | 'ledger'
    | 'clock'
    | 'newId'
    | 'audit'
    | 'readSecret'
    | 'provider'
    | 'store'
    | 'assertOpen'
    | 'marks'
    | 'gitState'
  >;
}

/** Where nobody has chosen. */
const SOON_DAYS = 30;

export function createServices(outside: Outside): Services {
  const { ledger, clock, newId, manifests, log } = outside;
  const session = createSession();
  const storage = lockableStorage(outside.storage, session);
  // The audit goes on while Keyrack is locked, as long as the storage itself is open.
  const bare = createVault(outside.storage);
  const ledgerKey = createLedgerKey({ ...outside, vault: bare });
  const chainer = createChainer({ ...outside, vault: bare, ledgerKey });
  const vault = onceOpen(createVault(storage), chainer.open);
  const audit = createAudit({ ...outside, chainer });
  const plugins = createPlugins({ ours: outside.providers, ledger, manifests });
  const pace = createPacer({ table: ledger.pacing, clock, log });
  const reach = createReach({ ...outside, plugins, vault, pace });
  const fingerprints = createFingerprints({ ledgerKey, hmac: outside.hmac });
  const life = { ledger, vault, reach, clock, newId, audit, fingerprints };
  const keys = createKeys({ ...life, storage });
  // What was asked for before a lock ends behind it: over the storage itself.
  const inner = onceOpen(bare, chainer.open);
  const activity = createActivity({
    ...outside,
    vault,
    ledgerKey,
    chainer,
    audit,
    wasOpen: () => vault.wasOpen() || inner.wasOpen(),
  });
  const through = { ...life, vault: inner, reach: createReach({ ...outside, plugins, vault: inner, pace }) };
  const { prober, notifier } = outside;
  const { writers } = outside.delivery;
  const kept = auditedKeys(audit, lockableKeys(session, keys, createKeys({ ...through, storage })));
  const { services: deliveries, renewing } = createDeliveries(outside, {
    ...{ life, ledgerKey, reach, session },
    ...{ plugins, keys, kept },
  });
  const services: Omit<Services, 'samples'> = {
    session,
    storage: auditedStorage({ storage, ledger, audit, chainer }),
    environments: createEnvironments({ ledger, clock, newId, audit, addressAt: reach.addressAt }),
    providers: createCatalogue({ plugins, manifests, ledger, clock, audit }),
    connections: auditedConnections(
      audit,
      lockableConnections(
        session,
        createConnections({ ...life, prober, recover: keys.recover }),
        createConnections({ ...through, prober, recover: keys.recover }),
      ),
    ),
    keys: kept,
    alerts: createAlerts({ ...life, notifier }),
    webhooks: createWebhooks(outside),
    packages: createPackages(outside),
    activity,
    ...deliveries,
    // Over the storage itself, as each step is an errand: begun before a lock, it ends behind it.
    rotating: createRotating({
      ...through,
      ...{ renewing, session, notifier, writers, behindLock: life },
      settleDeliveries: deliveries.delivering.recover,
    }),
    policies: createPolicies({
      ...{ remindDays: () => SOON_DAYS, ...outside },
      audit,
      vault,
      plugins,
      writers,
      rotating: () => services.rotating,
    }),
  };
  return { ...services, samples: createSampling({ ...services, ledger, audit }) };
}

interface ForDeliveries {
  readonly life: Lifecycle;
  readonly ledgerKey: LedgerKey;
  readonly reach: Reach;
  readonly session: Session;
  readonly plugins: Plugins;
  /** Over the storage itself: what was let in before a lock goes on. */
  readonly keys: KeyService;
  readonly kept: KeyService;
}

/** Keys into the files of other programs: written, tried, taken over, brought in. */
function createDeliveries(outside: Outside, parts: ForDeliveries) {
  const { life, ledgerKey, reach, session, plugins, keys, kept } = parts;
  const { ledger, clock, newId } = outside;
  const { audit, fingerprints } = life;
  const pluginOf = (id: string) => plugins.list().find(({ summary }) => summary.id === id) ?? null;
  const delivery: DeliveringDeps = {
    ...outside.delivery,
    backups: lockableBackups(session, outside.delivery.backups),
    assertOpen: session.assertOpen,
    marks: createEntryMarks(ledgerKey, outside.hmac),
    ledger: ledgerOfFiles(ledger),
    clock,
    newId,
    audit,
    readSecret: keys.read,
    provider: (id) => pluginOf(id)?.summary ?? null,
    store: reach.store,
    gitState: async (file) =>
      (await gitStates({ run: outside.run, reader: outside.scan.reader }, [file])).get(file) ?? null,
  };
  const inTurn = createTurns();
  const atPlaces: PlaceDeps = { ...delivery, ...outside, audit, ledger };
  const delivering = createDeliveringByKind({
    ledger,
    files: createDelivering(delivery, inTurn),
    places: createPlaces(atPlaces, inTurn),
  });
  const services = {
    delivering,
    uninstalling: createUninstalling({
      ...delivery,
      ledger,
      delivering,
      vault: life.vault,
      deliveries: delivering.deliveries,
    }),
    deliveryTests: createDeliveryTests({
      ...outside,
      ...outside.delivery,
      audit,
      store: reach.store,
      readSecret: keys.read,
      selfTests: (provider) => pluginOf(provider)?.selfTests ?? [],
    }),
    adopting: createAdopting({ ...delivery, keys: kept, holders: (secret) => holdersOf(life, secret) }),
    inventory: createInventory({
      ledger,
      reach,
      copies: { ...delivery, vault: life.vault, fingerprints },
      fingerprintHeld: keys.fingerprintHeld,
    }),
    importing: createImporting({
      ...delivery,
      importers: outside.importers,
      keys: kept,
      fingerprintOf: (secret) => fingerprints.of(secret),
    }),
    scanning: createScanning({
      ...delivery,
      ...outside.scan,
      run: outside.run,
      keys: kept,
      fingerprintOf: (secret) => fingerprints.of(secret),
      services: () => {
        const all = plugins.list();
        return (secret) => all.find(({ isTestKey }) => isTestKey(secret) !== null)?.summary.name ?? null;
      },
    }),
  };
  return { services, renewing: createRenewing({ files: delivery, places: atPlaces }, inTurn) };
}
