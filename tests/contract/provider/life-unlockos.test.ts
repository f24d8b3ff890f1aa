import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { offerOf, readOnlyScopes } from '#shared/model/provider.ts';
import {
  unlockos as counterpart,
  UNLOCKOS_SHAPES,
  type UnlockosShape,
} from '#tests/counterparts/services/unlockos.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { unlockos } from '../../../electron/providers/unlockos.ts';
import { failureOf, openLifeFor, type Subject } from './life.ts';
import { describeTroubles } from './life-troubles.ts';

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const plugin = createProvider(unlockos, { clock: fakeClock() });

const subjectOf = (shape: UnlockosShape): Subject => ({
  manifest: unlockos,
  service: () => counterpart(shape),
  createPath: '/api/v1/api-keys',
  verifies: false,
  input: {
    name: 'Check-in kiosk',
    description: 'At the front desk',
    scopes: ['checkin:read', 'checkin:create', 'facility:read'],
    testMode: true,
    expiresAt: null,
    allowedIps: [],
  },
});

const LIMITS: Readonly<Record<UnlockosShape, string>> = {
  snake: '60 requests per minute',
  camel: '60',
  words: '60',
};

describe('UnlockOS', () => {
  describe.each(UNLOCKOS_SHAPES)('with answers of the shape "%s"', (shape) => {
    const subject = subjectOf(shape);
    const life = openLifeFor(subject);
    const isTold = shape !== 'words';

    it('creates a key in test mode and takes note of its limit, which is shown only then', async () => {
      const { key, secret } = await life().reach().create(subject.input);
      const value = life().knows(secret);
      expect(key).toMatchObject({
        name: 'Check-in kiosk',
        description: isTold ? 'At the front desk' : null,
        scopes: subject.input.scopes,
        testMode: isTold ? true : null,
        status: 'active',
        hint: value.slice(0, 12),
        rateLimit: LIMITS[shape],
      });
      expect(life().counterpart.keys.find(key.id)?.testMode).toBe(true);
      const listed = (await life().reach().list()).find(({ id }) => id === key.id);
      expect(listed).toEqual({ ...key, rateLimit: null });
    });

    it('edits name and description, each alone too, and nothing else of the key', async () => {
      const { key } = await life().reach().create(subject.input);
      const stored = () => life().counterpart.keys.find(key.id);
      await life().reach().edit(key.id, { name: 'Kiosk 2' });
      expect(stored()).toMatchObject({ name: 'Kiosk 2', description: 'At the front desk', state: 'active' });
      await life().reach().edit(key.id, { description: '' });
      expect(stored()).toMatchObject({
        name: 'Kiosk 2',
        description: '',
        scopes: subject.input.scopes,
        testMode: true,
      });
      expect((await failureOf(life().reach().edit(UNKNOWN, { name: 'X' }))).code).toBe('not-found');
    });

    it('disables, enables and deletes a key', async () => {
      const { key } = await life().reach().create(subject.input);
      const statusOf = async () =>
        (await life().reach().list()).find(({ id }) => id === key.id)?.status ?? 'gone';
      await life().reach().disable(key.id);
      expect(await statusOf()).toBe('inactive');
      await life().reach().enable(key.id);
      expect(await statusOf()).toBe('active');
      await life().reach().delete(key.id);
      expect(await statusOf()).toBe('gone');
      await life().reach().delete(key.id);
    });

    it('lists 1,234 keys in one answer', async () => {
      const { keys } = life().counterpart;
      const ids = Array.from({ length: 1_234 }, (_, index) => keys.add({ name: `Key ${index}` }).key.id);
      const listed = new Set((await life().reach().list()).map(({ id }) => id));
      expect(ids.every((id) => listed.has(id))).toBe(true);
      for (const id of ids) keys.remove(id);
    });
  });

  describe('in its own words', () => {
    const life = openLifeFor(subjectOf('snake'));

    it('refuses a key without a scope', async () => {
      const input = { ...subjectOf('snake').input, scopes: [] };
      expect((await failureOf(life().reach().create(input))).code).toBe('refused');
    });

    it('cannot judge a key, and says so', async () => {
      const error = await failureOf(life().reach().verify(new Secret('ulk_0123456789abcdef')));
      expect(error).toMatchObject({ code: 'unsupported', message: expect.stringMatching(/UnlockOS/) });
    });

    it('uses the paths that the user put in place of the inferred ones', async () => {
      const paths = { list: '/api/v2/keys' };
      plugin.checkPaths(paths);
      expect((await failureOf(life().reach({ paths }).list())).code).toBe('refused');
      expect(life().counterpart.seen.at(-1)?.path).toBe('/api/v2/keys');
      expect(() => plugin.checkPaths({ delete: '/api/v2/keys' })).toThrow('{id}');
    });
  });

  describe('before anything is switched on', () => {
    const offers = plugin.offers(false);
    const question = { wanted: undefined, stage: 'staging', params: {} } as const;

    it('does everything by hand, asks for no address and no credential', () => {
      for (const operation of ['create', 'edit', 'disable', 'enable', 'revoke', 'delete'] as const) {
        expect(offerOf(offers, operation)).toMatchObject({ way: 'guided', why: null });
      }
      expect(offers.some(({ way }) => way === 'api')).toBe(false);
      expect(plugin.summary).toMatchObject({ credential: false, userHost: false });
      expect(plugin.baseUrl(question)).toEqual({ url: '', custom: false });
      expect(plugin.snippets({ baseUrl: '', variable: 'UNLOCKOS_API_KEY', params: {} })).toEqual([]);
    });

    it('asks for an address once its inferred ways are switched on', () => {
      const inferred = { ...question, params: { api: 'inferred' } };
      expect(() => plugin.baseUrl(inferred)).toThrow('no address of its own');
      const wanted = 'https://unlock.example.com';
      expect(plugin.baseUrl({ ...inferred, wanted })).toEqual({ url: wanted, custom: false });
    });

    it('collects the limit that the console shows when a key is made', () => {
      expect(offerOf(offers, 'create').collect).toEqual(['rateLimit']);
    });

    it('gives the reason for what cannot be done', () => {
      for (const operation of ['list', 'setScopes', 'regenerate', 'verify', 'usage', 'allowIps'] as const) {
        expect(offerOf(offers, operation)).toMatchObject({ way: null, why: expect.any(String) });
      }
      expect(offerOf(offers, 'setScopes').why).toContain('makes a new key');
    });

    it('demands a scope, and preselects those that only read', () => {
      expect(plugin.summary).toMatchObject({ scopesRequired: true, testMode: true });
      expect(readOnlyScopes(plugin.summary.scopes)).toEqual(['checkin:read', 'plan:read', 'facility:read']);
    });
  });

  describeTroubles(subjectOf('snake'));
});
