import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices } from '#core/compose.ts';
import type { ProviderPlugin, Service } from '#core/ports/provider.ts';
import type { SecretStore } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { fakeBackups } from '#tests/fakes/backups.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { fakeManifests } from '#tests/fakes/manifests.ts';
import { fakeNotifier, fakeProber, silentLog } from '#tests/fakes/outside.ts';
import { noAnswers, noPrograms, noServers } from '#tests/fakes/programs.ts';
import { fakeService } from '#tests/fakes/service.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';
import { importers } from '../../../electron/exporters/imports/index.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { createFiles } from '../../../electron/platform/files.ts';
import { hmac } from '../../../electron/platform/hmac.ts';
import { createScanReader } from '../../../electron/platform/scan-reader.ts';
import { findKnownForms } from '../../../electron/platform/secret-rules.ts';
import { writers } from '../../../electron/platform/writers.ts';

/** The whole domain behind its session, over a real ledger; the storage counts who touches it. */
export async function createSessionWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'session-'));
  const machineHome = join(folder, 'home');
  mkdirSync(machineHome);
  const clock = fakeClock();
  const service = fakeService(clock.now);
  const backups = fakeBackups();
  const tiers = fakeStorage();
  /** What was done to the storage, and what happens in the middle of it. */
  const touched: string[] = [];
  const meanwhile: { service: () => Promise<void> | void; read: () => void; save: () => void } = {
    service: () => undefined,
    read: () => undefined,
    save: () => undefined,
  };
  const watched = (store: SecretStore): SecretStore => ({
    ...store,
    read: async (account) => {
      touched.push(`read ${account}`);
      const found = await store.read(account);
      meanwhile.read();
      return found;
    },
    write: (account, secret) => {
      touched.push(`write ${account}`);
      return store.write(account, secret);
    },
    remove: (account) => {
      touched.push(`remove ${account}`);
      return store.remove(account);
    },
  });
  const plugin: ProviderPlugin = {
    ...service.plugin,
    connect: (access) => pausing(service.plugin.connect(access), () => meanwhile.service()),
  };
  const ledger = openLedger(join(folder, 'ledger.db'));
  const services = createServices({
    by: 'window',
    importers,
    client: () => null,
    ledger,
    storage: {
      ...tiers,
      status: () => tiers.status(),
      lock: (underWay) => tiers.lock(underWay),
      store: async () => watched(await tiers.store()),
    },
    providers: [plugin],
    builtIns: {},
    manifests: fakeManifests(service),
    transport: () => () => Promise.reject(new Error('no network in this test')),
    prober: fakeProber(),
    notifier: fakeNotifier(),
    start: noPrograms,
    run: noAnswers,
    places: [],
    mcp: noServers,
    scan: { reader: createScanReader(join(folder, 'keyrack')), rules: findKnownForms },
    hmac,
    log: silentLog,
    clock,
    newId: () => crypto.randomUUID(),
    newKey: () => new Secret('0'.repeat(64)),
    delivery: {
      files: createFiles(join(folder, 'keyrack')),
      writers,
      backups: {
        ...backups,
        save: async (path, bytes, needed) => {
          const name = await backups.save(path, bytes, needed);
          meanwhile.save();
          return name;
        },
      },
      exporters,
      machine: { platform: 'linux', home: machineHome, env: {} },
      launcher: () => ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'],
      running: async () => false,
      inWorkTree: async () => false,
      hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    },
  });
  const development = services.environments.create({ name: 'Development', stage: 'development' });
  const connection = await services.connections.add(
    { environmentId: development.id, provider: 'fake' },
    { credential: new Secret('management-credential') },
  );
  const newKey = (name: string) =>
    services.keys.create({
      environmentId: development.id,
      connectionId: connection.id,
      name,
      variable: 'FAKE_API_KEY',
    });
  return {
    ledger,
    services,
    service,
    tiers,
    touched,
    meanwhile,
    backups,
    development,
    connection,
    newKey,
    claude: join(machineHome, '.config', 'Claude', 'claude_desktop_config.json'),
    end: () => {
      ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type SessionWorld = Awaited<ReturnType<typeof createSessionWorld>>;

/** Something happens after the service has done its part and before the answer is here. */
function pausing(service: Service, pause: () => Promise<void> | void): Service {
  return {
    ...service,
    create: async (...given) => {
      const made = await service.create(...given);
      await pause();
      return made;
    },
    regenerate: async (...given) => {
      const made = await service.regenerate(...given);
      await pause();
      return made;
    },
    delete: async (...given) => {
      await service.delete(...given);
      await pause();
    },
  };
}
