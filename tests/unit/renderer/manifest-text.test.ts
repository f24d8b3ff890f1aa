import { describe, expect, test } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createManifestReader } from '../../../electron/providers/index.ts';
import {
  authOf,
  FIELDS,
  type FieldName,
  fieldOf,
  newManifest,
  parseManifest,
  withAuth,
  withField,
} from '../../../renderer/features/connections/services/manifest-text.ts';

const parsed = (text: string) => {
  const manifest = parseManifest(text);
  if (manifest === null) throw new Error('no manifest');
  return manifest;
};
const filledIn = (fields: readonly (readonly [FieldName, string])[]) =>
  fields.reduce((text, [name, value]) => withField(parsed(text), name, value), newManifest());

describe('the form of a service', () => {
  test.each(Object.keys(FIELDS) as FieldName[])('reads %s back as it was written', (name) => {
    expect(fieldOf(parsed(filledIn([[name, 'some/value']])), name)).toBe('some/value');
  });

  test('leaves alone what it does not know', () => {
    const text = JSON.stringify({ name: 'A', limits: { concurrent: 5 }, hosts: [{ id: 'x', stages: [] }] });
    expect(parsed(withField(parsed(text), 'baseUrl', 'https://a.example'))).toEqual({
      name: 'A',
      limits: { concurrent: 5 },
      hosts: [{ id: 'x', stages: [], baseUrl: 'https://a.example' }],
    });
  });

  test('adds an operation with its path, and takes it out with it', () => {
    const text = filledIn([['deletePath', '/keys/{id}']]);
    expect(parsed(text).ops).toMatchObject({
      delete: { mode: 'api', request: { method: 'DELETE', path: '/keys/{id}' } },
    });
    expect(parsed(withField(parsed(text), 'deletePath', '')).ops).not.toHaveProperty('delete');
  });

  test('says what it cannot show instead of overwriting it', () => {
    const text = JSON.stringify({ fields: { id: { path: 'id', as: 'text' } } });
    expect(fieldOf(parsed(text), 'keyId')).toBeNull();
  });

  test.each([
    ['bearer', ''],
    ['header', 'X-Token'],
    ['basic', ''],
  ] as const)('reads the sign-in %s back', (style, header) => {
    const manifest = parsed(withAuth(parsed(newManifest()), style, header));
    expect(authOf(manifest)).toEqual({ style, header });
  });

  test('does not claim to know a sign-in of another kind', () => {
    const text = JSON.stringify({ credentials: [{ auth: { candidates: [] } }] });
    expect(authOf(parsed(text)).style).toBeNull();
  });

  test.each(['', '{', '[]', 'null', '3', '"text"'])('waits while the JSON is %j', (text) => {
    expect(parseManifest(text)).toBeNull();
  });
});

describe('what the form writes', () => {
  const reader = createManifestReader({ clock: fakeClock() });
  const needed = [
    ['name', 'Acme CRM'],
    ['id', 'acme-crm'],
    ['baseUrl', 'https://api.acme.example'],
    ['listPath', '/keys'],
    ['createPath', '/keys'],
  ] as const;

  test.each([
    ['the least', needed],
    [
      'everything',
      [
        ...needed,
        ['deletePath', '/keys/{id}'],
        ['verifyPath', '/me'],
        ['items', 'data.items'],
        ['secret', 'data.key'],
        ['keyId', 'uuid'],
        ['keyName', 'label'],
        ['keyCreated', 'createdAt'],
      ] as const,
    ],
  ] as const)('can be used: %s', (_what, fields) => {
    const { issues, provider } = reader.check(filledIn(fields));
    expect(issues).toEqual([]);
    // Nothing has to be switched on: the user says what they know of their own service.
    expect(provider?.inferredOffers).toBeNull();
  });

  test.each([
    ['bearer', ''],
    ['header', 'X-Token'],
    ['basic', ''],
  ] as const)('can be used with the sign-in %s', (style, header) => {
    expect(reader.check(withAuth(parsed(filledIn(needed)), style, header)).issues).toEqual([]);
  });

  test('cannot be used before it is filled in, and the fields at fault are named', () => {
    const paths = reader.check(newManifest()).issues.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['id', 'name', 'hosts.0.baseUrl']));
  });
});
