import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteStore } from '#core/ports/remote-store.ts';
import { Secret } from '#core/secret.ts';
import type { ErrorCode } from '#shared/ipc/errors.ts';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import { CREDENTIAL_SCOPES, n8n } from '#tests/counterparts/services/n8n.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { LIMITS } from '../../../electron/providers/http/limits.ts';
import { createProviders } from '../../../electron/providers/index.ts';
import { expectNoSecret, failureOf } from './bench.ts';

type Kept = Parameters<typeof n8n>[0] & object;

const ONE = '/api/v1/credentials/{credentialId}';
const VALUE = 'unizo-CANARY-2f7c';
const held = new Secret(VALUE);
const item = (token = VALUE, name = 'Keyrack unizo-dev') => ({
  id: 'aB3dE5fG7hJ9kL1m',
  name,
  kind: 'httpBearerAuth',
  content: { token, allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.com' },
});

let kept: Kept;
let counterpart: Counterpart;
let closing: () => Promise<void>;

async function open(only?: Parameters<typeof n8n>[1], scopes?: readonly string[]): Promise<RemoteStore> {
  kept = new Map();
  counterpart = await startCounterpart(n8n(kept, only));
  const credential =
    scopes === undefined
      ? counterpart.credential
      : counterpart.keys.add({ name: 'Narrow', scopes: [...scopes] }).secret;
  const undici = createUndiciTransport({ ca: counterpart.ca });
  closing = async () => {
    await undici.close();
    await counterpart.stop();
  };
  const plugin = createProviders({ clock: systemClock, limits: { ...LIMITS, retryBaseMs: 1 } }).find(
    ({ summary }) => summary.id === 'n8n',
  );
  if (plugin?.store === undefined) throw new Error('n8n has a store');
  return plugin.store({
    baseUrl: counterpart.url,
    credential: new Secret(credential),
    transport: undici.transport,
    pace: freePace,
    params: {},
    inferred: false,
    paths: {},
    candidates: {},
    remember: () => undefined,
  });
}

afterEach(() => closing());

describe('the credentials of an n8n instance', () => {
  let store: RemoteStore;
  beforeEach(async () => {
    store = await open();
  });
  const methods = () => counterpart.seen.map(({ method, status }) => `${method} ${status}`);

  it('are added under our id, looked at, replaced as a whole, and removed', async () => {
    await store.probe();
    expect(await store.find(item().id)).toBeNull();
    const added = await store.add(item(), held);
    expect(added).toMatchObject({ id: item().id, name: item().name });
    expect(kept.get(item().id)).toMatchObject({ type: 'httpBearerAuth', data: item().content });
    expect(await store.find(item().id)).toEqual(added);
    const other = { ...item(), kind: 'httpHeaderAuth', content: { name: 'X-Key', value: 'new' } };
    await store.change(other, held);
    expect(kept.get(item().id)).toMatchObject({ type: 'httpHeaderAuth', data: other.content });
    await store.remove(item().id);
    await store.remove(item().id);
    expect(kept.size).toBe(0);
    expect(methods()).toEqual([
      'GET 200',
      'GET 404',
      'POST 200',
      'GET 200',
      'PATCH 200',
      'DELETE 200',
      'DELETE 404',
    ]);
  });

  it.each([
    ['httpHeaderAuth', { name: 'X-Key', value: VALUE }],
    ['httpQueryAuth', { name: 'key', value: VALUE }],
    ['httpCustomAuth', { json: JSON.stringify({ headers: { 'X-Key': VALUE } }) }],
  ])('take each kind that an export makes: %s', async (kind, content) => {
    const restricted = {
      ...content,
      allowedHttpRequestDomains: 'domains',
      allowedDomains: 'api.example.com',
    };
    await store.add({ ...item(), kind, content: restricted }, held);
    expect(kept.get(item().id)).toMatchObject({ type: kind, data: restricted });
  });

  it('are not taken over where the id is there already', async () => {
    await store.add(item(), held);
    expect((await failureOf(store.add(item('other'), held))).code).toBe('conflict');
    expect(kept.get(item().id)?.data).toEqual(item().content);
  });

  it('say that one is gone which is to be changed', async () => {
    expect((await failureOf(store.change(item(), held))).code).toBe('not-found');
  });

  it('say what n8n refuses, without the value', async () => {
    const error = await failureOf(store.add({ ...item(), kind: 'noSuchAuth' }, held));
    expect(error).toMatchObject({ code: 'refused' });
    expect(error.message).toContain('not a known type');
    expectNoSecret(error);
  });

  it.each(['add', 'change', 'remove'] as const)(
    'are asked once to %s where the answer is cut, and tell so',
    async (what) => {
      if (what !== 'add') await store.add(item(), held);
      const method = { add: 'POST', change: 'PATCH', remove: 'DELETE' }[what];
      counterpart.seen.length = 0;
      counterpart.misbehave({ what: { does: 'cut answer', bytes: 40 } });
      const calls = {
        add: () => store.add(item(), held),
        change: () => store.change(item('new'), held),
        remove: () => store.remove(item().id),
      };
      const error = await failureOf(calls[what]());
      expect(error.code).toBe('outcome-unknown');
      expectNoSecret(error);
      expect(methods()).toEqual([`${method} 200`]);
      counterpart.misbehave(null);
      expect((await store.find(item().id)) === null).toBe(what === 'remove');
    },
  );

  it.each([
    [503, 'outcome-unknown'],
    [500, 'outcome-unknown'],
    [401, 'unauthorized'],
    [429, 'rate-limited'],
  ] as const)('are not asked again after HTTP %i', async (status, code: ErrorCode) => {
    counterpart.misbehave({ what: { does: 'answer', status } });
    expect((await failureOf(store.add(item(), held))).code).toBe(code);
    expect(counterpart.seen).toHaveLength(1);
  });
});

describe('an n8n that cannot do what a delivery needs', () => {
  it.each(CREDENTIAL_SCOPES.filter((scope) => scope !== 'credential:list'))(
    'is not written to: the key lacks %s',
    async (scope) => {
      const store = await open(
        undefined,
        CREDENTIAL_SCOPES.filter((each) => each !== scope),
      );
      const error = await failureOf(store.probe());
      expect(error).toMatchObject({ code: 'unsupported' });
      expect(error.message).toContain(scope);
      expect(counterpart.seen.map(({ method }) => method)).toEqual(['GET']);
    },
  );

  it.each([
    ['has no PATCH', (method: string, path: string) => method !== 'PATCH' || path !== ONE],
    ['cannot be asked what it can do', (_: string, path: string) => path !== '/api/v1/discover'],
  ])('is not written to: it %s', async (_, only) => {
    const store = await open(only);
    expect((await failureOf(store.probe())).code).toBe('unsupported');
    expect(kept.size).toBe(0);
  });
});
