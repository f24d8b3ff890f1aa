import { describe, expect, it } from 'vitest';
import { pick, readKey, without } from '../../../electron/providers/engine/mapping.ts';
import { playground } from '../../../electron/providers/playground.ts';

const ITEM = {
  id: 'k1',
  name: 'One',
  description: '',
  prefix: 'pg_live_abcd',
  status: 'active',
  scopes: ['contacts:read'],
  test_mode: false,
  created_at: '2026-11-20T12:00:00Z',
  expires_at: null,
  last_used_at: null,
};

describe('a key in an answer', () => {
  it('is read as the manifest maps it', () => {
    expect(readKey(ITEM, playground)).toMatchObject({ id: 'k1', hint: 'pg_live_abcd', status: 'active' });
  });

  it.each(Object.keys(ITEM))('is refused without its %s', (name) => {
    expect(readKey({ ...ITEM, [name]: undefined }, playground)).toBeNull();
  });

  it.each([
    { id: '' },
    { id: 7 },
    { id: 'a b' },
    { id: 'a\n' },
    { id: 'x'.repeat(257) },
    { name: null },
    { name: {} },
    { status: 'sleeping' },
    { status: null },
    { scopes: 'contacts:read' },
    { scopes: [1] },
    { test_mode: 'false' },
    { created_at: 'yesterday' },
    { created_at: 1700000000 },
    { expires_at: '2026-13-01T00:00:00Z' },
    { last_used_at: '' },
  ])('is refused with %j', (change) => {
    expect(readKey({ ...ITEM, ...change }, playground)).toBeNull();
  });

  it.each([null, undefined, 'text', 7, [], [ITEM]])('is refused where it is %j', (item) => {
    expect(readKey(item, playground)).toBeNull();
  });

  it('shows no more of its value than the service publishes', () => {
    expect(readKey({ ...ITEM, prefix: 'pg_live_abcdefghijklmnop' }, playground)?.hint).toBe('pg_live_abcd');
  });

  it('is read without what is redacted, wherever a mapping points', () => {
    const manifest = { ...playground, fields: { ...playground.fields, hint: 'secret' } };
    expect(readKey({ ...ITEM, secret: 'CANARY' }, manifest)).toBeNull();
  });

  it('carries dates in UTC', () => {
    expect(readKey({ ...ITEM, expires_at: '2027-01-01T01:00:00+01:00' }, playground)?.expiresAt).toBe(
      '2027-01-01T00:00:00.000Z',
    );
  });

  it('has a name that fits on one line', () => {
    expect(readKey({ ...ITEM, name: 'A\u001b[2J\nB\u202e' }, playground)?.name).toBe('A [2J B');
  });
});

describe('a path into an answer', () => {
  it.each(['__proto__', 'constructor', 'constructor.name', 'toString', 'a.length', 'list.0'])(
    'finds nothing at %s',
    (path) => {
      expect(pick({ a: 'text', list: ['x'] }, path)).toBeUndefined();
    },
  );

  it('is taken out, and nothing else', () => {
    const document = { a: { b: 1, c: 2 }, d: 3 };
    expect(without(document, 'a.b')).toEqual({ a: { c: 2 }, d: 3 });
    expect(without(document, 'x.y')).toEqual(document);
    expect(document).toEqual({ a: { b: 1, c: 2 }, d: 3 });
  });
});
