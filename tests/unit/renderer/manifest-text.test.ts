import { describe, expect, test } from 'vitest';
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
