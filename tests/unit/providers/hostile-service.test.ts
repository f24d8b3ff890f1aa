import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Exchange } from '#shared/model/connection.ts';
import { redacted } from '../../../electron/providers/engine/redaction.ts';
import { api, benchOf, manifestOf } from './engine-bench.ts';

const listing = (more: Readonly<Record<string, unknown>> = {}, request = {}) => ({
  ops: { list: api('GET', '/v1/keys', { items: 'data', request, ...more }) },
});

describe('words of a service that are names of JavaScript too', () => {
  it.each(['constructor', '__proto__'])('are no flag: %s', async (testMode) => {
    const manifest = manifestOf({
      ...listing(),
      fields: { id: 'id', name: 'name', testMode: { path: 'testMode', as: 'flag' } },
    });
    const { service } = benchOf(manifest, () => ({ body: { data: [{ id: 'k1', name: 'One', testMode }] } }));
    await expect(service.list()).rejects.toMatchObject({ code: 'service-failed' });
  });

  it.each(['constructor', '__proto__', 'files:constructor'])('are no known scope: %s', async (id) => {
    const manifest = manifestOf({
      ops: { scopes: api('GET', '/scopes', { items: 'data', id: 'id', text: 'text' }) },
    });
    const { service } = benchOf(manifest, () => ({ body: { data: [{ id, text: 'x' }] } }));
    expect((await service.scopes())[0]?.access).toBe('write');
  });

  it.each(['constructor', 'toString', 'valueOf'])('are no name of a param: %s', (name) => {
    expect(() => manifestOf({ params: [{ name, label: 'Odd' }] })).toThrow('choose another');
  });
});

describe('a service that repeats what it was sent', () => {
  it.each([
    ['user and secret', { basic: { user: 'keyrack', password: '{secret}' } }],
    ['the secret as user', { basic: { user: '{secret}', password: 'x' } }],
    ['the secret alone', { basic: {} }],
  ])('as the header of basic authentication is not quoted: %s', async (_, auth) => {
    const manifest = manifestOf({
      ...listing(),
      credentials: [{ id: 'management', auth }],
      errors: { message: 'message' },
    });
    const exchanges: Exchange[] = [];
    const { service } = benchOf(
      manifest,
      ({ headers }) => ({ status: 422, body: { message: `Bad header: ${headers.authorization}` } }),
      { watch: (exchange) => exchanges.push(exchange) },
    );
    const error = await service.list().catch((thrown: unknown) => thrown);
    const text = JSON.stringify([(error as Error).message, exchanges]);
    expect(exchanges).toHaveLength(1);
    expect(text).not.toMatch(/Basic [A-Za-z0-9+/]{20}/);
  });
});

describe('the next page of a list', () => {
  it('is found from the page that named it, the first one too', async () => {
    const manifest = manifestOf(listing({ pagination: { kind: 'next-url', next: 'next' } }));
    const { service, seen } = benchOf(manifest, (_, { search }) =>
      search === ''
        ? { body: { data: [{ id: 'k1', name: 'One' }], next: '?page=2' } }
        : { body: { data: [{ id: 'k2', name: 'Two' }] } },
    );
    expect(await service.list()).toHaveLength(2);
    expect(seen.map(({ url }) => url)).toEqual([
      'https://api.acme.example/v1/keys',
      'https://api.acme.example/v1/keys?page=2',
    ]);
  });
});

describe('looking for what was sent', () => {
  // Piece by piece of the secret, each sought in each text, this would take a quarter of an hour.
  it('goes through a long answer once, however long the token is', () => {
    const token = new Secret(Array.from({ length: 2_000 }, (_, at) => (at * 7_919).toString(36)).join(''));
    const items = Array.from({ length: 50_000 }, (_, at) => ({ id: `k${at}`, note: 'an ordinary sentence' }));
    expect(redacted({ items }, { sent: [token], paths: [] })).toEqual({ items });
  }, 20_000);
});

describe('a list in one text', () => {
  // Seeking blanks before each comma from every blank anew would take half an hour.
  it.each(['comma', 'spaced'] as const)('is read in one go, two megabytes of blanks too: %s', async (as) => {
    const fields = { id: 'id', name: 'name', scopes: { path: 'scopes', as } };
    const manifest = manifestOf({ ...listing(), fields });
    const scopes = `${' '.repeat(1_900_000)}a`;
    const { service } = benchOf(manifest, () => ({ body: { data: [{ id: 'k1', name: 'One', scopes }] } }));
    expect((await service.list())[0]?.scopes).toEqual(['a']);
  });
});

describe('limits that a manifest declares', () => {
  it.each([
    { concurrent: 0 },
    { requests: [{ count: 0, perSeconds: 60 }] },
    { requests: [{ count: -1, perSeconds: 60 }] },
    { requests: [{ count: 10, perSeconds: 0 }] },
    { requests: [{ count: 10, perSeconds: 1e15 }] },
  ])('let some request through: %j', (limits) => {
    expect(() => manifestOf({ limits })).toThrow();
  });
});

describe('a manifest that would do harm', () => {
  const create = (fields: object) => ({
    ops: {
      create: api('POST', '/keys', {
        request: { body: { name: { $: 'name' } } },
        item: 'data',
        secret: ['data.key', 'key'],
      }),
    },
    fields: { id: 'id', name: 'name', ...fields },
  });

  it.each([
    ['id', { id: 'key' }],
    ['name', { name: ['title', 'key'] }],
    ['description', { description: { path: 'key', optional: true } }],
  ])('keeps no secret as the %s of a key', (name, fields) => {
    expect(() => manifestOf(create(fields))).toThrow(`fields.${name}`);
  });

  it('may show the beginning of the secret as the hint, which is cut', () => {
    expect(manifestOf(create({ hint: 'key' })).fields.hint).toBe('key');
  });

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'proxy-authorization', 'Connection'])(
    'writes no header %s',
    (name) => {
      expect(() => manifestOf({ headers: { [name]: 'x' } })).toThrow('Keyrack itself');
      const auth = { headers: [{ name }] };
      expect(() => manifestOf({ credentials: [{ id: 'management', auth }] })).toThrow();
    },
  );

  const steps = ['Open the\u009b2J console'];
  it.each([
    ['a name', { name: 'Acme\u001b]0;owned\u0007' }],
    ['a name that runs backwards', { name: 'Acme\u202egnp' }],
    ['a step', { ops: { delete: { mode: 'guided', steps } } }],
    ['a note', { notes: ['one\rtwo'] }],
    ['a scope', { scopes: [{ id: 'a', category: 'b', access: 'read', text: 'c\u001b[8m' }] }],
    ['a snippet', { snippets: [{ id: 'curl', title: 'curl', text: 'curl\u001b[2J' }] }],
  ])('steers no terminal by %s', (_, change) => {
    expect(() => manifestOf(change)).toThrow('control characters');
  });

  it('may have lines in a snippet', () => {
    const snippets = [{ id: 'curl', title: 'curl', text: 'curl \\\n\t-v' }];
    expect(manifestOf({ snippets }).snippets).toEqual(snippets);
  });
});
