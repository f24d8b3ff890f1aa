import { describe, expect, it } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { SEARCH_FIELDS } from '#shared/model/search/fields.ts';
import { matcherOf } from '#shared/model/search/match.ts';
import { parseSearch } from '#shared/model/search/parse.ts';
import { searchableIn } from '#shared/model/search/row.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { development, playground, providers, readerKey } from '#tests/fakes/rows.ts';

const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

const live = environmentRow({ id: crypto.randomUUID(), name: 'Live', stage: 'production' });
const shop = { ...playground, id: crypto.randomUUID(), name: 'The shop, №2' } as Connection;
const around = {
  environments: [development, live],
  connections: [playground, shop],
  providers,
  local: 'Local',
};

const plain: Key = {
  ...readerKey,
  name: 'plain',
  description: '',
  tags: [],
  connectionId: null,
  variable: null,
  hint: '',
  held: true,
  acknowledged: true,
  status: 'active',
  scopes: [],
  testMode: false,
  expiresAt: null,
  lastUsedAt: inDays(-1),
  rotationDueAt: null,
  deliveries: [],
};

function finds(search: string, key: Partial<Key>): boolean {
  const row = searchableIn(around)({ ...plain, ...key });
  return matcherOf(parseSearch(search), NOW)?.(row) ?? true;
}

const delivered = {
  id: crypto.randomUUID(),
  target: 'claude-desktop',
  mechanism: 'launcher',
  file: '/x',
} as const;

describe('a field of a search', () => {
  it.each<[string, Partial<Key>, Partial<Key>]>([
    ['env:DEV', { environmentId: development.id }, { environmentId: live.id }],
    ['env:production', { environmentId: live.id }, { environmentId: development.id }],
    ['env:liv', { environmentId: live.id }, { environmentId: crypto.randomUUID() }],
    ['status:revoked', { status: 'revoked' }, { status: 'active' }],
    ['status:act', { status: 'active' }, { status: 'inactive' }],
    ['status:gone', { status: 'ghost' }, { status: 'orphan' }],
    ['status:due', { rotationDueAt: inDays(-1) }, { rotationDueAt: inDays(1) }],
    ['status:revoked,orphan', { status: 'orphan' }, { status: 'expired' }],
    ['unused:90d', { lastUsedAt: null }, { lastUsedAt: inDays(-89) }],
    ['unused:90d', { lastUsedAt: inDays(-91) }, { lastUsedAt: inDays(-1) }],
    ['expires:30d', { expiresAt: inDays(29) }, { expiresAt: inDays(31) }],
    ['expires:2w', { expiresAt: inDays(13) }, { expiresAt: inDays(-1) }],
    ['expires:never', { expiresAt: null }, { expiresAt: inDays(1) }],
    ['due:7d', { rotationDueAt: inDays(-3) }, { rotationDueAt: inDays(8) }],
    ['due:never', { rotationDueAt: null }, { rotationDueAt: inDays(1) }],
    ['scope:contacts:read', { scopes: ['a', 'contacts:read'] }, { scopes: ['contacts:write'] }],
    ['service:playground', { connectionId: playground.id }, { connectionId: null }],
    ['service:local', { connectionId: null }, { connectionId: shop.id }],
    ['connection:"shop, №2"', { connectionId: shop.id }, { connectionId: playground.id }],
    ['tag:CAFÉ', { tags: ['cafe\u0301'] }, { tags: ['cafe'] }],
    ['target:claude', { deliveries: [delivered] }, { deliveries: [] }],
    ['target:"Claude Desktop"', { deliveries: [delivered] }, { name: 'Claude Desktop' }],
    ['var:unizo', { variable: 'UNIZO_API_KEY' }, { variable: null }],
    ['name:sync', { name: 'Night sync' }, { description: 'sync' }],
    ['held:no', { held: false }, { held: true }],
    ['test:yes', { testMode: true }, { testMode: false }],
    ['copied:no', { acknowledged: false }, { acknowledged: true }],
    ['copied:no', { acknowledged: false }, { acknowledged: false, status: 'revoked' }],
    ['-status:revoked', { status: 'active' }, { status: 'revoked' }],
    ['-status:revoked,expired', { status: 'active' }, { status: 'expired' }],
    ['-tag:a', { tags: ['b'] }, { tags: ['a', 'b'] }],
    ['status:active -unused:90d', { lastUsedAt: inDays(-1) }, { lastUsedAt: null }],
    ['night status:active', { name: 'Night' }, { name: 'Night', status: 'revoked' }],
  ])('%s tells keys apart', (search, found, left) => {
    expect([finds(search, found), finds(search, left)]).toEqual([true, false]);
  });

  it.each(SEARCH_FIELDS)('%s asks for nothing while nothing stands behind it', (field) => {
    expect([finds(`${field}:`, {}), finds(`-${field}:`, {})]).toEqual([true, true]);
  });

  it.each([
    'unused:90',
    'status:revokd',
    'held:maybe',
    '-held:maybe',
    '-status:revokd',
    'status:active,nonsense',
  ])('%s finds nothing rather than more than was meant', (search) => {
    expect(finds(search, {})).toBe(false);
  });
});

describe('words', () => {
  it.each([
    ['Café', { name: 'CAFE\u0301' }],
    ['"night sync"', { description: 'the Night Sync of CRM' }],
    ['assistant', { tags: ['assistant'] }],
    ['contacts:read', { scopes: ['contacts:read'] }],
    ['pg_live_8f', { hint: 'pg_live_8f2K' }],
    ['pg_live_8f2Kq', { hint: 'pg_live_8f2K' }],
    ['PG_LIVE_8F2KQLWZ', { hint: 'pg_live_8f2K' }],
  ] as const)('%s stands in it', (search, key) => {
    expect(
      finds(search, {
        ...key,
        scopes: [...('scopes' in key ? key.scopes : [])],
        tags: [...('tags' in key ? key.tags : [])],
      }),
    ).toBe(true);
  });

  it.each([
    ['night sync', { name: 'Night' }],
    ['-night', { name: 'Night' }],
    ['sk', { hint: 'pg_live_8f2K' }],
    ['sketch', { hint: 'sk' }],
    ['pg_live_9', { hint: 'pg_live_8f2K' }],
  ])('%s does not', (search, key) => {
    expect(finds(search, key)).toBe(false);
  });
});
