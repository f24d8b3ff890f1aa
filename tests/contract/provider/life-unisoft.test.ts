import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { offerOf, readOnlyScopes } from '#shared/model/provider.ts';
import {
  unisoft as counterpart,
  UNISOFT_SHAPES,
  type UnisoftShape,
} from '#tests/counterparts/services/unisoft.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { unisoft } from '../../../electron/providers/unisoft.ts';
import { failureOf, openLifeFor, type Subject } from './life.ts';
import { describeTroubles } from './life-troubles.ts';

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const plugin = createProvider(unisoft, { clock: fakeClock() });

const subjectOf = (shape: UnisoftShape): Subject => ({
  manifest: unisoft,
  service: () => counterpart(shape),
  createPath: '/integrations/v1/api-keys',
  input: {
    name: 'Make - Mailchimp sync',
    description: '',
    scopes: ['contacts:read', 'forms_submit:read'],
    testMode: false,
    expiresAt: null,
    allowedIps: [],
  },
});

describe('Unisoft', () => {
  describe.each(UNISOFT_SHAPES)('with answers of the shape "%s"', (shape) => {
    const subject = subjectOf(shape);
    const life = openLifeFor(subject);

    it('creates a key, shows its first 12 characters, verifies it by the contacts and drops them unread', async () => {
      const { key, secret } = await life().reach().create(subject.input);
      const value = life().knows(secret);
      expect(value).toMatch(/^ke_live_/);
      expect(key).toMatchObject({
        name: shape === 'bare' ? 'Make - Mailchimp sync' : subject.input.name,
        scopes: subject.input.scopes,
        status: 'active',
        lastUsedAt: null,
        hint: shape === 'bare' ? '' : value.slice(0, 12),
      });
      expect(await life().reach().verify(secret)).toMatchObject({ is: 'valid' });
      expect(JSON.stringify(life().watched)).not.toContain('CANARY-PERSON');
      const [listed] = (await life().reach().list()).filter(({ id }) => id === key.id);
      const stored = life().counterpart.keys.find(key.id);
      const usedAt = new Date(stored?.lastUsedAt ?? 0).toISOString();
      expect(listed).toMatchObject({ ...key, lastUsedAt: shape === 'bare' ? null : usedAt });
    });

    it('revokes for good and keeps the row; deleting takes it away', async () => {
      const { key, secret } = await life().reach().create(subject.input);
      life().knows(secret);
      const statusOf = async () =>
        (await life().reach().list()).find(({ id }) => id === key.id)?.status ?? 'gone';
      await life().reach().revoke(key.id);
      expect(await statusOf()).toBe('revoked');
      expect(await life().reach().verify(secret)).toMatchObject({ is: 'invalid', because: 'revoked' });
      await life().reach().delete(key.id);
      expect(await statusOf()).toBe('gone');
      await life().reach().delete(key.id);
      expect((await failureOf(life().reach().revoke(UNKNOWN))).code).toBe('not-found');
    });

    it('shows a key that the service calls inactive as that', async () => {
      const { key } = life().counterpart.keys.add({ name: 'Old', state: 'inactive' });
      const found = (await life().reach().list()).find(({ id }) => id === key.id);
      expect(found?.status).toBe('inactive');
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
    const life = openLifeFor(subjectOf('camel'));

    it.each([
      [['forms:read'], 'active', { is: 'valid, scope missing', because: 'scope missing' }],
      [['contacts:read'], 'inactive', { is: 'invalid', because: 'suspended' }],
      [['contacts:read'], 'revoked', { is: 'invalid', because: 'revoked' }],
    ] as const)('judges a key with %j that is %s', async (scopes, state, verdict) => {
      const { secret } = life().counterpart.keys.add({ name: 'K', scopes: [...scopes], state });
      expect(await life().reach().verify(new Secret(secret))).toMatchObject(verdict);
    });

    it('judges a value that is no key of it', async () => {
      expect(await life().reach().verify(new Secret('ke_live_00000000000000'))).toMatchObject({
        is: 'invalid',
      });
    });

    it('refuses a scope that the service does not know, and passes on why', async () => {
      const error = await failureOf(
        life()
          .reach()
          .create({ ...subjectOf('camel').input, scopes: ['contacts:write'] }),
      );
      expect(error).toMatchObject({ code: 'refused', message: expect.stringContaining('scopes') });
    });
  });

  describe('before anything is switched on', () => {
    const offers = plugin.offers(false);

    it('creates, revokes and deletes by hand, in the console of an Administrator, and needs no credential', () => {
      for (const operation of ['create', 'revoke', 'delete'] as const) {
        const offer = offerOf(offers, operation);
        expect(offer).toMatchObject({ way: 'guided', why: null });
        expect(offer.steps.join(' ')).toContain('Administrator');
      }
      expect(offerOf(offers, 'revoke')).toMatchObject({ final: true, keepsRow: true });
      expect(offerOf(offers, 'delete')).toMatchObject({ final: true, keepsRow: false });
      expect(plugin.summary).toMatchObject({ credential: false, userHost: false, expiry: 'none' });
      expect(plugin.hintLength).toBe(12);
    });

    it('verifies by its documented call all the same', async () => {
      expect(offerOf(offers, 'verify')).toMatchObject({ way: 'api', evidence: 'documented' });
    });

    it('gives the reason for what cannot be done', () => {
      for (const operation of ['edit', 'setScopes', 'disable', 'enable', 'regenerate', 'list'] as const) {
        expect(offerOf(offers, operation)).toMatchObject({
          way: null,
          why: expect.stringMatching(/Unisoft/),
        });
      }
    });

    it('preselects the five scopes that only read', () => {
      expect(readOnlyScopes(plugin.summary.scopes)).toEqual([
        'contacts:read',
        'paiements:read',
        'abonnements:read',
        'forms:read',
        'forms_submit:read',
      ]);
      expect(plugin.summary.scopes).toHaveLength(6);
    });

    it('has snippets that name the variable and never a value', () => {
      const baseUrl = plugin.baseUrl({ wanted: undefined, stage: 'production', params: {} }).url;
      const snippets = plugin.snippets({ baseUrl, variable: 'UNISOFT_API_KEY', params: {} });
      expect(snippets.map(({ id }) => id)).toEqual(['http', 'curl', 'fetch', 'make', 'n8n', 'zapier']);
      expect(snippets[0]?.text).toBe(
        'GET /integrations/v1/contacts HTTP/1.1\nHost: api.unisoft.world\nAuthorization: Bearer $UNISOFT_API_KEY\n',
      );
      for (const { text } of snippets) expect(text).not.toMatch(/\{\w+\}|ke_live_/);
    });
  });

  describeTroubles(subjectOf('camel'));
});
