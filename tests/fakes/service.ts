import { AppError } from '#core/errors.ts';
import type { ProviderPlugin, RemoteKey, Service } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { ConnectionTest } from '#shared/model/connection.ts';

/** Thrown where a test kills the process: no code of ours may catch it. */
export class Killed extends Error {}

export interface FakeService {
  readonly keys: Map<string, RemoteKey>;
  readonly plugin: ProviderPlugin;
  /** How the next create ends; `lost` makes the key and loses the answer. */
  create:
    | 'ok'
    | 'refused'
    | 'lost'
    | 'lost, then down'
    | 'lost before it was made'
    | 'killed after it was made';
  /** Thrown by the next list or delete, once. */
  failList: Error | null;
  failDelete: Error | null;
  /** What becomes of a name on its way to the service and back. */
  rename: (name: string) => string;
  sent: number;
  /** Whether it takes the management credential. */
  accepts: (credential: Secret) => boolean;
}

const lost = () => new AppError('outcome-unknown', { message: 'The answer did not come whole.' });

/** A service in memory, with the scopes of a small one. */
export function fakeService(now: () => Date): FakeService {
  const make = (name: string, scopes: readonly string[]): RemoteKey => ({
    id: `remote-${fake.keys.size + 1}-${fake.sent}`,
    name: fake.rename(name),
    description: '',
    hint: 'fk_live_abcd',
    status: 'active',
    scopes,
    testMode: false,
    createdAt: now().toISOString(),
    expiresAt: null,
    lastUsedAt: null,
  });
  const once = (slot: 'failList' | 'failDelete') => {
    const failure = fake[slot];
    fake[slot] = null;
    if (failure !== null) throw failure;
  };
  const works: ConnectionTest = { ok: true, message: 'It answers.', next: null };
  const tested = (credential: Secret): ConnectionTest =>
    fake.accepts(credential)
      ? works
      : { ok: false, message: 'It does not take it.', next: null, code: 'unauthorized' };
  const service: Service = {
    test: async () => works,
    list: async () => {
      once('failList');
      return [...fake.keys.values()];
    },
    create: async (input) => {
      fake.sent += 1;
      if (fake.create === 'refused') throw new AppError('refused', { message: 'The service refused.' });
      if (fake.create === 'lost before it was made') throw lost();
      const key = make(input.name, input.scopes);
      fake.keys.set(key.id, key);
      if (fake.create === 'lost, then down') {
        fake.failList = new AppError('network', { message: 'It is down.' });
      }
      if (fake.create.startsWith('lost')) throw lost();
      if (fake.create === 'killed after it was made') throw new Killed();
      return { key, secret: new Secret(`fk_live_abcdefghijklmnop_${key.id}`) };
    },
    verify: async () => ({ is: 'valid', message: 'The service takes it.' }),
    delete: async (id) => {
      once('failDelete');
      fake.keys.delete(id);
    },
    revoke: async (id) => {
      fake.keys.delete(id);
    },
  };
  const fake: FakeService = {
    keys: new Map(),
    create: 'ok',
    failList: null,
    failDelete: null,
    rename: (name) => name,
    sent: 0,
    accepts: () => true,
    plugin: {
      hintLength: 12,
      connect: ({ credential }) => ({ ...service, test: async () => tested(credential) }),
      baseUrl: (wanted) => wanted ?? 'https://api.example.test',
      summary: {
        id: 'fake',
        name: 'Fake',
        about: 'A service for tests.',
        evidence: 'verified',
        operations: ['create', 'list', 'verify', 'delete'],
        scopes: [
          { id: 'notes:read', category: 'notes', access: 'read', text: 'Read notes' },
          { id: 'notes:write', category: 'notes', access: 'write', text: 'Write notes' },
        ],
        scopesRequired: true,
        testMode: true,
        expiry: true,
        variable: 'FAKE_API_KEY',
        credential: true,
        userHost: false,
        mcp: null,
      },
    },
  };
  return fake;
}
