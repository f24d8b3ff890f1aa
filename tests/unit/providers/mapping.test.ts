import { describe, expect, it } from 'vitest';
import { pick, pickFitting, without } from '../../../electron/providers/engine/answer-path.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { readKey as read } from '../../../electron/providers/engine/mapping.ts';
import { playground } from '../../../electron/providers/playground.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const readKey = (item: unknown, manifest: Manifest) => read(item, manifest, NOW);

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
  allowed_ips: [],
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
    { id: {} },
    { id: 'a b' },
    { id: 'a\n' },
    { id: 'x'.repeat(257) },
    { name: null },
    { name: {} },
    { status: 'sleeping' },
    { status: null },
    { scopes: 'contacts:read' },
    { scopes: [1] },
    { test_mode: 'perhaps' },
    { created_at: 'yesterday' },
    { created_at: 1700000000 },
    { expires_at: '2026-13-01T00:00:00Z' },
    { last_used_at: 'sometimes' },
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

  it.each([
    ['epochS', 1_800_000_000, '2027-01-15T08:00:00.000Z'],
    ['epochMs', '1800000000000', '2027-01-15T08:00:00.000Z'],
    ['rfc2822', 'Fri, 15 Jan 2027 09:00:00 +0100', '2027-01-15T08:00:00.000Z'],
    ['iso', '2027-01-15', '2027-01-15T00:00:00.000Z'],
    ['iso', '2027-01-15T08:00:00', '2027-01-15T08:00:00.000Z'],
    ['iso', '0001-01-01T00:00:00Z', null],
    ['epochS', 0, null],
    ['epochMs', null, null],
  ] as const)('reads a date written as %s: %j', (as, value, means) => {
    const fields = { ...playground.fields, expiresAt: { path: 'expires_at', as } };
    expect(readKey({ ...ITEM, expires_at: value }, { ...playground, fields })?.expiresAt).toBe(means);
  });

  it.each([
    ['spaced', 'a:read  b:write', ['a:read', 'b:write']],
    ['comma', 'a:read, b:write', ['a:read', 'b:write']],
    ['comma', ' a:read ,, b:write,', ['a:read', 'b:write']],
    ['tree', { a: ['read', 'write'], b: { read: true, write: false } }, ['a:read', 'a:write', 'b:read']],
    ['tree', { a: [7] }, null],
    ['tree', { a: 'read' }, null],
  ] as const)('reads scopes written as %s: %j', (as, value, means) => {
    const fields = { ...playground.fields, scopes: { path: 'scopes', as } };
    expect(readKey({ ...ITEM, scopes: value }, { ...playground, fields })?.scopes ?? null).toEqual(means);
  });

  it('takes the first alternative that fits, and does without what may be missing', () => {
    const fields = {
      ...playground.fields,
      id: ['key', 'id'],
      testMode: { path: 'live', as: 'not' as const },
      lastUsedAt: { path: ['used.at', 'seen'], optional: true as const },
    };
    const key = readKey({ ...ITEM, key: { value: 'x' }, live: true }, { ...playground, fields });
    expect(key).toMatchObject({ id: 'k1', testMode: false, lastUsedAt: null });
  });

  it('does not do without what is there in another form', () => {
    const fields = { ...playground.fields, lastUsedAt: { path: 'seen', optional: true as const } };
    expect(readKey({ ...ITEM, seen: 'yesterday' }, { ...playground, fields })).toBeNull();
  });

  it.each([
    ['ke_live_abcd…', 'ke_live_abcd'],
    ['ke_live_abcd...', 'ke_live_abcd'],
    ['sk-****-wxyz', 'sk-'],
    ['••••wxyz', ''],
  ])('shows of the masked key %s what stands before the mask', (prefix, hint) => {
    expect(readKey({ ...ITEM, prefix }, playground)?.hint).toBe(hint);
  });

  it.each([
    [{ revoked_at: '2026-01-01T00:00:00Z' }, 'revoked'],
    [{ revoked_at: null, expires_at: '2026-11-20T11:59:59Z' }, 'expired'],
    [{ expires_at: '2026-11-20T12:00:01Z', status: 'ENABLED' }, 'active'],
    [{ status: 'anything else' }, 'inactive'],
  ] as const)('has the status of the first rule that fits: %j', (change, status) => {
    const rules: Manifest['status'] = [
      { path: 'revoked_at', exists: true, is: 'revoked' },
      { path: 'expires_at', past: true, is: 'expired' },
      { path: 'status', equals: 'enabled', is: 'active' },
      { is: 'inactive' },
    ];
    expect(readKey({ ...ITEM, ...change }, { ...playground, status: rules })?.status).toBe(status);
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
  it.each([
    '__proto__',
    'constructor',
    'constructor.name',
    'toString',
    'a.length',
    'list.length',
    'list.1',
    'list.-1',
  ])('finds nothing at %s', (path) => {
    expect(pick({ a: 'text', list: ['x'] }, path)).toBeUndefined();
  });

  it('may be one of several, and is the first that fits', () => {
    const document = { data: { key: 'text' }, key: { id: 1 }, list: [{ id: 2 }] };
    expect(pick(document, ['item', 'list.0.id'])).toBe(2);
    const object = (value: unknown) => (typeof value === 'object' ? value : null);
    expect(pickFitting(document, ['data.key', 'nothing', 'key'], object)).toEqual({ id: 1 });
    expect(pickFitting(document, ['data.key'], object)).toBeNull();
    expect(pick(document, '$')).toBe(document);
  });

  it('is taken out, and nothing else', () => {
    const document = { a: { b: 1, c: 2 }, d: 3 };
    expect(without(document, 'a.b')).toEqual({ a: { c: 2 }, d: 3 });
    expect(without(document, 'x.y')).toEqual(document);
    expect(document).toEqual({ a: { b: 1, c: 2 }, d: 3 });
  });
});
