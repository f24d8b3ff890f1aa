import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemoteKeyInput, Service } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import { OPERATIONS, offerOf } from '#shared/model/provider.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { type Bench, startBench } from '#tests/unit/playground/bench.ts';
import { createUndiciTransport } from '../../../electron/platform/transport-undici.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { failureOf } from './life.ts';

// Playground itself is the counterpart: it is as strict as a service should be.

const INPUT: RemoteKeyInput = {
  name: 'Trying out',
  description: 'Everything',
  scopes: ['contacts:read'],
  testMode: false,
  expiresAt: null,
  allowedIps: [],
};

let bench: Bench;
let undici: ReturnType<typeof createUndiciTransport>;
beforeAll(async () => {
  bench = await startBench();
  undici = createUndiciTransport();
});
afterAll(async () => {
  await undici.close();
  await bench.stop();
});

const reach = (credential = bench.credential): Service =>
  createProvider(playground, { clock: bench.clock }).connect({
    baseUrl: bench.url,
    transport: undici.transport,
    pace: freePace,
    credential: new Secret(credential),
    params: {},
    inferred: false,
    paths: {},
    candidates: {},
    remember: () => undefined,
  });

/** Uses the key as a program would. */
const use = async (secret: Secret, path = '/v1/contacts') =>
  (await bench.ask(secret.expose(), 'GET', path)).status;

describe('Playground', () => {
  it('is well without a credential, and accepts the one that was minted', async () => {
    expect(await reach().health()).toMatchObject({ ok: true });
    expect(await reach().test()).toMatchObject({ ok: true });
    expect(await reach('pgm_00000000000000000000').test()).toMatchObject({ ok: false, code: 'unauthorized' });
  });

  it('makes a key with all that a key can have', async () => {
    const input = {
      ...INPUT,
      testMode: true,
      expiresAt: '2027-01-01T00:00:00.000Z',
      allowedIps: ['127.0.0.1', '10.0.0.0/8'],
    };
    const { key, secret } = await reach().create(input);
    expect(key).toMatchObject({ ...input, status: 'active', hint: secret.expose().slice(0, 12) });
    expect(await reach().get(key.id)).toEqual(key);
    expect(await reach().list()).toContainEqual(key);
  });

  it('edits name and description, and sets scopes, each apart from the other', async () => {
    const { key, secret } = await reach().create(INPUT);
    await reach().edit(key.id, { name: 'New name' });
    await reach().setScopes(key.id, ['tickets:read']);
    await reach().edit(key.id, { description: 'New words' });
    expect(await reach().get(key.id)).toMatchObject({
      name: 'New name',
      description: 'New words',
      scopes: ['tickets:read'],
    });
    expect([await use(secret), await use(secret, '/v1/tickets')]).toEqual([403, 200]);
    expect((await failureOf(reach().setScopes(key.id, []))).code).toBe('refused');
  });

  it('disables, enables, revokes and deletes', async () => {
    const { key, secret } = await reach().create(INPUT);
    await reach().disable(key.id);
    expect(await reach().verify(secret)).toMatchObject({ is: 'invalid', because: 'suspended' });
    await reach().enable(key.id);
    expect(await reach().verify(secret)).toMatchObject({ is: 'valid' });
    await reach().revoke(key.id);
    expect(await reach().verify(secret)).toMatchObject({ is: 'invalid', because: 'revoked' });
    expect((await reach().get(key.id)).status).toBe('revoked');
    expect((await failureOf(reach().enable(key.id))).code).toBe('refused');
    await reach().delete(key.id);
    await reach().delete(key.id);
    expect((await failureOf(reach().get(key.id))).code).toBe('not-found');
    expect(await reach().verify(secret)).toMatchObject({ is: 'invalid', because: 'invalid' });
  });

  it('gives a key a new value under the same id', async () => {
    const { key, secret } = await reach().create(INPUT);
    const again = await reach().regenerate(key.id);
    expect(again.key).toEqual({ ...key, hint: again.secret.expose().slice(0, 12) });
    expect([await use(secret), await use(again.secret)]).toEqual([401, 200]);
  });

  it('binds a key to addresses, and frees it again', async () => {
    const { key, secret } = await reach().create(INPUT);
    await reach().allowIps(key.id, ['203.0.113.0/24']);
    expect((await reach().get(key.id)).allowedIps).toEqual(['203.0.113.0/24']);
    expect(await use(secret)).toBe(403);
    expect(await reach().verify(secret)).toMatchObject({ is: 'unknown' });
    await reach().allowIps(key.id, []);
    expect(await use(secret)).toBe(200);
    expect((await failureOf(reach().allowIps(key.id, ['everywhere']))).code).toBe('refused');
  });

  it('tells how often a key was used, and its limit', async () => {
    const { key, secret } = await reach().create(INPUT);
    for (let count = 0; count < 3; count += 1) await use(secret);
    const since = new Date(bench.clock.now().getTime() - 3_600_000);
    const usage = await reach().usage(key.id, since);
    expect(usage).toMatchObject({ requests: 3, points: [{ requests: 3 }] });
    expect(await reach().limits()).toEqual({ requests: [{ count: 100, perSeconds: 60 }], concurrent: null });
  });

  it('offers everything that it can do, and says why it cannot do the rest', () => {
    const offers = createProvider(playground, { clock: bench.clock }).offers(false);
    const cannot = OPERATIONS.filter((operation) => offerOf(offers, operation).way === null);
    expect(cannot).toEqual(['scopes', 'listAlerts', 'setAlert', 'deleteAlert']);
    for (const operation of cannot) expect(offerOf(offers, operation).why).toMatch(/Playground/);
  });
});
