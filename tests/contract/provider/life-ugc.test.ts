import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { offerOf } from '#shared/model/provider.ts';
import { ugc as counterpart } from '#tests/counterparts/services/ugc.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { ugc } from '../../../electron/providers/ugc.ts';
import { failureOf, openLifeFor, type Subject } from './life.ts';
import { describeTroubles } from './life-troubles.ts';

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const subject: Subject = {
  manifest: ugc,
  service: () => counterpart(),
  createPath: '/org/api-key/create',
  input: {
    name: 'Backend Service Key',
    description: '',
    scopes: [],
    testMode: false,
    expiresAt: null,
    allowedIps: [],
  },
};

describe('UGC Inc', () => {
  describe('in order', () => {
    const life = openLifeFor(subject);

    it('names the organisation as the account', async () => {
      expect(await life().reach().test()).toMatchObject({ ok: true, account: 'My Organization' });
    });

    it('creates, lists, renames and deletes a key, each by POST with the id in the body', async () => {
      const { counterpart: service, reach, knows } = life();
      const client = reach();
      const { key, secret } = await client.create(subject.input);
      expect(key).toMatchObject({ name: 'Backend Service Key', status: 'active', expiresAt: null });
      expect(await client.verify(new Secret(knows(secret)))).toMatchObject({ is: 'valid' });
      expect((await client.list()).map(({ id }) => id)).toContain(key.id);
      await client.edit(key.id, { name: 'Updated Production Key' });
      expect(service.keys.find(key.id)?.name).toBe('Updated Production Key');
      await client.delete(key.id);
      expect(service.keys.find(key.id)).toBeNull();
      expect(await client.verify(secret)).toMatchObject({ is: 'invalid' });
      const asked = service.seen.filter(({ method }) => method !== 'GET');
      expect(new Set(asked.map(({ method, path }) => `${method} ${path}`))).toEqual(
        new Set([
          'POST /org/api-key',
          ...['create', 'edit', 'delete'].map((act) => `POST /org/api-key/${act}`),
        ]),
      );
    });

    it('lists 1,234 keys in one answer', async () => {
      const { keys } = life().counterpart;
      const added = Array.from({ length: 1_234 }, (_, index) => keys.add({ name: `Key ${index}` }).key);
      const ids = new Set((await life().reach().list()).map(({ id }) => id));
      expect(added.every(({ id }) => ids.has(id))).toBe(true);
      for (const { id } of added) keys.remove(id);
    });

    it('counts a key that is not there as deleted, and says so when it is to be renamed', async () => {
      const client = life().reach();
      await client.delete(UNKNOWN);
      expect((await failureOf(client.edit(UNKNOWN, { name: 'New' }))).code).toBe('not-found');
    });

    it('passes on what the service says of a name that it does not take', async () => {
      const error = await failureOf(
        life()
          .reach()
          .create({ ...subject.input, name: '' }),
      );
      expect(error.code).toBe('refused');
      expect(error.message).toContain('The body is wrong');
    });

    it('can delete the key that it works with, and is refused from then on', async () => {
      const { counterpart: service, reach } = life();
      const { key, secret } = service.keys.add({ name: 'Own' });
      const own = reach({ credential: secret });
      await own.delete(key.id);
      expect((await failureOf(own.list())).code).toBe('unauthorized');
    });
  });

  describe('by its envelope', () => {
    const life = openLifeFor(subject);
    const says = (body: unknown) =>
      life().counterpart.misbehave({ what: { does: 'answer', status: 200, body } });

    it('takes a refusal with HTTP 200 for what it is', async () => {
      says({ ok: false, code: 401, message: 'Unauthorized' });
      const client = life().reach();
      expect((await failureOf(client.list())).code).toBe('unauthorized');
      expect(await client.verify(new Secret('some-key-of-somebody'))).toMatchObject({ is: 'invalid' });
      says({ ok: false, code: 404, message: 'Not Found' });
      await client.delete(UNKNOWN);
      says({ ok: false, message: 'Missing Parameter' });
      expect(await client.verify(new Secret('some-key-of-somebody'))).toMatchObject({ is: 'unknown' });
      expect(await failureOf(client.create(subject.input))).toMatchObject({
        code: 'refused',
        message: expect.stringContaining('Missing Parameter'),
      });
    });

    it('does not know what became of a create that failed on the side of the service', async () => {
      says({ ok: false, code: 500, message: 'Internal error' });
      expect((await failureOf(life().reach().create(subject.input))).code).toBe('outcome-unknown');
    });

    it.each([
      [
        'under data',
        (key: object, secret: string) => ({
          ok: true,
          code: 200,
          message: 'Success',
          data: { ...key, key: secret },
        }),
      ],
      [
        'at the top',
        (key: object, secret: string) => ({
          ok: true,
          code: 200,
          message: 'Success',
          data: key,
          key: secret,
        }),
      ],
      [
        'in an object of its own',
        (key: object, secret: string) => ({ ok: true, code: 200, data: { apiKey: { ...key, key: secret } } }),
      ],
    ])('finds the secret of a new key %s', async (_, body) => {
      const secret = 'ugc_0123456789abcdef0123456789';
      says(body({ id: UNKNOWN, name: 'New', created_at: '2024-01-15T10:30:00.000Z' }, secret));
      const made = await life().reach().create(subject.input);
      expect(life().knows(made.secret)).toBe(secret);
      expect(made.key).toMatchObject({ id: UNKNOWN, name: 'New', createdAt: '2024-01-15T10:30:00.000Z' });
    });
  });

  describe('before anything is switched on', () => {
    const plugin = createProvider(ugc, { clock: fakeClock() });

    it('creates by hand, and does the rest as documented', () => {
      const offers = plugin.offers(false);
      expect(offerOf(offers, 'create')).toMatchObject({ way: 'guided', why: null });
      for (const operation of ['list', 'edit', 'delete', 'verify', 'health'] as const) {
        expect(offerOf(offers, operation)).toMatchObject({ way: 'api', evidence: 'documented' });
      }
      expect(offerOf(plugin.offers(true), 'create')).toMatchObject({ way: 'api', evidence: 'inferred' });
    });

    it('warns before a key deletes itself, and gives a reason for what cannot be done', () => {
      const offers = plugin.offers(true);
      expect(offerOf(offers, 'delete').notes.join(' ')).toMatch(/can delete itself/);
      for (const operation of ['regenerate', 'disable', 'setScopes', 'usage', 'allowIps'] as const) {
        expect(offerOf(offers, operation)).toMatchObject({
          way: null,
          why: expect.stringMatching(/UGC Inc/),
        });
      }
    });
  });

  describeTroubles(subject);
});
