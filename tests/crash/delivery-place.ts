import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDelivering } from '#core/delivering/index.ts';
import type { Sealer } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeMarks } from '#tests/fakes/marks.ts';
import { exporters } from '../../electron/exporters/index.ts';
import { openLedger } from '../../electron/ledger/open.ts';
import { createBackups } from '../../electron/platform/backups.ts';
import { createFiles } from '../../electron/platform/files.ts';
import { createPrivateFiles } from '../../electron/platform/private-files.ts';
import { writers } from '../../electron/platform/writers.ts';

/** Copies stand open in this test: what is proven is the order of writes. */
const OPEN: Sealer = { seal: async (_context, plain) => plain, open: async (_context, box) => box };
const ENVIRONMENT = '3c1d9d3e-7d0c-4c1b-9f6e-1f0a3a1b2c3d';
const KEY = '5e2f0b6a-1c4d-4b7e-8a9f-0b1c2d3e4f50';

/** Delivering over the real ledger, files and backups of one folder, as a process of its own would open it. */
export function openPlace(folder: string) {
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'backups'), { recursive: true });
  const ledger = openLedger(join(folder, 'ledger.db'));
  const clock = { now: () => new Date(), after: () => () => undefined };
  if (ledger.environments.get(ENVIRONMENT) === null) {
    ledger.environments.put(environmentRow({ id: ENVIRONMENT }));
    ledger.keys.put(keyRow({ id: KEY, environmentId: ENVIRONMENT, variable: 'CI_KEY', hint: '' }));
  }
  const delivering = createDelivering({
    ledger,
    files: createFiles(join(folder, 'keyrack')),
    writers,
    backups: createBackups({ files: createPrivateFiles(folder), sealer: async () => OPEN }),
    exporters,
    machine: { platform: 'linux', home, env: {} },
    launcher: () => ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'],
    store: async () => {
      throw new Error('no store was expected');
    },
    assertOpen: () => undefined,
    readSecret: async () => new Secret('value-of-this-test'),
    provider: () => null,
    running: async () => false,
    inWorkTree: async () => false,
    gitState: async () => null,
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    marks: fakeMarks(),
    clock,
    newId: randomUUID,
    audit: unchainedAudit(ledger, clock),
  });
  const deliver = async (mechanism: 'launcher' | 'inline') => {
    const launch = { command: ['server'] };
    const target = 'claude-desktop';
    const { plan } = await delivering.plan({
      target,
      environmentId: ENVIRONMENT,
      keyId: KEY,
      launch,
      mechanism,
    });
    return delivering.export(plan);
  };
  /** Two files of our own. */
  const deliverFiles = async (place: 'header' | 'query') => {
    const call = { url: 'https://api.example.com', ...(place === 'query' ? { query: 'key' } : {}) };
    const ids = { environmentId: ENVIRONMENT, keyId: KEY };
    const { plan } = await delivering.plan({ target: 'n8n', ...ids, mechanism: 'inline', call });
    return delivering.export(plan);
  };
  return {
    ledger,
    delivering,
    deliver,
    deliverFiles,
    exportsFolder: join(home, 'keyrack-exports'),
    file: join(home, '.config/Claude/claude_desktop_config.json'),
  };
}
