import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDelivering, type DeliveringDeps } from '#core/delivering/index.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import { unchainedAudit } from '#tests/fakes/audit.ts';
import { fakeBackups } from '#tests/fakes/backups.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { connectionRow } from '#tests/fakes/connection-row.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeMarks } from '#tests/fakes/marks.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { openLedger } from '../../../electron/ledger/open.ts';
import { createFiles } from '../../../electron/platform/files.ts';
import { writers } from '../../../electron/platform/writers.ts';

export const VALUE = 'unizo-canary-4f9a1c7e2b8d';
/** A file of somebody else, with line ends and indents of its own. */
export const THEIRS =
  '{\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n\t\t"a": { "command": "x" }\r\n\t}\r\n}';
export const LAUNCHER = ['/usr/bin/node', '/opt/keyrack/bin/keyrack.mjs'];

const environment = (name: string, stage: Environment['stage']): Environment =>
  environmentRow({ name, stage, copyPolicy: 'vault' });

const PROVIDER = fakeProvider({
  id: 'unizo',
  name: 'Unizo',
  variable: 'UNIZO_API_KEY',
  servers: [mcpServer({ command: ['npx', '-y', '@unizo/mcp'] })],
});

/** Delivering over a real ledger and real files in a temporary folder; copies in memory. */
export function createDeliveringWorld(overrides: Partial<DeliveringDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'delivering-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const ledger = openLedger(join(folder, 'ledger.db'));
  const clock = fakeClock();
  const backups = fakeBackups();
  const read: string[] = [];
  const development = environment('Development', 'development');
  const production = environment('Production', 'production');
  ledger.environments.put(development);
  ledger.environments.put(production);
  const connectionId = randomUUID();
  const baseUrl = 'https://api.example.com';
  ledger.connections.put(
    connectionRow({
      id: connectionId,
      name: 'Unizo',
      provider: 'unizo',
      environmentId: development.id,
      baseUrl,
    }),
  );
  const addKey = (changes: Partial<KeyRow> = {}): KeyRow => {
    const row = keyRow({
      environmentId: development.id,
      connectionId,
      remoteId: randomUUID(),
      variable: 'UNIZO_API_KEY',
      hint: 'unizo-',
      createdAt: clock.now().toISOString(),
      ...changes,
    });
    ledger.keys.put(row);
    return row;
  };
  const deps: DeliveringDeps = {
    ledger,
    files: createFiles(join(folder, 'keyrack')),
    writers,
    backups,
    exporters,
    machine: { platform: 'linux', home, env: {} },
    launcher: () => LAUNCHER,
    readSecret: async (keyId) => {
      read.push(keyId);
      return new Secret(VALUE);
    },
    provider: (id) => (id === 'unizo' ? PROVIDER : null),
    store: async () => {
      throw new Error('no store was expected');
    },
    assertOpen: () => undefined,
    running: async () => false,
    inWorkTree: async () => false,
    gitState: async () => null,
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    marks: fakeMarks(),
    clock,
    newId: randomUUID,
    audit: unchainedAudit(ledger, clock),
    ...overrides,
  };
  const key = addKey();
  const file = join(home, '.config/Claude/claude_desktop_config.json');
  const delivering = createDelivering(deps);
  const request = (changes: Partial<ExportRequest> = {}): ExportRequest => ({
    target: 'claude-desktop',
    environmentId: development.id,
    keyId: key.id,
    ...changes,
  });
  const write = (text: string | Uint8Array, mode = 0o644) => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
    writeFileSync(file, text, { mode });
  };
  const text = () => readFileSync(file, 'utf8');
  return {
    ...deps,
    deps,
    folder,
    home,
    file,
    backups,
    clock,
    /** Keys whose value was opened. */
    read,
    development,
    production,
    key,
    addKey,
    delivering,
    request,
    deliver: async (changes: Partial<ExportRequest> = {}) =>
      delivering.export((await delivering.plan(request(changes))).plan),
    write,
    text,
    /** What another program does to the file. */
    foreignEdit: (from: string, to: string) => write(text().replace(from, to), 0o600),
    states: async () => (await delivering.deliveries()).map(({ state }) => state),
    mode: (path = file) => (statSync(path).mode & 0o777).toString(8),
    end: () => {
      ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type DeliveringWorld = ReturnType<typeof createDeliveringWorld>;
