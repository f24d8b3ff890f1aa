import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlerts } from '#core/alerts.ts';
import { createCatalogue } from '#core/catalogue.ts';
import { createConnections } from '#core/connections.ts';
import { createEnvironments } from '#core/environments/index.ts';
import { createFingerprints } from '#core/fingerprints.ts';
import { createLedgerKey } from '#core/ledger-key.ts';
import { createPlugins } from '#core/plugins.ts';
import type { WayOut } from '#core/ports/http.ts';
import type { BuiltInService } from '#core/ports/provider.ts';
import { createReach } from '#core/reach.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { fakeManifests } from '#tests/fakes/manifests.ts';
import { fakeNotifier, fakeProber, silentLog } from '#tests/fakes/outside.ts';
import { fakeService } from '#tests/fakes/service.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { hmac } from '../../../electron/platform/hmac.ts';

/** All but keys, over a real ledger in a temporary folder, a store in memory and a service in memory. */
export async function createConnectionsWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  const ledger = openLedger(join(folder, 'ledger.db'));
  const clock = fakeClock();
  const storage = fakeStorage();
  const service = fakeService(clock.now);
  const prober = fakeProber();
  const notifier = fakeNotifier();
  const manifests = fakeManifests(service);
  const vault = createVault(storage);
  const audit = unchainedAudit(ledger, clock);
  const newId = () => crypto.randomUUID();
  /** Services that Keyrack runs itself; a test puts one in. */
  const builtIns: Record<string, BuiltInService> = {};
  /** How each service was reached, newest last. */
  const ways: WayOut[] = [];
  const transport = (way: WayOut) => {
    ways.push(way);
    return () => Promise.reject(new Error('no network in this test'));
  };
  const pace = () => ({ turn: async () => () => undefined, hold: () => undefined });
  const plugins = createPlugins({ ours: [service.plugin], ledger, manifests });
  const reach = createReach({ plugins, builtIns, ledger, vault, transport, pace, log: silentLog });
  const newKey = () => new Secret(randomBytes(32).toString('hex'));
  const ledgerKey = createLedgerKey({ ledger, vault, hmac, newId, newKey });
  const fingerprints = createFingerprints({ ledgerKey, hmac });
  const life = { ledger, vault, reach, clock, newId, audit, fingerprints };
  const environments = createEnvironments({ ledger, clock, newId, audit, addressAt: reach.addressAt });
  /** What a listing does first; with keys it is theirs. */
  const recovering = { recover: async () => {} };
  const connections = createConnections({ ...life, prober, recover: () => recovering.recover() });
  const development = environments.create({ name: 'Development', stage: 'development' });
  const production = environments.create({ name: 'Production', stage: 'production' });
  const connect = (environmentId: string) =>
    connections.add({ environmentId, provider: 'fake' }, { credential: new Secret('management-credential') });
  return {
    ledger,
    clock,
    storage,
    service,
    prober,
    notifier,
    builtIns,
    ways,
    reach,
    environments,
    connections,
    life,
    recovering,
    providers: createCatalogue({ plugins, manifests, ledger, clock, audit }),
    alerts: createAlerts({ ...life, notifier }),
    development,
    production,
    inDevelopment: await connect(development.id),
    inProduction: await connect(production.id),
    /** What was done, newest first. */
    done: () => ledger.audit.list(100).map(({ what }) => what),
    end: () => {
      ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type ConnectionsWorld = Awaited<ReturnType<typeof createConnectionsWorld>>;

/** @returns the code of the AppError that `work` ends with. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
  return 'nothing was thrown';
}

/** @returns the input's field that the AppError of `work` names. */
export async function fieldOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error && 'field' in error) return String(error.field);
    throw error;
  }
  return 'nothing was thrown';
}
