import { describe, expect, it } from 'vitest';
import type { Transport } from '#core/ports/http.ts';
import { orchard } from '#tests/counterparts/services/orchard.ts';
import type { Entry } from '#tests/counterparts/services/orchard-auth.ts';
import type { Pages } from '#tests/counterparts/services/orchard-pages.ts';
import { failureOf, openLifeFor } from './life.ts';
import { file, type Json, subjectOf } from './orchard-subject.ts';

describe('a service that a file describes in another way:', () => {
  const { input } = subjectOf();

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

  describe.each(Object.entries(PAGES))('its list comes %s', (_, [pages, pagination]) => {
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

  describe.each(Object.entries(ENTRIES))('it is entered by %s', (_, [entry, auth]) => {
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

  describe.each(['iso', 'rfc2822'] as const)('it writes instants as %s', (dates) => {
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

  describe('it takes forms', () => {
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
});
