import type { Connection } from '#shared/model/connection.ts';
import type { ExportPlan, Target } from '#shared/model/delivery.ts';
import type { DeliveryTest } from '#shared/model/delivery-test.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { RestorePlan } from '#shared/model/guard.ts';
import type { Key } from '#shared/model/key.ts';
import type { Storage } from '#shared/model/storage.ts';
import { fakeOffers, fakeProvider } from './provider.ts';

export const AT = '2026-11-20T12:00:00.000Z';
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const development: Environment = {
  id: uuid(1),
  name: 'Development',
  stage: 'development',
  colour: '#0f9d8a',
  project: null,
  copyPolicy: 'vault',
  position: 1,
  archivedAt: null,
  namingPattern: '<tool> - <purpose>',
  rotateAfterDays: null,
};
export const production: Environment = {
  id: uuid(2),
  name: 'Production',
  stage: 'production',
  colour: '#c8245c',
  project: 'Shop',
  copyPolicy: 'copy-once',
  position: 2,
  archivedAt: null,
  namingPattern: '<tool> - <purpose>',
  rotateAfterDays: null,
};
export const playground: Connection = {
  id: uuid(11),
  name: 'Playground',
  provider: 'playground',
  environmentId: development.id,
  baseUrl: 'http://127.0.0.1:20000',
  customHost: false,
  params: {},
  inferred: false,
  paths: {},
  proxy: null,
  ca: null,
  hasCredential: true,
  account: null,
  syncedAt: null,
  syncFailure: null,
  offers: fakeOffers({
    create: 'api',
    list: 'api',
    edit: 'api',
    disable: 'api',
    enable: 'api',
    regenerate: 'api',
    revoke: 'api',
    delete: 'api',
    verify: 'api',
    usage: 'api',
  }),
};
/** Of a service where all is done by hand. */
export const handmade: Connection = {
  ...playground,
  id: uuid(12),
  name: 'Tower',
  provider: 'tower',
  baseUrl: 'https://tower.example',
  hasCredential: false,
  offers: fakeOffers({
    create: 'guided',
    edit: 'guided',
    regenerate: 'guided',
    disable: 'guided',
    delete: 'guided',
  }),
};
export const readerKey: Key = {
  id: uuid(21),
  name: 'Reader',
  description: 'reads',
  tags: ['ci'],
  environmentId: development.id,
  connectionId: playground.id,
  remoteId: 'r-1',
  variable: 'PLAYGROUND_API_KEY',
  hint: 'pg_test_ab',
  held: true,
  acknowledged: false,
  status: 'active',
  scopes: ['notes:read'],
  testMode: false,
  createdAt: AT,
  expiresAt: null,
  lastUsedAt: null,
  allowedIps: [],
  rateLimit: null,
  checkedAt: null,
  notes: '',
  fingerprint: null,
  replacedBy: null,
  rotationDueAt: null,
  deliveries: [
    { id: uuid(31), target: 'claude-desktop', mechanism: 'launcher', file: '/home/u/claude.json' },
  ],
};
export const towerKey: Key = {
  ...readerKey,
  id: uuid(23),
  name: 'Tall',
  connectionId: handmade.id,
  remoteId: null,
  acknowledged: true,
  deliveries: [],
};
export const liveKey: Key = {
  ...readerKey,
  id: uuid(22),
  name: 'Live',
  environmentId: production.id,
  connectionId: null,
  remoteId: null,
  acknowledged: true,
  variable: 'LIVE_KEY',
  deliveries: [],
};
const playgroundProvider = fakeProvider({
  id: 'playground',
  name: 'Playground',
  variable: 'PLAYGROUND_API_KEY',
  credential: false,
});
export const acme = fakeProvider({ id: 'acme', name: 'Acme' });
/** Everything by hand. */
const tower = fakeProvider({
  id: 'tower',
  name: 'Tower',
  links: { console: 'https://tower.example/keys', docs: null, support: null },
  offers: fakeOffers({
    create: 'guided',
    edit: 'guided',
    regenerate: 'guided',
    disable: 'guided',
    delete: 'guided',
  }),
  credential: false,
});
export const providers = [playgroundProvider, acme, tower];
export const connections = [playground, handmade];

export const storage: Storage = {
  tier: 'keychain',
  chosen: true,
  state: 'ready',
  reason: null,
  keychain: { state: 'ready', reason: null },
  presence: false,
  appLocked: false,
};

export const claudeDesktop: Target = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  kind: 'file',
  takes: 'server',
  family: 'mcp',
  mechanisms: ['launcher', 'inline'],
  ways: { command: ['launcher', 'inline'], url: [] },
  files: [],
  projectFile: null,
  importFile: null,
  provider: null,
  tried: false,
};

export const restorePlan: RestorePlan = {
  plan: uuid(42),
  delivery: uuid(50),
  target: 'claude-desktop',
  file: '/home/u/claude.json',
  realFile: '/home/u/claude.json',
  server: 'notes',
  state: 'missing',
  since: [{ kind: 'removed', text: '"notes": "••••••••"', line: 2 }],
  diff: [{ kind: 'added', text: '"notes": "••••••••"', line: 2 }],
  modeBefore: '0600',
  modeAfter: '0600',
  warnings: [],
  running: null,
};

export const deliveryTest: DeliveryTest = {
  ok: true,
  message: 'counterpart 1.0.0 answered and offers 1 tool.',
  next: null,
  notes: [],
  server: { name: 'counterpart', version: '1.0.0' },
  tools: ['key'],
  milliseconds: 840,
  output: [],
};

export const plan: ExportPlan = {
  plan: uuid(41),
  target: 'claude-desktop',
  file: '/home/u/claude.json',
  realFile: '/home/u/claude.json',
  server: 'notes',
  mechanism: 'launcher',
  reference: null,
  choices: [],
  modeBefore: '0644',
  modeAfter: '0600',
  diff: [{ kind: 'added', text: '"notes": "••••••••"', line: 2 }],
  companions: [],
  warnings: [],
  ignorable: null,
};
