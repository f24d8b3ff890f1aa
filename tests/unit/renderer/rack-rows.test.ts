import { describe, expect, test } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { parseSearch } from '#shared/model/search/parse.ts';
import { type Order, orderRows } from '../../../renderer/features/rack/rack-order.ts';
import { type RackRow, rackRows, searchRows } from '../../../renderer/features/rack/rack-rows.ts';
import { rowAfter } from '../../../renderer/ui/rows/row-after.ts';

const AROUND = { environments: [], connections: [], providers: [], local: 'Local' };

function key(fields: Partial<Key>): Key {
  return {
    id: crypto.randomUUID(),
    name: 'Key',
    description: '',
    tags: [],
    environmentId: 'environment',
    connectionId: null,
    remoteId: null,
    variable: null,
    hint: '',
    held: true,
    acknowledged: true,
    status: 'active',
    scopes: [],
    testMode: false,
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: null,
    lastUsedAt: null,
    allowedIps: [],
    rateLimit: null,
    checkedAt: null,
    notes: '',
    fingerprint: null,
    replacedBy: null,
    rotationDueAt: null,
    deliveries: [],
    ...fields,
  };
}

const rowsOf = (...keys: readonly Partial<Key>[]) => rackRows(keys.map(key), AROUND, null);
const find = (rows: readonly RackRow[], search: string) =>
  searchRows(rows, parseSearch(search), Date.parse('2026-06-15T12:00:00Z'));
const names = (rows: readonly { readonly key: Key }[]) => rows.map((row) => row.key.name);

describe('the rack', () => {
  test('shows the keys of one environment, or of all', () => {
    const keys = [key({ name: 'a', environmentId: 'one' }), key({ name: 'b', environmentId: 'two' })];
    expect(names(rackRows(keys, AROUND, 'two'))).toEqual(['b']);
    expect(names(rackRows(keys, AROUND, null))).toEqual(['a', 'b']);
  });

  test('says which service a key is of, by the best name that is known', () => {
    const connection = { id: 'c', provider: 'unizo' } as Connection;
    const around = { ...AROUND, connections: [connection] };
    const keys = [key({ connectionId: 'c' }), key({ connectionId: 'gone' }), key({})];
    expect(rackRows(keys, around, null).map((row) => row.service)).toEqual(['unizo', 'Local', 'Local']);
  });
});

describe('the search', () => {
  const rows = rowsOf(
    { name: 'Claude Desktop', hint: 'pg_live_8f', variable: 'UNIZO_API_KEY', scopes: ['contacts:read'] },
    { name: 'CAFÉ', hint: 'sk_test' },
    { name: '100% (a+b)*[c] \\d $1', hint: '' },
    { name: '🧑🏽‍🚀 Rakete', hint: '' },
  );

  test.each([
    ['', 4],
    ['   ', 4],
    ['claude', 1],
    ['DESKTOP claude', 1],
    ['claude sk_test', 0],
    ['pg_live', 1],
    ['unizo_api', 1],
    ['contacts:read', 1],
    ['café', 1],
    ['cafe\u0301', 1],
    ['(a+b)*[c]', 1],
    ['\\d $1', 1],
    ['🧑🏽‍🚀', 1],
    ['local', 4],
    ['no such key', 0],
  ])('finds by plain text: %j', (search, count) => {
    expect(find(rows, search)).toHaveLength(count);
  });

  test('finds the keys of one connection by its name', () => {
    const connections = [
      { id: 'a', provider: 'unizo', name: 'Unizo of the lab' },
      { id: 'b', provider: 'unizo', name: 'Unizo of the shop' },
    ] as Connection[];
    const keys = [key({ name: 'one', connectionId: 'a' }), key({ name: 'two', connectionId: 'b' })];
    const found = find(rackRows(keys, { ...AROUND, connections }, null), 'of the shop');
    expect(names(found)).toEqual(['two']);
  });

  test('does not run two fields together', () => {
    expect(find(rows, 'desktoppg')).toHaveLength(0);
  });

  test('gives the same list where nothing is asked, so that nothing is drawn anew', () => {
    expect(find(rows, ' ')).toBe(rows);
  });
});

describe('the order', () => {
  const sorted = (order: Order, ...keys: readonly Partial<Key>[]) => names(orderRows(rowsOf(...keys), order));

  test('counts numbers in names, and does not care for case', () => {
    const keys = [{ name: 'key 10' }, { name: 'Key 9' }, { name: 'key 1' }];
    expect(sorted({ column: 'name', descending: false }, ...keys)).toEqual(['key 1', 'Key 9', 'key 10']);
  });

  test.each([true, false])('puts keys without an end last, descending %s', (descending) => {
    const keys = [
      { name: 'never', expiresAt: null },
      { name: 'soon', expiresAt: '2026-02-01T00:00:00Z' },
      { name: 'later', expiresAt: '2027-02-01T00:00:00Z' },
    ];
    const expected = descending ? ['later', 'soon', 'never'] : ['soon', 'later', 'never'];
    expect(sorted({ column: 'expires', descending }, ...keys)).toEqual(expected);
  });

  test('leaves equal rows as they were', () => {
    const keys = [{ name: 'b' }, { name: 'a' }, { name: 'c' }];
    expect(sorted({ column: 'status', descending: true }, ...keys)).toEqual(['b', 'a', 'c']);
  });
});

test.each([
  ['ArrowDown', 0, 3, 1],
  ['ArrowDown', 2, 3, 2],
  ['ArrowUp', 0, 3, 0],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['PageDown', 0, 100, 10],
  ['PageUp', 5, 100, 0],
  ['ArrowDown', -1, 3, 0],
  ['ArrowDown', 0, 0, null],
  ['x', 1, 3, null],
])('%s from row %d of %d leads to %s', (pressed, index, count, expected) => {
  expect(rowAfter(pressed, index, count, 10)).toBe(expected);
});
