import { type RequestOptions, request } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceDescription } from '#tests/counterparts/services/description.ts';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import { ugc } from '#tests/counterparts/services/ugc.ts';
import { unizo } from '#tests/counterparts/services/unizo.ts';

// A counterpart that lets a mistake pass proves nothing: what it refuses is tested without our client in between.

interface Sending {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** Sends exactly this. @returns status and bytes of the body that came, and whether they came whole */
function send(to: Counterpart, { method = 'GET', path, headers = {}, body }: Sending) {
  const { port } = new URL(to.url);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options: RequestOptions = {
    host: '127.0.0.1',
    servername: 'localhost',
    port,
    ca: to.ca,
    agent: false,
    method,
    path,
  };
  return new Promise<{ status: number; text: string; isWhole: boolean }>((resolve, reject) => {
    const sending = request({ ...options, headers: { ...length, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('close', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          isWhole: answer.complete,
        }),
      );
      answer.on('error', () => undefined);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** The counterpart of one service for the tests around it, and its credential's headers. */
function openFor(service: ServiceDescription, header: (secret: string) => Record<string, string>) {
  let counterpart: Counterpart | null = null;
  const get = (): Counterpart => {
    if (counterpart === null) throw new Error('the counterpart runs within a test only');
    return counterpart;
  };
  beforeAll(async () => {
    counterpart = await startCounterpart(service, { limits: null });
  });
  beforeEach(() => get().misbehave(null));
  afterAll(() => get().stop());
  return { get, auth: () => header(get().credential) };
}

const KEYS = '/api/v1/platform/api-keys';
const CREATE = JSON.stringify({ name: 'New', permissions: { scm: ['read'] } });
const UUID = '550e8400-e29b-41d4-a716-446655440000';

describe('the counterpart of Unizo', () => {
  const { get, auth } = openFor(unizo(), (secret) => ({ apikey: secret }));
  const create = (more: Partial<Sending> = {}) =>
    send(get(), {
      method: 'POST',
      path: KEYS,
      body: CREATE,
      ...more,
      headers: { ...auth(), ...JSON_TYPE, ...more.headers },
    });

  it('takes what is right, and tells the secret once', async () => {
    const made = await create();
    expect(made.status).toBe(201);
    const { id, key } = JSON.parse(made.text);
    const listed = await send(get(), { path: KEYS, headers: auth() });
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain(key);
    const changed = await create({ method: 'PATCH', path: `${KEYS}/${id}`, body: '{"name":"Other"}' });
    expect([changed.status, changed.text.includes(key)]).toEqual([200, false]);
  });

  it.each([
    ['an unknown path', { path: '/api/v1/platform/keys' }, 404],
    ['a path with a slash too many', { path: `${KEYS}/` }, 404],
    ['a wrong method', { method: 'PUT' }, 405],
    ['a missing member', { body: '{"name":"New"}' }, 400],
    ['a member too many', { body: '{"name":"New","permissions":{},"scopes":[]}' }, 400],
    ['a member of another type', { body: '{"name":7,"permissions":{}}' }, 400],
    ['an unknown product', { body: '{"name":"New","permissions":{"crm":["read"]}}' }, 400],
    ['what is no address', { body: '{"name":"New","permissions":{},"allowedIps":["10.0.0.0/33"]}' }, 400],
    ['broken JSON', { body: '{"name":' }, 400],
    ['no body', { body: '' }, 400],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['a cookie that nobody set', { headers: { cookie: 'a=b' } }, 400],
    ['a header twice', { headers: { integrationId: ['a', 'b'] } }, 400],
    ['a header that nobody described', { headers: { 'x-surprise': '1' } }, 400],
    ['another host', { headers: { host: 'evil.example' } }, 421],
    ['a query where none is known', { path: `${KEYS}?force=1` }, 400],
  ] as const)('refuses %s', async (_, more, status) => {
    const before = get().keys.all().length;
    expect((await create(more as Partial<Sending>)).status).toBe(status);
    expect(get().keys.all()).toHaveLength(before);
  });

  it.each([
    ['apiKey on /v1', '/v1/auth/verify', { apikey: '$' }],
    ['Bearer on /api/v1', KEYS, { authorization: 'Bearer $' }],
    ['another scheme', '/v1/auth/verify', { authorization: 'Token $' }],
    ['Bearer without a space', '/v1/auth/verify', { authorization: 'Bearer$' }],
    ['two at once', KEYS, { apikey: '$', authorization: 'Bearer $' }],
    ['none', KEYS, {}],
    ['a wrong one', KEYS, { apikey: 'nobody-knows-this' }],
    ['one with a letter more', KEYS, { apikey: '$x' }],
  ])('lets nobody in by %s', async (_, path, headers) => {
    const filled = Object.entries(headers).map(([name, text]) => [name, text.replace('$', get().credential)]);
    expect((await send(get(), { path, headers: Object.fromEntries(filled) })).status).toBe(401);
  });

  it.each([
    ['x-api-key with a correlation id', { correlationid: UUID }, 200],
    ['x-api-key without one', {}, 400],
    ['x-api-key with one that is no UUID', { correlationid: '1' }, 400],
  ])('answers %s', async (_, more, status) => {
    const headers = { 'x-api-key': get().credential, ...more };
    expect((await send(get(), { path: KEYS, headers })).status).toBe(status);
  });

  it('wants no credential for its health', async () => {
    expect((await send(get(), { method: 'HEAD', path: '/health' })).status).toBe(200);
    expect((await send(get(), { method: 'HEAD', path: '/health', headers: auth() })).status).toBe(400);
  });

  it('keeps a key to its addresses, its environment and its permissions', async () => {
    const { keys } = get();
    const ask = async (input: Parameters<typeof keys.add>[0]) =>
      (await send(get(), { path: '/api/v1/scm/repositories', headers: { apikey: keys.add(input).secret } }))
        .status;
    const good = { name: 'Good', environment: 'development', scopes: ['scm:read'] };
    expect(await ask(good)).toBe(200);
    expect(await ask({ ...good, allowedIps: ['127.0.0.0/8'] })).toBe(200);
    expect(await ask({ ...good, allowedIps: ['203.0.113.7'] })).toBe(403);
    expect(await ask({ ...good, scopes: ['scm:write'] })).toBe(403);
    expect(await ask({ ...good, environment: 'production' })).toBe(401);
    expect(await ask({ ...good, expiresAt: Date.now() - 1 })).toBe(401);
  });

  it('cuts its answer at the very byte, after it has done what was asked', async () => {
    await create();
    const whole = get().seen.at(-1)?.counted.answer ?? 0;
    for (const bytes of [1, 100, whole - 1]) {
      const before = get().keys.all().length;
      get().misbehave({ what: { does: 'cut answer', bytes }, times: 1 });
      const cut = await create().catch(() => ({ isWhole: false }));
      expect([cut.isWhole, get().seen.at(-1)?.counted.answer]).toEqual([false, bytes]);
      expect(get().keys.all()).toHaveLength(before + 1);
    }
  });

  it('does nothing where the request is cut', async () => {
    await create();
    const whole = get().seen.at(-1)?.counted.request ?? 0;
    const before = get().keys.all().length;
    for (const bytes of [1, whole - CREATE.length, whole - 1]) {
      get().misbehave({ what: { does: 'cut request', bytes }, times: 1 });
      await expect(create()).rejects.toThrow();
    }
    expect(get().keys.all()).toHaveLength(before);
    expect((await create()).status).toBe(201);
  });

  it('misbehaves only where it was told to', async () => {
    get().misbehave({ what: { does: 'answer', status: 503 }, on: { method: 'POST', path: KEYS }, times: 1 });
    expect((await send(get(), { path: KEYS, headers: auth() })).status).toBe(200);
    expect((await create()).status).toBe(503);
    expect((await create()).status).toBe(201);
  });

  it('counts requests by its own limits: five at a time, a hundred a minute', async () => {
    const limited = await startCounterpart(unizo());
    const headers = { apikey: limited.credential };
    limited.misbehave({ what: { does: 'delay', ms: 200 } });
    const together = await Promise.all(
      Array.from({ length: 6 }, () => send(limited, { path: KEYS, headers })),
    );
    limited.misbehave(null);
    expect(together.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
    for (let times = 0; times < 95; times += 1) await send(limited, { path: KEYS, headers });
    const refused = await send(limited, { path: KEYS, headers });
    await limited.stop();
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([429, 'rate_limit_exceeded']);
  });
});

describe('the counterpart of UGC Inc', () => {
  const { get, auth } = openFor(ugc(), (secret) => ({ authorization: `Bearer ${secret}` }));
  const post = (path: string, body: string, headers = {}) =>
    send(get(), { method: 'POST', path, body, headers: { ...auth(), ...JSON_TYPE, ...headers } });

  it('tells the secret of a key once, in its envelope', async () => {
    const { ok, data } = JSON.parse((await post('/org/api-key/create', '{"name":"New"}')).text);
    expect(ok).toBe(true);
    const listed = await post('/org/api-key', '{}');
    expect(JSON.parse(listed.text)).toMatchObject({ ok: true, code: 200, message: 'Success' });
    expect([listed.text.includes(data.id), listed.text.includes(data.key)]).toEqual([true, false]);
  });

  it.each([
    ['a GET where a POST is wanted', 'GET', '/org/api-key', undefined, 405],
    ['an unknown path', 'POST', '/org/api-keys', '{}', 404],
    ['an id in the path', 'POST', `/org/api-key/${UUID}`, '{}', 404],
    ['an id under another name', 'POST', '/org/api-key/delete', `{"id":"${UUID}"}`, 400],
    ['an id that is no UUID', 'POST', '/org/api-key/delete', '{"apiKeyId":"1"}', 400],
    ['a member too many', 'POST', '/org/api-key/edit', `{"apiKeyId":"${UUID}","name":"A","extra":1}`, 400],
    ['a key that is not there', 'POST', '/org/api-key/edit', `{"apiKeyId":"${UUID}","name":"A"}`, 404],
  ])('refuses %s', async (_, method, path, body, status) => {
    const headers = { ...auth(), ...(body === undefined ? {} : JSON_TYPE) };
    const sent = await send(get(), { method, path, headers, ...(body === undefined ? {} : { body }) });
    expect(sent.status).toBe(status);
    expect(JSON.parse(sent.text)).toMatchObject({ ok: false, code: status });
  });
});
