import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#core/ports/http.ts';
import type { RemoteKeyInput } from '#core/ports/provider.ts';
import { Secret } from '#core/secret.ts';
import type { Exchange } from '#shared/model/connection.ts';
import { api, benchOf, KEY, MANAGEMENT, manifestOf } from './engine-bench.ts';

const LIST = api('GET', '/keys', { items: 'keys' });
const CREATE = api('POST', '/keys', {
  request: { body: { name: { $: 'name' } } },
  item: 'key',
  secret: 'secret',
});
const MADE = { key: { id: 'k1', name: 'One' }, secret: 'acme_live_0123456789abcdef' };
const INPUT: RemoteKeyInput = {
  name: 'One',
  description: '',
  scopes: [],
  testMode: false,
  expiresAt: null,
  allowedIps: [],
};
const withAuth = (auth: unknown, more: object = {}) =>
  manifestOf({ credentials: [{ id: 'management', auth, ...more }], ops: { list: LIST, create: CREATE } });
const KEYS = { body: { keys: [] } };

describe('a credential', () => {
  const PAIR = {
    parts: [
      { id: 'user', label: 'User' },
      { id: 'pass', label: 'Password' },
    ],
  };

  it.each([
    ['as Bearer', { bearer: {} }, {}, MANAGEMENT, { authorization: `Bearer ${MANAGEMENT}` }],
    ['after another word', { bearer: { scheme: 'ApiKey' } }, {}, 'abc', { authorization: 'ApiKey abc' }],
    ['after no word', { bearer: { scheme: '' } }, {}, 'abc', { authorization: 'abc' }],
    ['in a header', { headers: [{ name: 'apiKey' }] }, {}, 'abc', { apikey: 'abc' }],
    [
      'in two headers',
      {
        headers: [
          { name: 'DD-API-KEY', value: '{user}' },
          { name: 'DD-APP', value: 'v1 {pass}' },
        ],
      },
      PAIR,
      '{"user":"u","pass":"p"}',
      { 'dd-api-key': 'u', 'dd-app': 'v1 p' },
    ],
    [
      'as Basic',
      { basic: { user: '{user}', password: '{pass}' } },
      PAIR,
      '{"user":"ü","pass":"p:q"}',
      { authorization: `Basic ${Buffer.from('ü:p:q').toString('base64')}` },
    ],
    ['as the password of Basic', { basic: {} }, {}, 'abc', { authorization: `Basic ${btoa(':abc')}` }],
  ] as const)('is sent %s', async (_, auth, more, secret, headers) => {
    const bench = benchOf(withAuth(auth, more), () => KEYS, { credential: new Secret(secret) });
    await bench.service.list();
    expect(bench.seen[0]?.headers).toMatchObject(headers);
  });

  it.each(['not JSON CANARY', '{"user":"CANARY"}', '{"user":"CANARY","pass":7}', '["CANARY"]', 'null'])(
    'that lacks a part is refused, and not quoted: %s',
    async (secret) => {
      const auth = { basic: { user: '{user}', password: '{pass}' } };
      const bench = benchOf(withAuth(auth, PAIR), () => KEYS, { credential: new Secret(secret) });
      const error: unknown = await bench.service.list().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'invalid-input', field: 'credential' });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('CANARY');
      expect(bench.seen).toEqual([]);
    },
  );

  it('that is not there is asked for, and nothing is sent', async () => {
    const bench = benchOf(withAuth({ bearer: {} }), () => KEYS, { credential: null });
    await expect(bench.service.list()).rejects.toMatchObject({ code: 'invalid-input', field: 'credential' });
    expect(bench.seen).toEqual([]);
  });
});

const OAUTH = {
  oauth2: { path: '/token', clientId: '{user}', clientSecret: '{pass}', audience: 'acme', scope: 'keys' },
};
const OAUTH_PARTS = {
  parts: [
    { id: 'user', label: 'Id' },
    { id: 'pass', label: 'Secret' },
  ],
};
const CLIENT = new Secret('{"user":"me","pass":"CANARY-p4ss-CANARY-p4ss"}');
const LOGIN = {
  login: {
    path: '/login',
    body: { email: '{user}', password: '{pass}' },
    token: { header: 'X-Auth-Token' },
    use: { headers: [{ name: 'x-session' }] },
  },
};

describe('a token', () => {
  const isToken = ({ url }: HttpRequest) => url.endsWith('/token') || url.endsWith('/login');

  it('is bought by RFC 6749 section 4.4, once, and kept until it ends', async () => {
    const bench = benchOf(
      withAuth(OAUTH, OAUTH_PARTS),
      (request) => (isToken(request) ? { body: { access_token: 'tok-1', expires_in: 120 } } : KEYS),
      { credential: CLIENT },
    );
    await bench.service.list();
    await bench.service.list();
    expect(bench.seen.map(({ url }) => new URL(url).pathname)).toEqual(['/token', '/keys', '/keys']);
    expect(bench.seen[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=client_credentials&audience=acme&scope=keys',
      headers: {
        authorization: `Basic ${btoa('me:CANARY-p4ss-CANARY-p4ss')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(bench.seen[1]?.headers).toMatchObject({ authorization: 'Bearer tok-1' });
    bench.clock.advance(91_000);
    await bench.service.list();
    expect(bench.seen.filter(isToken)).toHaveLength(2);
  });

  it('is bought anew once when it is refused, also for a create: a refusal says that nothing was done', async () => {
    let bought = 0;
    const bench = benchOf(
      withAuth(LOGIN, OAUTH_PARTS),
      (request) => {
        if (isToken(request)) {
          bought += 1;
          return { body: {}, headers: { 'x-auth-token': `tok-${bought}` } };
        }
        if (request.headers['x-session'] === 'tok-1')
          return bought === 1 && request.method === 'GET' ? KEYS : { status: 401 };
        return request.method === 'POST' ? { body: MADE } : KEYS;
      },
      { credential: CLIENT },
    );
    await bench.service.list();
    expect((await bench.service.create(INPUT)).key.id).toBe('k1');
    expect(bench.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /login',
      'GET /keys',
      'POST /keys',
      'POST /login',
      'POST /keys',
    ]);
    expect(JSON.parse(bench.seen[0]?.body ?? '')).toEqual({
      email: 'me',
      password: 'CANARY-p4ss-CANARY-p4ss',
    });
  });

  it('that is refused when fresh is not bought again', async () => {
    const bench = benchOf(
      withAuth(OAUTH, OAUTH_PARTS),
      (request) => (isToken(request) ? { body: { access_token: 'tok' } } : { status: 401 }),
      { credential: CLIENT },
    );
    await expect(bench.service.list()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(bench.seen).toHaveLength(2);
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_client' } }, 'unauthorized'],
    [{ status: 401 }, 'unauthorized'],
    [{ status: 500 }, 'service-failed'],
    [{ body: { access_token: 'line\nbreak' } }, 'service-failed'],
    [{ body: {} }, 'service-failed'],
  ])('that does not come stops a create before it is sent: %j', async (reply, code) => {
    const bench = benchOf(withAuth(OAUTH, OAUTH_PARTS), () => reply, { credential: CLIENT });
    await expect(bench.service.create(INPUT)).rejects.toMatchObject({ code });
    expect(bench.seen.filter(({ url }) => !url.endsWith('/token'))).toEqual([]);
  });

  it('is never shown, nor what buys it', async () => {
    const shown: Exchange[] = [];
    const bench = benchOf(
      withAuth(LOGIN, OAUTH_PARTS),
      (request) =>
        isToken(request)
          ? { body: { hello: 'x' }, headers: { 'x-auth-token': 'CANARY-token-0123456789' } }
          : KEYS,
      { credential: CLIENT, watch: (exchange) => shown.push(exchange) },
    );
    await bench.service.list();
    expect(shown).toHaveLength(2);
    expect(JSON.stringify(shown)).not.toContain('CANARY');
    expect(JSON.stringify(shown)).toContain('[secret]');
  });
});

describe('candidates', () => {
  const CANDIDATES = [
    { id: 'one', label: 'One', auth: { headers: [{ name: 'apiKey' }] }, basePath: '/api/v1' },
    { id: 'two', label: 'Two', auth: { bearer: {} }, basePath: '/v1', headers: { 'x-trace': '{uuid}' } },
    { id: 'three', label: 'Three', auth: { headers: [{ name: 'x-api-key' }] }, paths: { verify: '/who' } },
  ];
  const VERIFY = api('GET', '/{base}'.replace('/{base}', '{base}/verify'), {
    request: { credential: 'key' },
    verdict: [
      { status: 200, is: 'valid' },
      { status: 401, is: 'invalid' },
    ],
  });
  const manifest = manifestOf({
    credentials: ['management', 'key'].map((id) => ({ id, auth: { candidates: CANDIDATES } })),
    ops: {
      list: api('GET', '{base}/keys', { items: 'keys' }),
      create: api('POST', '{base}/keys', { item: 'key', secret: 'secret' }),
      verify: VERIFY,
    },
  });
  const paths = (seen: readonly HttpRequest[]) =>
    seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  const only = (path: string) => (request: HttpRequest, url: URL) => {
    if (url.pathname !== path) return { status: url.pathname.startsWith('/api') ? 404 : 401 };
    return request.method === 'POST' ? { body: MADE } : KEYS;
  };

  it('are tried in order by a list, and the one that works is remembered', async () => {
    const bench = benchOf(manifest, only('/v1/keys'));
    await bench.service.list();
    await bench.service.list();
    expect(paths(bench.seen)).toEqual(['GET /api/v1/keys', 'GET /v1/keys', 'GET /v1/keys']);
    expect(bench.remembered).toEqual([['management', 'two']]);
    expect(bench.seen[1]?.headers).toMatchObject({
      authorization: `Bearer ${MANAGEMENT}`,
      'x-trace': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('are tried by something that changes nothing before a create, which is sent once', async () => {
    const bench = benchOf(manifest, only('/v1/keys'));
    await bench.service.create(INPUT);
    expect(paths(bench.seen)).toEqual(['GET /api/v1/keys', 'GET /v1/keys', 'POST /v1/keys']);
  });

  it('are not tried where one is known to work', async () => {
    const bench = benchOf(manifest, only('/v1/keys'), { candidates: { management: 'two' } });
    await bench.service.create(INPUT);
    expect(paths(bench.seen)).toEqual(['POST /v1/keys']);
  });

  it('that all fail stop a create before it is sent', async () => {
    const bench = benchOf(manifest, () => ({ status: 401 }));
    await expect(bench.service.create(INPUT)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(bench.seen.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('are tried again where the one that worked is refused', async () => {
    const bench = benchOf(manifest, only('/v1/keys'), { candidates: { management: 'three' } });
    await bench.service.list();
    expect(bench.remembered).toEqual([['management', 'two']]);
  });

  it.each([
    ['valid', { '/v1/verify': 200 }, 401],
    ['invalid', { '/v1/verify': 401 }, 404],
    ['unknown', {}, 404],
    ['unknown', { '/api/v1/verify': 500 }, 401],
    ['valid', { '/who': 200 }, 404],
  ] as const)('of a key make it %s, with %j and else HTTP %i', async (is, statuses, otherwise) => {
    const known: Readonly<Record<string, number>> = statuses;
    const bench = benchOf(manifest, (_, url) => ({ status: known[url.pathname] ?? otherwise }));
    expect((await bench.service.verify(new Secret(KEY))).is).toBe(is);
    expect(bench.remembered.map(([credential]) => credential)).toEqual(is === 'valid' ? ['key'] : []);
    expect(JSON.stringify(bench.seen)).not.toContain(MANAGEMENT);
  });
});
