import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAudit } from '#core/audit.ts';
import { createConnections } from '#core/connections.ts';
import { createEnvironments } from '#core/environments.ts';
import { createKeys } from '#core/keys.ts';
import { createReach } from '#core/reach.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { fakeService } from '#tests/fakes/service.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { openLedger } from '../../../electron/ledger/open.ts';

/** The domain over a real ledger in a temporary folder, a store in memory and a service in memory. */
export async function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  const ledger = openLedger(join(folder, 'ledger.db'));
  const clock = fakeClock();
  const storage = fakeStorage();
  const service = fakeService(clock.now);
  const vault = createVault(storage);
  const audit = createAudit({ ledger, clock, by: 'command' });
  const newId = () => crypto.randomUUID();
  const transport = () => () => Promise.reject(new Error('no network in this test'));
  const reach = createReach({ providers: [service.plugin], builtIns: {}, vault, transport });
  const environments = createEnvironments({ ledger, newId, audit });
  const connections = createConnections({ ledger, vault, reach, newId, audit });
  const keys = createKeys({ ledger, vault, reach, clock, newId, audit, storage });
  const development = environments.create({ name: 'Development', stage: 'development' });
  const production = environments.create({ name: 'Production', stage: 'production' });
  const connect = (environmentId: string) =>
    connections.add({ environmentId, provider: 'fake' }, new Secret('management-credential'));
  return {
    ledger,
    clock,
    storage,
    service,
    environments,
    connections,
    keys,
    development,
    production,
    inDevelopment: await connect(development.id),
    inProduction: await connect(production.id),
    end: () => {
      ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

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
