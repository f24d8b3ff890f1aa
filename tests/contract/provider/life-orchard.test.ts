import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { OPERATIONS } from '#shared/model/provider.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createManifestReader } from '../../../electron/providers/index.ts';
import { failureOf, NO_PATIENCE, openLifeFor } from './life.ts';
import { describeTroubles } from './life-troubles.ts';
import { FILE, HOUR_MS, subjectOf } from './orchard-subject.ts';

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';

describe('a service that is described by a file alone', () => {
  const subject = subjectOf();
  const { input } = subject;

  describe('in order', () => {
    const life = openLifeFor(subject);
    const create = async (changes = {}) => {
      const made = await life()
        .reach()
        .create({ ...input, ...changes });
      life().knows(made.secret);
      return made;
    };

    it('has every operation that there is', () => {
      const plugin = createManifestReader({ clock: systemClock }).read(FILE);
      const offers = plugin.offers(false);
      expect(offers.filter(({ way }) => way === 'api').map(({ operation }) => operation)).toEqual(OPERATIONS);
      expect(plugin.summary).toMatchObject({ custom: true, credential: true, variable: 'ORCHARD_TOKEN' });
      expect(plugin.summary.credentialParts.map(({ id }) => id)).toEqual(['app', 'password']);
    });

    it('creates a key with all that a key can have, and reads it back', async () => {
      const { key, secret } = await create();
      expect(key).toMatchObject({
        name: input.name,
        description: input.description,
        scopes: input.scopes,
        testMode: true,
        allowedIps: input.allowedIps,
        status: 'active',
        lastUsedAt: null,
        rateLimit: null,
        hint: secret.expose().slice(0, 8),
      });
      const lateMs = Date.parse(key.expiresAt ?? '') - Date.parse(input.expiresAt ?? '');
      expect(Math.abs(lateMs)).toBeLessThan(60_000);
      expect(await life().reach().get(key.id)).toEqual(key);
      expect(await life().reach().list()).toContainEqual(key);
    });

    it('leaves out what is empty', async () => {
      const { key } = await create({ description: '', expiresAt: null, allowedIps: [], testMode: false });
      const sent = JSON.parse(life().counterpart.seen.at(-1)?.body ?? '');
      expect(Object.keys(sent).sort()).toEqual(['grants', 'live', 'origin', 'title']);
      expect(key).toMatchObject({ description: '', expiresAt: null, allowedIps: [], testMode: false });
    });

    it('sends its fixed headers, a new id each time, and leaves out one whose param is not set', async () => {
      await life().reach().list();
      await life()
        .reach({ params: { grove: 'east', region: 'north' } })
        .list();
      const [one, two] = life().counterpart.seen.slice(-2);
      expect(one?.headers['x-request-id']).toMatch(/^[\da-f]{8}-/);
      expect(two?.headers['x-request-id']).not.toBe(one?.headers['x-request-id']);
      expect([one?.headers['x-region'], two?.headers['x-region']]).toEqual([undefined, 'north']);
    });

    it('edits, sets scopes as a form, and binds to addresses, each apart from the others', async () => {
      const { key } = await create();
      const stored = () => life().counterpart.keys.find(key.id);
      await life().reach().edit(key.id, { name: 'New & old' });
      await life().reach().setScopes(key.id, ['pears:read', 'pears:pick']);
      await life().reach().allowIps(key.id, ['10.0.0.0/8']);
      expect(stored()).toMatchObject({
        name: 'New & old',
        description: input.description,
        scopes: ['pears:read', 'pears:pick'],
        allowedIps: ['10.0.0.0/8'],
      });
      expect((await life().reach().get(key.id)).allowedIps).toEqual(['10.0.0.0/8']);
    });

    it('disables by an id in the query, enables, revokes, and deletes by an id in a list', async () => {
      const { key, secret } = await create();
      const service = life().reach();
      const statusOf = async () => (await service.get(key.id)).status;
      await service.disable(key.id);
      expect(await statusOf()).toBe('inactive');
      expect(await service.verify(secret)).toMatchObject({ is: 'invalid', because: 'suspended' });
      await service.enable(key.id);
      expect(await service.verify(secret)).toMatchObject({ is: 'valid' });
      await service.revoke(key.id);
      expect(await statusOf()).toBe('revoked');
      expect(await service.verify(secret)).toMatchObject({ is: 'invalid', because: 'revoked' });
      expect((await failureOf(service.enable(key.id))).code).toBe('refused');
      await service.delete(key.id);
      await service.delete(key.id);
      expect((await failureOf(service.get(key.id))).code).toBe('not-found');
    });

    it('gives a key a new value where the answer tells that alone', async () => {
      const { key, secret } = await create();
      const again = await life().reach().regenerate(key.id);
      life().knows(again.secret);
      expect(again.key).toBeNull();
      expect(await life().reach().verify(secret)).toMatchObject({ is: 'invalid' });
      expect(await life().reach().verify(again.secret)).toMatchObject({ is: 'valid' });
    });

    it('verifies a key, tells a missing scope from an invalid key, and drops the answer unread', async () => {
      const { secret } = life().counterpart.keys.add({ name: 'K', scopes: ['pears:read'] });
      expect(await life().reach().verify(new Secret(secret))).toMatchObject({
        is: 'valid, scope missing',
        because: 'scope missing',
      });
      expect(await life().reach().verify(new Secret('orc_000000000000'))).toMatchObject({ is: 'invalid' });
      expect(JSON.stringify(life().watched)).not.toContain('CANARY-APPLE');
    });

    it('reads a key that has withered as expired', async () => {
      const { key } = life().counterpart.keys.add({ name: 'Old', expiresAt: Date.now() - 1_000 });
      expect((await life().reach().get(key.id)).status).toBe('expired');
    });

    it('tells usage by the hour, limits and scopes, as the service says', async () => {
      const { key, secret } = await create();
      for (let count = 0; count < 3; count += 1) await life().reach().verify(secret);
      const usage = await life()
        .reach()
        .usage(key.id, new Date(Date.now() - HOUR_MS));
      expect(usage.requests).toBe(3);
      expect(usage.points.reduce((sum, { requests }) => sum + requests, 0)).toBe(3);
      for (const { at } of usage.points) expect(at).toMatch(/:00:00\.000Z$/);
      expect(await life().reach().limits()).toEqual({
        requests: [
          { count: 500, perSeconds: 60 },
          { count: 20_000, perSeconds: 86_400 },
        ],
        concurrent: 3,
      });
      const scopes = await life().reach().scopes();
      expect(scopes.map(({ id }) => id)).toEqual(['apples:read', 'apples:pick', 'pears:read', 'pears:pick']);
      expect(scopes.at(-1)).toEqual({
        id: 'pears:pick',
        category: 'pears',
        access: 'write',
        text: 'Fruit of the pear tree',
      });
    });

    it('sets, lists and deletes alerts', async () => {
      const { key } = await create();
      const condition = 'api_requests > 1000/hour';
      const id = await life().reach().setAlert({ condition, keyId: key.id });
      expect(await life().reach().listAlerts()).toContainEqual({ id, condition, keyId: key.id });
      await life().reach().deleteAlert(id);
      await life().reach().deleteAlert(id);
      expect(await life().reach().listAlerts()).toEqual([]);
      const error = await failureOf(life().reach().setAlert({ condition, keyId: UNKNOWN }));
      expect(error.code).toBe('not-found');
    });

    it('is well without a credential', async () => {
      expect(await life().reach().health()).toMatchObject({ ok: true });
      const asked = life().counterpart.seen.at(-1);
      expect(asked?.path).toBe('/v1/weather');
      expect(asked?.headers['x-orchard-password']).toBeUndefined();
      expect(await life().reach().test()).toMatchObject({ ok: true });
    });

    it('has snippets with everything filled in but the value', () => {
      const plugin = createManifestReader({ clock: systemClock }).read(FILE);
      const question = {
        baseUrl: 'https://api.orchard.example',
        variable: 'MINE',
        params: { grove: 'east' },
      };
      expect(plugin.snippets(question)[0]?.text).toBe(
        'curl -H "Authorization: Key $ORCHARD" https://api.orchard.example/v1/apples # api.orchard.example MINE east\n',
      );
    });

    it('keeps a value of a param one segment of the path', async () => {
      const strange = life().reach({ params: { grove: '../../v1/weather?x=' } });
      expect((await failureOf(strange.get(UNKNOWN))).code).toBe('not-found');
      expect(life().counterpart.seen.at(-1)?.path).toBe(
        `/v1/groves/${encodeURIComponent('../../v1/weather?x=')}/keys/${UNKNOWN}`,
      );
    });
  });

  describe('that is asked too often', () => {
    const life = openLifeFor({
      ...subject,
      options: { limits: { requests: [{ count: 3, perSeconds: 600 }], concurrent: 9 } },
    });

    it('tells how many requests are left, and then to wait, by its own headers and body', async () => {
      const service = life().reach({ limits: NO_PATIENCE });
      const tested = await service.test();
      expect(tested).toMatchObject({ ok: true, requestsLeft: expect.any(Number) });
      const left = tested.requestsLeft ?? 0;
      for (let count = 0; count < left; count += 1) await service.list();
      const error = await failureOf(service.create(input));
      expect(error).toMatchObject({ code: 'rate-limited', next: expect.stringMatching(/in 10 minutes/) });
    });

    it('takes 403 with nothing left for a limit, not for a missing permission', async () => {
      const headers = { 'x-quota-left': '0', 'x-quota-resets': '600' };
      life().counterpart.misbehave({ what: { does: 'answer', status: 403, headers } });
      const error = await failureOf(life().reach({ limits: NO_PATIENCE }).list());
      life().counterpart.misbehave(null);
      expect(error).toMatchObject({ code: 'rate-limited', next: expect.stringMatching(/in 10 minutes/) });
    });
  });

  describeTroubles(subject);
});
