import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RawRequest } from '#tests/counterparts/raw-request.ts';
import { type Bench, startBench } from './bench.ts';

let bench: Bench;
let key: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  bench = await startBench();
  key = await bench.newKey();
});
afterAll(() => bench.stop());

const NEW = { name: 'A', scopes: ['contacts:read'] };
const codeOf = (text: string): string => JSON.parse(text).error.code;
const json = { 'content-type': 'application/json' };
const management = () => ({ authorization: `Bearer ${bench.credential}` });
const post = (body: unknown, headers: Record<string, string> = {}): RawRequest => ({
  method: 'POST',
  path: '/v1/keys',
  headers: { ...management(), ...json, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('Playground refuses', () => {
  type Row = readonly [what: string, request: () => RawRequest, status: number, code: string];
  const port = () => new URL(bench.url).port;
  const list = (headers: Record<string, string | string[]>): RawRequest => ({
    path: '/v1/keys',
    headers: { ...management(), ...headers },
  });

  const rows: readonly Row[] = [
    ['a name that was rebound to us', () => list({ host: `evil.example:${port()}` }), 421, 'wrong_host'],
    ['another port in Host', () => list({ host: '127.0.0.1:1' }), 421, 'wrong_host'],
    ['a Host without its port', () => list({ host: '127.0.0.1' }), 421, 'wrong_host'],
    ['a page in a browser', () => list({ origin: 'https://evil.example' }), 403, 'origin_refused'],
    ['a page without an origin', () => list({ origin: 'null' }), 403, 'origin_refused'],
    ['our own address as origin', () => list({ origin: bench.url }), 403, 'origin_refused'],
    [
      'a preflight',
      () => ({ method: 'OPTIONS', path: '/v1/keys', headers: { origin: 'https://evil.example' } }),
      403,
      'origin_refused',
    ],
    [
      'two credentials',
      () => list({ authorization: [`Bearer ${bench.credential}`, 'Bearer x'] }),
      400,
      'repeated_header',
    ],
    ['no credential', () => ({ path: '/v1/keys' }), 401, 'credential_missing'],
    [
      'a credential of another kind',
      () => list({ authorization: `Basic ${bench.credential}` }),
      401,
      'credential_missing',
    ],
    ['an empty credential', () => list({ authorization: 'Bearer ' }), 401, 'credential_missing'],
    [
      'two words of credential',
      () => list({ authorization: `Bearer a ${bench.credential}` }),
      401,
      'credential_missing',
    ],
    ['an unknown credential', () => list({ authorization: 'Bearer pgm_nobody' }), 401, 'credential_unknown'],
    [
      'a key that wants to manage keys',
      () => list({ authorization: `Bearer ${key.secret}` }),
      401,
      'credential_unknown',
    ],
    ['a credential that wants data', () => ({ ...list({}), path: '/v1/contacts' }), 401, 'key_unknown'],
    [
      'a credential in the query',
      () => ({ path: `/v1/keys?access_token=${bench.credential}` }),
      400,
      'unknown_parameter',
    ],
    ['an unknown parameter', () => ({ ...list({}), path: '/v1/keys?limit=1' }), 400, 'unknown_parameter'],
    ['an unknown path', () => ({ ...list({}), path: '/v2/keys' }), 404, 'not_found'],
    ['a slash at the end', () => ({ ...list({}), path: '/v1/keys/' }), 404, 'not_found'],
    ['an id that is none', () => ({ ...list({}), path: '/v1/keys/1' }), 404, 'not_found'],
    ['a path that climbs', () => ({ ...list({}), path: '/v1/x/../keys' }), 400, 'bad_target'],
    ['a full URL as target', () => ({ ...list({}), path: 'http://evil.example/v1/keys' }), 400, 'bad_target'],
    ['a method that is not there', () => ({ ...list({}), method: 'PUT' }), 405, 'method_not_allowed'],
    ['a method of another path', () => ({ ...list({}), method: 'DELETE' }), 405, 'method_not_allowed'],
    ['a body where none belongs', () => ({ ...post(NEW), method: 'GET' }), 400, 'unexpected_body'],
    [
      'a form',
      () => post('name=A', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'wrong_content_type',
    ],
    ['text that is JSON', () => post(NEW, { 'content-type': 'text/plain' }), 415, 'wrong_content_type'],
    [
      'another charset',
      () => post(NEW, { 'content-type': 'application/json; charset=utf-16' }),
      415,
      'wrong_content_type',
    ],
    ['a compressed body', () => post(NEW, { 'content-encoding': 'gzip' }), 415, 'wrong_content_type'],
    ['a body over 64 KiB', () => post({ ...NEW, description: 'x'.repeat(70_000) }), 413, 'body_too_large'],
    ['an empty body', () => post(''), 400, 'invalid_json'],
    ['half of JSON', () => post('{"name":"A"'), 400, 'invalid_json'],
    ['JSON with a comma too many', () => post('{"name":"A",}'), 400, 'invalid_json'],
    ['a list', () => post([NEW]), 422, 'invalid_request'],
    ['null', () => post('null'), 422, 'invalid_request'],
    ['an unknown field', () => post({ ...NEW, admin: true }), 422, 'invalid_request'],
    [
      'a prototype',
      () => post('{"name":"A","scopes":["contacts:read"],"__proto__":{}}'),
      422,
      'invalid_request',
    ],
    ['no name', () => post({ scopes: NEW.scopes }), 422, 'invalid_request'],
    ['an empty name', () => post({ ...NEW, name: '  ' }), 422, 'invalid_request'],
    ['a name of 500 characters', () => post({ ...NEW, name: '😀'.repeat(500) }), 422, 'invalid_request'],
    ['a name of two lines', () => post({ ...NEW, name: 'A\nB' }), 422, 'invalid_request'],
    ['a name that is a number', () => post({ ...NEW, name: 7 }), 422, 'invalid_request'],
    ['no scopes', () => post({ name: 'A' }), 422, 'invalid_request'],
    ['empty scopes', () => post({ ...NEW, scopes: [] }), 422, 'invalid_request'],
    ['an unknown scope', () => post({ ...NEW, scopes: ['contacts:read', 'admin'] }), 422, 'invalid_request'],
    [
      'a scope twice',
      () => post({ ...NEW, scopes: ['contacts:read', 'contacts:read'] }),
      422,
      'invalid_request',
    ],
    ['scopes as text', () => post({ ...NEW, scopes: 'contacts:read' }), 422, 'invalid_request'],
    ['test mode as text', () => post({ ...NEW, test_mode: 'yes' }), 422, 'invalid_request'],
    [
      'an expiry that is over',
      () => post({ ...NEW, expires_at: '2026-11-20T12:00:00Z' }),
      422,
      'invalid_request',
    ],
    [
      'an expiry in eleven years',
      () => post({ ...NEW, expires_at: '2037-11-20T12:00:00Z' }),
      422,
      'invalid_request',
    ],
    [
      'an expiry in local time',
      () => post({ ...NEW, expires_at: '2027-01-01T12:00:00+01:00' }),
      422,
      'invalid_request',
    ],
    ['an expiry without a time', () => post({ ...NEW, expires_at: '2027-01-01' }), 422, 'invalid_request'],
    ['an expiry as a number', () => post({ ...NEW, expires_at: 1_800_000_000 }), 422, 'invalid_request'],
  ];

  it.each(rows)('%s', async (_, request, status, code) => {
    const reply = await bench.send(request());
    expect([reply.status, codeOf(reply.text)]).toEqual([status, code]);
    expect(reply.text).not.toContain(bench.credential);
    expect(reply.text).not.toContain(key.secret);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('and says which methods there are', async () => {
    const { headers } = await bench.send({ method: 'PUT', path: `/v1/keys/${key.id}` });
    expect(headers.allow).toBe('GET, PATCH, DELETE');
  });

  it('nothing that is as it should be', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      expect((await bench.send(list({ host: `${host}:${port()}` }))).status).toBe(200);
    }
    expect((await bench.send(post(NEW, { 'content-type': 'application/json; charset=UTF-8' }))).status).toBe(
      201,
    );
  });

  it('to be kept in a cache', async () => {
    expect((await bench.send(list({}))).headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});

describe('whatever is sent', () => {
  const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
  const PARTS = [
    'v1',
    'keys',
    'contacts',
    'whoami',
    'webhooks',
    'revoke',
    'x',
    '..',
    '%00',
    '11111111-1111-4111-8111-111111111111',
  ];
  const anyPath = fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }).map((parts) => `/${parts.join('/')}`);

  it('opens nothing without a credential', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...METHODS), anyPath, fc.json(), async (method, path, body) => {
        const { status } = await bench.send({ method, path, headers: json, body });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
    );
  });

  it('as a new key, is a key or a refusal, and never a failure', async () => {
    const wanted = fc.record(
      {
        name: fc.oneof(fc.string({ unit: 'grapheme' }), fc.anything()),
        description: fc.oneof(fc.string(), fc.anything()),
        scopes: fc.oneof(fc.array(fc.constantFrom('contacts:read', 'tickets:read', 'x')), fc.anything()),
        test_mode: fc.oneof(fc.boolean(), fc.anything()),
        expires_at: fc.oneof(
          fc.date({ noInvalidDate: true }).map((date) => date.toJSON()),
          fc.anything(),
        ),
      },
      { requiredKeys: [] },
    );
    const writable = wanted.map((value) => {
      try {
        return JSON.stringify(value) ?? '';
      } catch {
        return '';
      }
    });
    await fc.assert(
      fc.asyncProperty(writable, async (body) => {
        const { status, text } = await bench.send(post(body));
        expect([201, 400, 409, 422]).toContain(status);
        expect(JSON.parse(text)).toHaveProperty(status === 201 ? 'secret' : 'error.message');
      }),
    );
  });
});
