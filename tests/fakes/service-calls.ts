import { AppError } from '#core/errors.ts';
import type { RemoteKey, Service, ServiceAccess, ServiceTest } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { Ending, FakeService } from './service.ts';

/** Thrown where a test kills the process: no code of ours may catch it. */
export class Killed extends Error {}

const lost = () => new AppError('outcome-unknown', { message: 'The answer did not come whole.' });
const FAKE_ANSWER: ServiceTest = {
  ok: true,
  message: 'It answers.',
  next: null,
  clockSkewMs: 0,
  requestsLeft: null,
  account: null,
};

/** The calls of a fake service, through one connection. */
export function serviceOf(fake: FakeService, access: ServiceAccess, now: () => Date): Service {
  /** Counts a call and throws what a test put in its way. */
  const call = (operation: Operation, id?: string): void => {
    fake.calls.push(id === undefined ? operation : `${operation} ${id}`);
    if (fake.ways[operation] !== 'api' && !(fake.ways[operation] === 'inferred' && access.inferred)) {
      throw new AppError('unsupported', { message: `Fake has no way to ${operation}.` });
    }
    const failure = fake.fail[operation];
    delete fake.fail[operation];
    if (failure !== undefined) throw failure;
    access.watch?.({
      request: { method: 'GET', url: `${access.baseUrl}/${operation}`, headers: [], body: null },
      answer: { status: 200, milliseconds: 1, headers: [], body: '{}' },
    });
  };
  const keyOf = (id: string): RemoteKey => {
    const key = fake.keys.get(id);
    if (key === undefined) throw new AppError('not-found', { message: `There is no key ${id}.` });
    return key;
  };
  const change = (operation: Operation, id: string, changes: Partial<RemoteKey>): void => {
    call(operation, id);
    fake.keys.set(id, { ...keyOf(id), ...changes });
  };
  const end = (ending: Ending): void => {
    if (ending === 'lost, then down') fake.fail.list = new AppError('network', { message: 'It is down.' });
    if (ending.startsWith('lost')) throw lost();
    if (ending === 'killed after it was made') throw new Killed();
  };
  const begin = (ending: Ending): void => {
    fake.sent += 1;
    if (ending === 'refused') throw new AppError('refused', { message: 'The service refused.' });
    if (ending === 'lost before it was made') throw lost();
  };
  const tested = (): ServiceTest => {
    if (access.credential === null || fake.accepts(access.credential))
      return { ...FAKE_ANSWER, ...fake.tested };
    return {
      ...FAKE_ANSWER,
      ok: false,
      message: 'It does not take it.',
      code: 'unauthorized',
      ...fake.tested,
    };
  };
  return {
    health: async () => ({ ...FAKE_ANSWER, ...fake.tested }),
    test: async () => tested(),
    list: async ({ onProgress, signal } = {}) => {
      call('list');
      onProgress?.(fake.keys.size);
      if (signal?.aborted) throw new AppError('cancelled', { message: 'Cancelled.' });
      return [...fake.keys.values()];
    },
    get: async (id) => {
      call('get', id);
      return keyOf(id);
    },
    create: async (input) => {
      call('create');
      begin(fake.create);
      const key = remoteKey(`remote-${fake.keys.size + 1}-${fake.sent}`, {
        ...input,
        name: fake.rename(input.name),
        createdAt: now().toISOString(),
      });
      fake.keys.set(key.id, key);
      end(fake.create);
      return { key, secret: new Secret(`fk_live_abcdefghijklmnop_${key.id}`) };
    },
    edit: async (id, changes) => change('edit', id, changes),
    setScopes: async (id, scopes) => change('setScopes', id, { scopes }),
    allowIps: async (id, allowedIps) => change('allowIps', id, { allowedIps }),
    disable: async (id) => change('disable', id, { status: 'inactive' }),
    enable: async (id) => change('enable', id, { status: 'active' }),
    regenerate: async (id) => {
      call('regenerate', id);
      begin(fake.regenerate);
      end(fake.regenerate);
      return { key: keyOf(id), secret: new Secret(`fk_live_regenerated_${fake.sent}_${id}`) };
    },
    revoke: async (id) => {
      change('revoke', id, { status: 'revoked' });
      if (fake.offerDetails.revoke?.keepsRow === false) fake.keys.delete(id);
    },
    delete: async (id) => {
      call('delete', id);
      fake.keys.delete(id);
    },
    verify: async (secret) => {
      call('verify');
      return fake.verdict(secret);
    },
    usage: async (id, since) => {
      call('usage', id);
      return { since: since.toISOString(), requests: fake.usage, points: [] };
    },
    limits: async () => {
      call('limits');
      return fake.summary.limits;
    },
    scopes: async () => {
      call('scopes');
      return fake.summary.scopes;
    },
    listAlerts: async () => {
      call('listAlerts');
      return [...fake.alerts.values()];
    },
    setAlert: async (alert) => {
      call('setAlert');
      const id = `alert-${fake.alerts.size + 1}`;
      fake.alerts.set(id, { id, ...alert });
      return id;
    },
    deleteAlert: async (id) => {
      call('deleteAlert', id);
      fake.alerts.delete(id);
    },
    preview: (operation, id) => ({
      request: {
        method: 'GET',
        url: `${access.baseUrl}/${operation}${id === null ? '' : `/${id}`}`,
        headers: [{ name: 'authorization', value: 'Bearer [secret]' }],
        body: null,
      },
      answer: null,
    }),
  };
}

/** A key as the service tells of it. */
export const remoteKey = (id: string, changes: Partial<RemoteKey> = {}): RemoteKey => ({
  id,
  name: id,
  description: '',
  hint: 'fk_live_abcd',
  status: 'active',
  scopes: ['notes:read'],
  testMode: false,
  createdAt: '2026-11-20T10:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  allowedIps: [],
  rateLimit: null,
  ...changes,
});
