import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { unizo as counterpart } from '#tests/counterparts/services/unizo.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { failureOf, NO_PATIENCE, openLifeFor } from './life.ts';
import { describeTroubles } from './life-troubles.ts';
import { subject } from './unizo-subject.ts';

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const STYLES = [
  ['api-key', 'apikey', '/api/v1/platform/api-keys'],
  ['platform', 'x-api-key', '/api/v1/platform/api-keys'],
  ['bearer', 'authorization', '/v1/platform/api-keys'],
] as const;

describe('Unizo', () => {
  describe('in order', () => {
    const life = openLifeFor(subject);

    it('lives a whole key: create, change, tie to addresses, regenerate, revoke', async () => {
      const { counterpart: service, reach, knows } = life();
      const client = reach();
      const { key, secret } = await client.create(subject.input);
      expect(key).toMatchObject({
        name: 'MCP Claude Desktop',
        status: 'active',
        scopes: subject.input.scopes,
      });
      expect(Date.parse(key.expiresAt ?? '')).toBeGreaterThan(Date.now());
      const old = new Secret(knows(secret));
      expect(await client.verify(old)).toMatchObject({ is: 'valid' });

      await client.edit(key.id, { name: 'Claude' });
      await client.setScopes(key.id, ['scm:read', 'scm:delete']);
      await client.allowIps(key.id, ['203.0.113.7', '10.0.0.0/8']);
      expect(service.keys.find(key.id)).toMatchObject({
        name: 'Claude',
        scopes: ['scm:read', 'scm:delete'],
        allowedIps: ['203.0.113.7', '10.0.0.0/8'],
      });
      await client.allowIps(key.id, []);
      expect((await client.list()).find(({ id }) => id === key.id)).toMatchObject({
        name: 'Claude',
        allowedIps: [],
      });

      const renewed = await client.regenerate(key.id);
      knows(renewed.secret);
      expect(renewed.key?.id).toBe(key.id);
      expect(await client.verify(old)).toMatchObject({ is: 'invalid' });
      expect(await client.verify(renewed.secret)).toMatchObject({ is: 'valid' });

      await client.revoke(key.id);
      expect(await client.verify(renewed.secret)).toMatchObject({ is: 'invalid' });
      expect((await client.list()).map(({ id }) => id)).toContain(key.id);
    });

    it('lists 1,234 keys page by page, each once', async () => {
      const { keys } = life().counterpart;
      const added = Array.from({ length: 1_234 }, (_, index) =>
        keys.add({ name: `Key ${index}`, environment: 'development' }),
      );
      const listed = await life().reach().list();
      expect(listed.map(({ id }) => id)).toEqual(keys.all().map(({ id }) => id));
      for (const { key } of added) keys.remove(key.id);
    });

    it('tells how often a key was used since a time', async () => {
      const { counterpart: service, reach } = life();
      const { key, secret } = service.keys.add({ name: 'Used', environment: 'development' });
      const client = reach();
      const since = new Date(Date.now() - 3_600_000);
      expect((await client.usage(key.id, since)).requests).toBe(0);
      for (let times = 0; times < 3; times += 1) await client.verify(new Secret(secret));
      expect((await client.usage(key.id, since)).requests).toBe(3);
      expect((await client.usage(key.id, new Date(Date.now() + 60_000))).requests).toBe(0);
    });

    it('sets, lists and deletes an alert', async () => {
      const { counterpart: service, reach } = life();
      const client = reach();
      const { key } = service.keys.add({ name: 'Watched', environment: 'development' });
      const alert = { condition: 'api_requests > 1000/hour', keyId: key.id };
      const id = await client.setAlert(alert);
      expect(await client.listAlerts()).toEqual([{ id, ...alert }]);
      await client.deleteAlert(id);
      await client.deleteAlert(id);
      expect(await client.listAlerts()).toEqual([]);
    });

    it('says not-found for a key that is not there', async () => {
      const client = life().reach();
      for (const work of [
        () => client.edit(UNKNOWN, { name: 'x' }),
        () => client.setScopes(UNKNOWN, ['scm:read']),
        () => client.allowIps(UNKNOWN, []),
        () => client.regenerate(UNKNOWN),
        () => client.revoke(UNKNOWN),
        () => client.usage(UNKNOWN, new Date(0)),
      ]) {
        expect((await failureOf(work())).code).toBe('not-found');
      }
    });

    it('asks without any credential whether the service is well', async () => {
      const { counterpart: service, reach } = life();
      service.seen.length = 0;
      expect(await reach().health()).toMatchObject({ ok: true });
      expect(service.seen.map(({ method, path, status }) => ({ method, path, status }))).toEqual([
        { method: 'HEAD', path: '/health', status: 200 },
      ]);
    });

    it('drops the answer of a revoke unread: the new value is seen by nobody', async () => {
      const { counterpart: service, reach, watched } = life();
      const { key } = service.keys.add({ name: 'Ends', environment: 'development' });
      const client = reach();
      await client.list();
      watched.length = 0;
      service.misbehave({ what: { does: 'answer', status: 200, body: { id: 'CANARY', new: 'CANARY' } } });
      await client.revoke(key.id);
      // Who does not read needs no end either.
      service.misbehave({ what: { does: 'endless body' } });
      await client.revoke(key.id);
      service.misbehave(null);
      expect(JSON.stringify(watched)).not.toContain('CANARY');
    });

    it('does not know what became of a regenerate whose answer is cut, and sends it once', async () => {
      const { counterpart: service, reach } = life();
      const { key } = service.keys.add({ name: 'Cut', environment: 'development' });
      const client = reach();
      await client.list();
      service.seen.length = 0;
      service.misbehave({ what: { does: 'cut answer', bytes: 200 } });
      expect((await failureOf(client.regenerate(key.id))).code).toBe('outcome-unknown');
      service.misbehave(null);
      expect(service.seen).toHaveLength(1);
    });
  });

  describe.each(STYLES)('where only %s is live', (style, header, path) => {
    const life = openLifeFor({
      ...subject,
      options: { styles: [style] },
      createPath: path,
      params: { integrationId: 'INT-1' },
    });

    it('finds it, remembers it, and asks for one key once', async () => {
      const { counterpart: service, reach, creates, knows } = life();
      const remembered: string[] = [];
      const remember = (credential: string, candidate: string) => {
        if (credential === 'management') remembered.push(candidate);
      };
      const { key, secret } = await reach({ remember }).create({ ...subject.input, scopes: ['scm:read'] });
      expect([remembered, creates()]).toEqual([[style], 1]);
      expect(await reach().verify(new Secret(knows(secret)))).toMatchObject({ is: 'valid' });
      service.seen.length = 0;
      await reach({ candidates: { management: style } }).edit(key.id, { name: 'New' });
      expect(service.seen).toMatchObject([{ status: 200, headers: { [header]: expect.any(String) } }]);
    });

    it('says invalid of a key that is not one', async () => {
      const verdict = await life().reach().verify(new Secret('nobody-knows-this-00000000000000'));
      expect(verdict).toMatchObject({ is: 'invalid' });
    });

    it('tells whether the connection works before anything inferred is switched on', async () => {
      const { reach } = life();
      expect(await reach({ inferred: false }).test()).toMatchObject({ ok: true });
      const bad = reach({ inferred: false, credential: 'nobody-knows-this-00000000000000' });
      expect(await bad.test()).toMatchObject({ ok: false, code: 'unauthorized' });
    });
  });

  describe('when it says no', () => {
    const life = openLifeFor(subject);
    const says = (status: number, message: string, code = 'some_code') =>
      life().counterpart.misbehave({ what: { does: 'answer', status, body: { error: { code, message } } } });

    it.each([
      [401, 'Invalid or expired API key', 'invalid', 'unauthorized'],
      [401, 'API key expired', 'expired', 'unauthorized'],
      [401, 'Key revoked', 'revoked', 'unauthorized'],
      [401, 'Key suspended', 'suspended', 'unauthorized'],
      [401, 'Incorrect environment', 'wrong environment', 'unauthorized'],
      [403, 'Insufficient permissions for the requested resource', 'scope missing', 'refused'],
      [403, 'Service not enabled for your account', 'service not enabled', 'refused'],
      [403, 'Rate limit exceeded', 'rate limit', 'rate-limited'],
    ])('tells HTTP %i "%s" apart, with a next step of its own', async (status, message, because, code) => {
      says(status, message);
      const client = life().reach();
      const error = await failureOf(client.list());
      expect([error.code, error.next === null]).toEqual([code, false]);
      expect((await client.verify(new Secret('some-key-of-somebody-0000'))).because).toBe(because);
    });

    it('reads when to come back from the body too', async () => {
      const body = { error: { code: 'rate_limit_exceeded', message: 'Slow down', retry_after: 600 } };
      life().counterpart.misbehave({ what: { does: 'answer', status: 429, body } });
      const error = await failureOf(life().reach().list());
      expect(error).toMatchObject({ code: 'rate-limited', next: expect.stringMatching(/in 10 minutes/) });
    });

    it('has a key judged by the service itself: state, expiry, environment, address', async () => {
      life().counterpart.misbehave(null);
      const { keys } = life().counterpart;
      const kinds = [
        [{ state: 'revoked' }, 'revoked'],
        [{ state: 'suspended' }, 'suspended'],
        [{ expiresAt: Date.now() - 1000 }, 'expired'],
        [{ environment: 'production' }, 'wrong environment'],
      ] as const;
      for (const [changes, because] of kinds) {
        const { secret } = keys.add({ name: because, environment: 'development', ...changes });
        expect(await life().reach().verify(new Secret(secret))).toMatchObject({ is: 'invalid', because });
      }
    });
  });

  describe('within its limits', () => {
    const now = fakeClock();
    const { limits } = counterpart();
    const life = openLifeFor({ ...subject, options: { limits, now: () => now.now().getTime() } });

    it('tells after 100 requests in a minute to come back, and how many are left before', async () => {
      const client = life().reach();
      expect((await client.test()).requestsLeft).toBe(99);
      for (let times = 0; times < 99; times += 1) await client.list();
      life().counterpart.seen.length = 0;
      const { secret } = life().counterpart.keys.add({ name: 'Other', environment: 'development' });
      const error = await failureOf(life().reach({ limits: NO_PATIENCE }).list());
      expect(error).toMatchObject({ code: 'rate-limited', next: expect.stringMatching(/minute|60 seconds/) });
      expect(await life().reach().verify(new Secret(secret))).toMatchObject({ is: 'valid' });
      now.advance(60_000);
      expect((await client.list()).length).toBeGreaterThan(0);
    });
  });

  describeTroubles(subject);
});
