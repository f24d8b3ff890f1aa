import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { readOnlyScopes } from '#shared/model/provider.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { SCOPES } from '../../../electron/playground/catalogue.ts';
import { type Manifest, manifestSchema, parseManifest } from '../../../electron/providers/engine/manifest.ts';
import { createProvider } from '../../../electron/providers/engine/provider.ts';
import { manifests } from '../../../electron/providers/index.ts';
import { playground } from '../../../electron/providers/playground.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const copy = (): Json => structuredClone(playground) as unknown as Json;

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
  const strict = objectsIn(playground).filter((path) => path.join('.') !== 'ops.create.request.body');

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
      (m: Json) => Object.assign(at(m, ['ops', 'list']), { itemsPath: 'keys[?(@.x)]' }),
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
        Object.assign(m, { credentials: [{ id: 'management', auth: { header: { name: 'x\r\ny' } } }] }),
    ],
    [
      'an unknown input',
      (m: Json) => Object.assign(at(m, ['ops', 'create', 'request', 'body']), { name: { $: 'secret' } }),
    ],
    [
      'a GET that creates',
      (m: Json) => Object.assign(at(m, ['ops', 'create', 'request']), { method: 'GET' }),
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
    expect(() => createProvider(own, { clock }).baseUrl(undefined)).toThrow(/address/);
    expect(createProvider(own, { clock }).baseUrl('http://localhost:5678/')).toBe('http://localhost:5678');
  });

  it('knows the address of a service that has one, and lets https alone replace it', () => {
    const fixed = parseManifest({
      ...playground,
      hosts: [{ id: 'eu', kind: 'fixed', baseUrl: 'https://a.example' }],
    });
    const plugin = createProvider(fixed, { clock });
    expect(plugin.baseUrl(undefined)).toBe('https://a.example');
    expect(plugin.baseUrl('https://127.0.0.1:8443')).toBe('https://127.0.0.1:8443');
    expect(() => plugin.baseUrl('http://127.0.0.1:8080')).toThrow(/https/);
  });

  it('judges an address again before it is used, wherever it was kept', () => {
    const transport = () => Promise.reject(new Error('nothing may be sent'));
    const plugin = createProvider(playground, { clock });
    for (const baseUrl of ['http://evil.example', 'file:///etc/passwd', 'https://a@b.example']) {
      expect(() => plugin.connect({ baseUrl, transport, credential: new Secret('x') })).toThrow(/base URL/);
    }
  });

  it('offers for Playground what Playground takes', () => {
    expect(playground.scopes.map(({ id }) => id)).toEqual([...SCOPES]);
  });
});
