import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { offerOf, readOnlyScopes } from '#shared/model/provider.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { freePace } from '#tests/fakes/pace.ts';
import { SCOPES } from '../../../electron/playground/catalogue.ts';
import {
  type Manifest,
  manifestSchema,
  parseManifest,
} from '../../../electron/providers/engine/manifest/index.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { manifests } from '../../../electron/providers/index.ts';
import { playground } from '../../../electron/providers/playground.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const copy = (): Json => structuredClone(playground) as unknown as Json;

/** The example of the documentation. */
const EXAMPLE = {
  schema: 1,
  id: 'unisoft',
  name: 'Unisoft',
  revision: 1,
  evidence: 'documented',
  links: { console: 'https://app.unisoft.world/app/developpeurs/tabs' },
  hosts: [{ id: 'eu', baseUrl: 'https://api.unisoft.world', kind: 'fixed' }],
  credentials: [{ id: 'management', auth: { bearer: {} } }],
  hint: { length: 12 },
  scopes: [{ id: 'contacts:read', category: 'contacts', access: 'read', text: 'Read contacts' }],
  ops: {
    verify: {
      mode: 'api',
      evidence: 'documented',
      request: { method: 'GET', path: '/integrations/v1/contacts', credential: 'key' },
      discardBody: true,
      verdict: [
        { status: 200, is: 'valid' },
        { status: 403, is: 'valid, scope missing' },
        { status: 401, is: 'invalid' },
      ],
    },
    revoke: { mode: 'guided', steps: ['Press Revoke.'], final: true, keepsRow: true },
    delete: { mode: 'guided', steps: ['Press Delete.'] },
  },
  snippets: [],
  mcp: [],
  limits: {},
  errors: {},
  redact: [],
};

/** Paths of all objects in a document. */
function objectsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (!isObject(value)) return [];
  const own = Array.isArray(value) ? [] : [[...path]];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => objectsIn(inner, [...path, name]))];
}

const at = (document: Json, path: readonly string[]): Json =>
  path.reduce<Json>((value, name) => value[name] as Json, document);

describe('a manifest', () => {
  // The body of a request is the service's own JSON: there a name that we do not know is the point.
  // Also what stands below it, and names that are the manifest's own to choose.
  const FREE = /^(ops\.\w+(\.\d+)?\.request\.(body|query|headers)|headers|advice|absent)$/;
  const strict = objectsIn(playground).filter((path) => !FREE.test(path.join('.')));

  it.each(strict.map((path) => [path.join('.') || 'the top', path] as const))(
    'is refused with a field that the engine does not know, at %s',
    (_, path) => {
      const document = copy();
      at(document, path).surprise = true;
      expect(manifestSchema.safeParse(document).success).toBe(false);
    },
  );

  it.each([
    [
      'an expression in a path',
      (m: Json) => Object.assign(at(m, ['ops', 'list']), { items: 'keys[?(@.x)]' }),
    ],
    ['a prototype in a path', (m: Json) => Object.assign(at(m, ['fields']), { name: 'a..b' })],
    [
      'a host in a request path',
      (m: Json) => Object.assign(at(m, ['ops', 'list', 'request']), { path: '//evil.example' }),
    ],
    [
      'an unknown placeholder',
      (m: Json) => Object.assign(at(m, ['ops', 'delete', 'request']), { path: '/v1/{secret}' }),
    ],
    [
      'an http address',
      (m: Json) => Object.assign(m, { hosts: [{ id: 'eu', kind: 'fixed', baseUrl: 'http://a.example' }] }),
    ],
    [
      'a header name with a line break',
      (m: Json) =>
        Object.assign(m, { credentials: [{ id: 'management', auth: { headers: [{ name: 'x\r\ny' }] } }] }),
    ],
    [
      'an unknown input',
      (m: Json) => Object.assign(at(m, ['ops', 'create', 'request', 'body']), { name: { $: 'secret' } }),
    ],
    [
      'a GET that creates',
      (m: Json) => Object.assign(at(m, ['ops', 'create', 'request']), { method: 'GET' }),
    ],
    [
      'a delete that does not say which key',
      (m: Json) => Object.assign(at(m, ['ops', 'delete', 'request']), { path: '/v1/keys' }),
    ],
    [
      'an input that nothing gives',
      (m: Json) =>
        Object.assign(m, {
          ops: {
            disable: {
              ...at(m, ['ops', 'revoke']),
              request: { method: 'POST', path: '/v1/{id}', body: { a: { $: 'scopes' } } },
            },
          },
        }),
    ],
    [
      'a param that is nowhere described',
      (m: Json) => Object.assign(at(m, ['ops', 'list', 'request']), { path: '/v1/{param.site}' }),
    ],
    [
      "a param with a name of Keyrack's own",
      (m: Json) => Object.assign(m, { params: [{ name: 'api', label: 'API' }] }),
    ],
    [
      'a host that is nowhere described',
      (m: Json) => Object.assign(at(m, ['ops', 'list', 'request']), { host: 'elsewhere' }),
    ],
    [
      'a part of a credential that nobody enters',
      (m: Json) =>
        Object.assign(m, {
          credentials: [{ id: 'management', auth: { headers: [{ name: 'x-key', value: '{other}' }] } }],
        }),
    ],
    [
      'a base path without candidates',
      (m: Json) => Object.assign(at(m, ['ops', 'list', 'request']), { path: '{base}/keys' }),
    ],
    ['another version of the schema', (m: Json) => Object.assign(m, { schema: 2 })],
    [
      'two hosts',
      (m: Json) =>
        Object.assign(m, {
          hosts: [
            { id: 'aa', kind: 'user' },
            { id: 'bb', kind: 'user' },
          ],
        }),
    ],
  ])('is refused with %s', (_, spoil) => {
    const document = copy();
    spoil(document);
    expect(() => parseManifest(document)).toThrow();
  });

  it('can be as short as the example of the documentation', () => {
    const plugin = createProvider(parseManifest(EXAMPLE), { clock: fakeClock() });
    expect(plugin.summary).toMatchObject({ variable: 'UNISOFT_API_KEY', credential: false, servers: [] });
    const offers = plugin.offers(false);
    expect(offerOf(offers, 'revoke')).toMatchObject({ way: 'guided', final: true, keepsRow: true });
    expect(offerOf(offers, 'delete')).toMatchObject({ way: 'guided', keepsRow: false });
    expect(offerOf(offers, 'create')).toMatchObject({
      way: null,
      why: 'Unisoft has no way to create a key.',
    });
  });

  it('comes out as it went in, defaults and all', () => {
    for (const manifest of manifests)
      expect(parseManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
  });

  it('has an id of its own', () => {
    expect(new Set(manifests.map(({ id }) => id)).size).toBe(manifests.length);
  });
});

describe('what a manifest says of its provider', () => {
  const clock = fakeClock();
  const summary = (manifest: Manifest) => createProvider(manifest, { clock }).summary;

  it('preselects the scopes that only read', () => {
    expect(readOnlyScopes(summary(playground).scopes)).toEqual([
      'contacts:read',
      'tickets:read',
      'reports:read',
    ]);
  });

  it('needs neither credential nor address where Keyrack runs the service', () => {
    expect(summary(playground)).toMatchObject({ credential: false, userHost: false });
  });

  it('needs both where the user does', () => {
    const own = parseManifest({ ...playground, hosts: [{ id: 'own', kind: 'user' }] });
    expect(summary(own)).toMatchObject({ credential: true, userHost: true });
  });

  it('tells in which header its key goes, where that is one', () => {
    const keyBy = (auth: object) =>
      summary(parseManifest({ ...playground, credentials: [playground.credentials[0], { id: 'key', auth }] }))
        .header;
    expect(summary(playground).header).toBe('Authorization: Bearer {}');
    expect(keyBy({ bearer: { scheme: 'Token' } })).toBe('Authorization: Token {}');
    expect(keyBy({ bearer: { scheme: '' } })).toBe('Authorization: {}');
    expect(keyBy({ headers: [{ name: 'X-Api-Key' }] })).toBe('X-Api-Key: {}');
    expect(keyBy({ headers: [{ name: 'X-Api-Key' }, { name: 'X-Team' }] })).toBeNull();
    expect(keyBy({ basic: {} })).toBeNull();
    expect(summary(parseManifest(EXAMPLE)).header).toBe('Authorization: Bearer {}');
  });

  it('tells what a parameter takes, where it takes one of a few', () => {
    const site = { name: 'site', label: 'Site', choices: ['eu', 'us'] };
    const params = [site, { name: 'team', label: 'Team' }];
    expect(summary(parseManifest({ ...playground, params })).params).toMatchObject([
      { name: 'site', choices: ['eu', 'us'] },
      { name: 'team', choices: null },
    ]);
    const empty = [{ ...site, choices: ['eu', ''] }];
    expect(() => parseManifest({ ...playground, params: empty })).toThrow();
  });

  it('judges an address again before it is used, wherever it was kept', () => {
    const transport = () => Promise.reject(new Error('nothing may be sent'));
    const plugin = createProvider(playground, { clock });
    for (const baseUrl of ['http://evil.example', 'file:///etc/passwd', 'https://a@b.example']) {
      const access = { baseUrl, transport, credential: new Secret('x'), pace: freePace, params: {} };
      const rest = { inferred: false, paths: {}, candidates: {}, remember: () => undefined };
      expect(() => plugin.connect({ ...access, ...rest })).toThrow(/base URL/);
    }
  });

  it('offers for Playground what Playground takes', () => {
    expect(playground.scopes.map(({ id }) => id)).toEqual([...SCOPES]);
  });
});
