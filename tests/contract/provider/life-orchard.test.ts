import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Transport } from '#core/ports/http.ts';
import { Secret } from '#core/secret.ts';
import { OPERATIONS } from '#shared/model/provider.ts';
import { type OrchardOptions, orchard } from '#tests/counterparts/services/orchard.ts';
import { APP, type Entry } from '#tests/counterparts/services/orchard-auth.ts';
import type { Pages } from '#tests/counterparts/services/orchard-pages.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createManifestReader } from '../../../electron/providers/index.ts';
import { failureOf, NO_PATIENCE, openLifeFor, type Subject } from './life.ts';
import { describeTroubles } from './life-troubles.ts';

// A service that a user describes: by a file, read as every user's file is, and without a line of code.

const FILE = readFileSync(new URL('../../fixtures/manifests/orchard.json', import.meta.url), 'utf8');
const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const HOUR_MS = 3_600_000;

type Json = Record<string, unknown>;
const file = (): Json & { ops: Record<string, Json>; fields: Json; status: Json[]; credentials: Json[] } =>
  JSON.parse(FILE);

const subjectOf = (options: OrchardOptions = {}, manifest = FILE): Subject => ({
  manifest,
  service: () => orchard(options),
  createPath: '/v1/groves/east/keys',
  params: { grove: 'east' },
  credentialOf: (password) => JSON.stringify({ app: APP, password }),
  input: {
    name: 'Söte Äpfel 🍎',
    description: 'For the press & the "cellar"',
    scopes: ['apples:read', 'apples:pick', 'pears:read'],
    testMode: true,
    expiresAt: new Date(Math.ceil(Date.now() / HOUR_MS + 48) * HOUR_MS).toISOString(),
    allowedIps: ['203.0.113.7', '127.0.0.0/8'],
  },
});

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

  const PAGES: Readonly<Record<string, readonly [Pages, Json]>> = {
    'all in one': ['none', { kind: 'none' }],
    'by offset, up to the total': [
      'offset',
      { kind: 'offset', param: 'skip', sizeParam: 'take', size: 100, total: 'result.total' },
    ],
    'by offset, up to a short page': [
      'offset',
      { kind: 'offset', param: 'skip', sizeParam: 'take', size: 100 },
    ],
    'by page, from 0': ['page', { kind: 'page', param: 'page', sizeParam: 'per_page', size: 100, first: 0 }],
    'by a cursor in the answer': ['cursor', { kind: 'cursor', param: 'after', next: 'result.next' }],
    'by a cursor, and a member that says whether there is more': [
      'cursor',
      {
        kind: 'cursor',
        param: 'after',
        next: 'result.next',
        more: 'result.more',
        sizeParam: 'count',
        size: 100,
      },
    ],
    'by the last item': [
      'last-item',
      { kind: 'last-item', param: 'after', member: 'ref', sizeParam: 'count', size: 100 },
    ],
    'by an address in the answer': ['next-url', { kind: 'next-url', next: 'result.next' }],
    'by a Link header': ['link-header', { kind: 'link-header' }],
  };

  describe.each(Object.entries(PAGES))('whose list comes %s', (_, [pages, pagination]) => {
    const changed = file();
    changed.ops.list = { ...changed.ops.list, pagination };
    const life = openLifeFor(subjectOf({ pages }, JSON.stringify(changed)));

    it('lists no key, one key, a full page, and 1,234 keys, each once', async () => {
      const { keys } = life().counterpart;
      const progress: number[] = [];
      for (const count of [0, 1, 100, 1_234]) {
        while (keys.all().length < count) keys.add({ name: `Key ${keys.all().length}` });
        const listed = await life()
          .reach()
          .list({ onProgress: (read) => progress.push(read) });
        expect(listed.map(({ name }) => name)).toEqual(keys.all().map(({ name }) => name));
      }
      expect(progress.at(-1)).toBe(1_234);
    });

    it('says that the list failed, whichever page did', async () => {
      const where = life().counterpart;
      for (const index of pages === 'none' ? [0] : [0, 3]) {
        let asked = -1;
        const transport: Transport = (request) => {
          asked += 1;
          if (asked === index) where.misbehave({ what: { does: 'answer', status: 500 } });
          return life().transport(request);
        };
        expect((await failureOf(life().reach({ transport }).list())).code).toBe('service-failed');
        where.misbehave(null);
      }
    });
  });

  const basic = { basic: { user: '{app}', password: '{password}' } };
  const oauth2 = {
    path: '/oauth/token',
    clientId: '{app}',
    clientSecret: '{password}',
    scope: 'keys.manage',
  };
  const login = { path: '/v1/enter', body: { user: '{app}', pass: '{password}', purpose: 'keys' } };
  const ENTRIES: Readonly<Record<string, readonly [Entry, Json]>> = {
    'basic auth': ['basic', basic],
    'OAuth2 client credentials in the header': ['oauth2-basic', { oauth2: { ...oauth2, send: 'basic' } }],
    'OAuth2 client credentials in the body': ['oauth2-body', { oauth2: { ...oauth2, send: 'body' } }],
    'a login that tells a token in its body': [
      'login-body',
      { login: { ...login, token: { body: 'pass' }, use: { bearer: {} } } },
    ],
    'a login that tells a token in a header': [
      'login-header',
      { login: { ...login, token: { header: 'X-Pass' }, use: { headers: [{ name: 'X-Pass' }] } } },
    ],
  };

  describe.each(Object.entries(ENTRIES))('that is entered by %s', (_, [entry, auth]) => {
    const changed = file();
    changed.credentials[0] = { ...changed.credentials[0], auth };
    const described = orchard({ entry });
    const life = openLifeFor({
      ...subjectOf({ entry }, JSON.stringify(changed)),
      service: () => described,
    });
    const bought = () =>
      life().counterpart.seen.filter(({ path }) => ['/oauth/token', '/v1/enter'].includes(path)).length;
    const isToken = entry !== 'basic';

    it('lists, creates and deletes, and buys a token once', async () => {
      const service = life().reach();
      const { key, secret } = await service.create(input);
      life().knows(secret);
      expect((await service.list()).map(({ id }) => id)).toContain(key.id);
      await service.delete(key.id);
      expect(await service.test()).toMatchObject({ ok: true });
      expect(bought()).toBe(isToken ? 1 : 0);
    });

    it('buys a new token where the old one has ended, and makes one key all the same', async () => {
      const service = life().reach();
      await service.list();
      const before = { bought: bought(), keys: life().counterpart.keys.all().length };
      described.forgetTokens();
      const { secret } = await service.create(input);
      life().knows(secret);
      expect(bought() - before.bought).toBe(isToken ? 1 : 0);
      expect(life().counterpart.keys.all().length - before.keys).toBe(1);
    });

    it('is refused with a password that is wrong, and sends nothing that it was to do', async () => {
      const service = life().reach({ credential: 'wrong-CANARY-0123456789' });
      const before = life().counterpart.keys.all().length;
      expect((await failureOf(service.list())).code).toBe('unauthorized');
      const error = await failureOf(service.create(input));
      expect(error.code).toBe('unauthorized');
      expect(life().counterpart.keys.all().length).toBe(before);
      expect(JSON.stringify([life().watched, error.message, error.next])).not.toContain('CANARY-0123456789');
    });
  });

  describe.each(['iso', 'rfc2822'] as const)('that writes instants as %s', (dates) => {
    const changed = file();
    for (const field of ['createdAt', 'expiresAt', 'lastUsedAt']) {
      changed.fields[field] = { ...(changed.fields[field] as Json), as: dates };
    }
    changed.status[1] = { ...changed.status[1], as: dates };
    const life = openLifeFor(subjectOf({ dates }, JSON.stringify(changed)));

    it('reads them, and none where there is none', async () => {
      const at = Date.UTC(2026, 0, 31, 23, 59, 59);
      const { key } = life().counterpart.keys.add({ name: 'K', createdAt: at, expiresAt: at + 1_000 });
      expect(await life().reach().get(key.id)).toMatchObject({
        createdAt: '2026-01-31T23:59:59.000Z',
        expiresAt: '2026-02-01T00:00:00.000Z',
        lastUsedAt: null,
        status: 'expired',
      });
    });
  });

  describe('that takes forms', () => {
    const changed = file();
    const create = changed.ops.create as { request: Json };
    const body = {
      title: { $: 'name' },
      live: { $: 'testMode', as: 'not' },
      grants: { $: 'scopes', as: 'comma' },
    };
    changed.ops.create = { ...create, request: { ...create.request, body, encoding: 'form' } };
    const life = openLifeFor(subjectOf({ encoding: 'form' }, JSON.stringify(changed)));

    it('creates a key whose name has everything that a form escapes', async () => {
      const name = 'a&b=c+d %20 é 🍐';
      const { key, secret } = await life()
        .reach()
        .create({ ...input, name });
      life().knows(secret);
      expect(key).toMatchObject({ name, testMode: true, scopes: input.scopes });
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
