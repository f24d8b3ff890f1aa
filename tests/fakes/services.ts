import { findOne, getRow, inEnvironment } from '#core/finding.ts';
import { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import type { Storage } from '#shared/model/storage.ts';

const AT = '2026-11-20T12:00:00.000Z';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const development: Environment = {
  id: uuid(1),
  name: 'Development',
  stage: 'development',
  colour: '#0f9d8a',
  project: null,
  copyPolicy: 'vault',
};
export const production: Environment = {
  id: uuid(2),
  name: 'Production',
  stage: 'production',
  colour: '#c8245c',
  project: 'Shop',
  copyPolicy: 'copy-once',
};
export const playground: Connection = {
  id: uuid(11),
  name: 'Playground',
  provider: 'playground',
  environmentId: development.id,
  baseUrl: 'http://127.0.0.1:20000',
  customHost: false,
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
  deliveries: [
    { id: uuid(31), target: 'claude-desktop', mechanism: 'launcher', file: '/home/u/claude.json' },
  ],
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
const playgroundProvider: Provider = {
  id: 'playground',
  name: 'Playground',
  about: 'A key service inside Keyrack.',
  evidence: 'verified',
  operations: ['create', 'list', 'verify', 'delete'],
  scopes: [{ id: 'notes:read', category: 'notes', access: 'read', text: 'Read notes' }],
  scopesRequired: true,
  testMode: true,
  expiry: true,
  variable: 'PLAYGROUND_API_KEY',
  credential: false,
  userHost: false,
  mcp: null,
};
const acme: Provider = { ...playgroundProvider, id: 'acme', name: 'Acme', credential: true };

const storage: Storage = {
  tier: 'keychain',
  chosen: true,
  state: 'ready',
  reason: null,
  keychain: { state: 'ready', reason: null },
  presence: false,
};

const plan: ExportPlan = {
  plan: uuid(41),
  target: 'claude-desktop',
  file: '/home/u/claude.json',
  realFile: '/home/u/claude.json',
  server: 'notes',
  mechanism: 'launcher',
  choices: [],
  modeBefore: '0644',
  modeAfter: '0600',
  diff: [{ kind: 'added', text: '"notes": "••••••••"', line: 2 }],
  warnings: [],
};

/** What was asked of the services, so that a test can see what a command line became. */
export interface Asked {
  readonly calls: { readonly method: string; readonly input: unknown }[];
  /** Secrets that were handed in, opened. */
  readonly secrets: string[];
}

/** The domain without a domain: fixed rows, and a record of what was asked. A test overrides what it is about. */
export function createFakeServices(
  overrides: {
    readonly [K in keyof Services]?: Partial<Services[K]>;
  } = {},
): { readonly services: Services; readonly asked: Asked } {
  const asked: Asked = { calls: [], secrets: [] };
  const note = <T>(method: string, input: unknown, result: T): T => {
    asked.calls.push({ method, input });
    return result;
  };
  const keep = (secret: Secret | null) => {
    if (secret !== null) asked.secrets.push(secret.expose());
  };
  const environments = [development, production];
  const keys = [readerKey, liveKey];
  const notUsed = (): never => {
    throw new Error('the command does not use this');
  };

  const services: Services = {
    storage: {
      status: async () => storage,
      store: notUsed,
      choose: async (tier, passphrase) => {
        keep(passphrase);
        note('storage.choose', tier, undefined);
      },
      setPresence: notUsed,
      changePresence: notUsed,
      checkPresence: notUsed,
      unlock: async (passphrase) => {
        keep(passphrase);
        note('storage.unlock', null, undefined);
      },
      lock: async () => note('storage.lock', null, undefined),
      ...overrides.storage,
    },
    environments: {
      list: () => environments,
      create: (input) => note('environments.create', input, { ...development, name: input.name }),
      createFromTemplate: notUsed,
      edit: (input) =>
        note('environments.edit', input, { ...development, name: input.name ?? 'Development' }),
      remove: (id, confirm) => note('environments.remove', { id, confirm }, undefined),
      find: (name) => findOne('environment', environments, name),
      ...overrides.environments,
    },
    providers: { list: () => [playgroundProvider, acme], ...overrides.providers },
    connections: {
      list: () => [playground],
      add: async (input, credential) => {
        keep(credential);
        return note('connections.add', input, playground);
      },
      test: async (id) => note('connections.test', id, { ok: true, message: 'It answers.', next: null }),
      remove: async (id, confirm) => note('connections.remove', { id, confirm }, undefined),
      find: (name, environmentId) => findOne('connection', inEnvironment([playground], environmentId), name),
      ...overrides.connections,
    },
    keys: {
      list: () => keys,
      get: (id) => getRow('key', { get: () => keys.find((key) => key.id === id) ?? null }, id),
      find: (name, environmentId) => findOne('key', inEnvironment(keys, environmentId), name),
      create: async (input) => note('keys.create', input, { ...readerKey, name: input.name }),
      add: async (input, secret) => {
        keep(secret);
        return note('keys.add', input, { ...liveKey, name: input.name });
      },
      verify: async (id) => note('keys.verify', id, { is: 'valid', message: 'The service accepts it.' }),
      delete: async (id, confirm) => note('keys.delete', { id, confirm }, undefined),
      recreate: notUsed,
      acknowledge: notUsed,
      read: async () => new Secret('s3cret-value'),
      readOnce: notUsed,
      readForCopy: notUsed,
      recover: async () => undefined,
      ...overrides.keys,
    },
    delivering: {
      targets: () => [
        {
          id: 'claude-desktop',
          name: 'Claude Desktop',
          kind: 'file',
          mechanisms: ['launcher', 'inline'],
          files: [],
          tried: false,
        },
      ],
      plan: async (request: ExportRequest) => note('delivering.plan', request, plan),
      export: async (id) =>
        note('delivering.export', id, {
          change: uuid(51),
          delivery: uuid(31),
          file: plan.file,
          mode: '0600',
        }),
      deliveries: async () => [],
      ofKey: () => [],
      unexport: async (id) =>
        note('delivering.unexport', id, { change: uuid(52), delivery: id, file: plan.file, mode: '0644' }),
      changes: () => [],
      undo: async (change) =>
        note('delivering.undo', change, {
          id: uuid(51),
          file: plan.file,
          what: 'export',
          at: AT,
          undone: true,
        }),
      recover: async () => undefined,
      ...overrides.delivering,
    },
  };
  return { services, asked };
}
