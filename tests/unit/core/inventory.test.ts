import { describe, expect, test } from 'vitest';
import { atServices } from '#core/inventory/at-services.ts';
import type { Facts, KnownKey } from '#core/inventory/facts.ts';
import { inCommon } from '#core/inventory/in-common.ts';
import type { InventoryRow } from '#shared/model/inventory.ts';
import { daysAgo, deliveryRecord, factsOf, knownKey, listedConnection } from './inventory-facts.ts';

const brief = (rows: readonly InventoryRow[]) =>
  rows.map(({ kind, keyId, mend }) => `${kind} ${keyId}: ${mend.act}`);
const found = (facts: Facts) => brief([...atServices(facts), ...inCommon(facts)]);

const key = (changes: Partial<KnownKey> = {}) => knownKey({ id: 'a', ...changes });
const local = { connection: null, connectionId: null, remoteId: null, lastUsedAt: null } as const;
const listedBefore = (days: number) => ({ connection: listedConnection({ syncedAt: daysAgo(days) }) });

describe('what a service said', () => {
  test.each<[string, Partial<KnownKey>, readonly string[]]>([
    ['an orphan', { status: 'orphan', held: false }, ['orphan a: revoke']],
    [
      'an orphan of a service that is not asked any more',
      { status: 'orphan', held: false, connection: null },
      ['orphan a: delete'],
    ],
    ['a ghost, whose value is here', { status: 'ghost' }, ['ghost a: delete']],
    ['a ghost, whose value is not here either', { status: 'ghost', held: false }, ['ghost a: delete']],
    ['a key whose value is not here', { held: false }, ['not-held a: enter']],
    ['one that is disabled', { held: false, status: 'inactive' }, ['not-held a: enter']],
    ['one that is revoked needs no value', { held: false, status: 'revoked' }, []],
    ['one that has expired needs none', { held: false, status: 'expired' }, []],
    ['a key that is in use', {}, []],
    ['a local key', local, []],
  ])('%s', (_, changes, rows) => {
    expect(found(factsOf([key(changes)]))).toEqual(rows);
  });

  test('what is told of a service carries when it said so', () => {
    const [row] = atServices(factsOf([key({ status: 'ghost', ...listedBefore(3) })]));
    expect(row?.asOf).toBe(daysAgo(3));
  });

  test('an orphan is deleted where the service revokes nothing', () => {
    const facts = factsOf([key({ status: 'orphan', held: false })], { offered: ['delete'] });
    expect(found(facts)).toEqual(['orphan a: delete']);
  });
});

describe('a key is stale', () => {
  const STALE = ['stale a: revoke'];
  test.each<[string, Partial<KnownKey>, readonly string[]]>([
    ['after 90 days to the second', { lastUsedAt: daysAgo(90) }, STALE],
    ['not a second before', { lastUsedAt: new Date(Date.parse(daysAgo(90)) + 1_000).toISOString() }, []],
    ['counted from its making where it was never used', { lastUsedAt: null, createdAt: daysAgo(91) }, STALE],
    ['not while it is younger than that', { lastUsedAt: null, createdAt: daysAgo(89) }, []],
    ['not where it is disabled already', { lastUsedAt: daysAgo(400), status: 'inactive' }, []],
    ['not where it has expired', { lastUsedAt: daysAgo(400), status: 'expired' }, []],
    ['not where no service lists it', { ...local, createdAt: daysAgo(400) }, []],
    [
      'not where it is not known which key it is there',
      { remoteId: null, lastUsedAt: null, createdAt: daysAgo(400) },
      [],
    ],
    [
      'not by a list of long ago, as it may have been used since',
      { ...listedBefore(60), lastUsedAt: daysAgo(100) },
      [],
    ],
    ['by a list of long ago that told of 90 days', { ...listedBefore(60), lastUsedAt: daysAgo(150) }, STALE],
    [
      'not before the service was ever listed',
      { connection: listedConnection({ syncedAt: null }), lastUsedAt: daysAgo(400) },
      [],
    ],
  ])('%s', (_, changes, rows) => {
    expect(found(factsOf([key(changes)]))).toEqual(rows);
  });

  const unused = key({ lastUsedAt: null, createdAt: daysAgo(400) });

  test('never by silence, where a service tells no use at all', () => {
    expect(found(factsOf([unused], { tellsLastUse: false }))).toEqual([]);
  });

  test('by silence, where the service told of the use of another key', () => {
    const used = knownKey({ id: 'b' });
    expect(found(factsOf([unused, used], { tellsLastUse: false }))).toEqual(STALE);
  });

  test('not by what another connection tells', () => {
    const other = knownKey({ id: 'b', connection: listedConnection({ id: 'other' }) });
    expect(found(factsOf([unused, other], { tellsLastUse: false }))).toEqual([]);
  });

  test('and not held at once, each with its own act', () => {
    const facts = factsOf([key({ held: false, lastUsedAt: daysAgo(400) })]);
    expect(found(facts)).toEqual(['stale a: revoke', 'not-held a: enter']);
  });
});

describe('one value under several keys', () => {
  const same = (id: string, changes: Partial<KnownKey> = {}) =>
    knownKey({ id, fingerprint: 'ff', ...changes });

  test.each<[string, readonly KnownKey[], readonly string[]]>([
    ['the key that the service knows stays', [same('a', local), same('b')], ['shared a: delete']],
    [
      'of two local ones that of production stays',
      [same('a', local), same('b', { ...local, inProduction: true })],
      ['shared a: delete'],
    ],
    [
      'then the older one',
      [same('a', local), same('b', { ...local, createdAt: daysAgo(300) })],
      ['shared a: delete'],
    ],
    [
      'all but one of three are told',
      [same('a'), same('b', local), same('c', local)],
      ['shared b: delete', 'shared c: delete'],
    ],
    [
      'a second one of a service gets a value of its own',
      [same('a'), same('b', { remoteId: null })],
      ['shared b: replace'],
    ],
    ['two values that only begin alike are two', [same('a'), same('b', { fingerprint: 'fe' })], []],
    [
      'values that nobody has looked at are not the same',
      [same('a', { fingerprint: null }), same('b', { fingerprint: null })],
      [],
    ],
    [
      'a value that is not here any more counts no more',
      [same('a'), same('b', { held: false, ...local })],
      [],
    ],
    ['nor one of a revoked key', [same('a'), same('b', { status: 'revoked' })], []],
  ])('%s', (_, keys, rows) => {
    expect(brief(inCommon(factsOf(keys)))).toEqual(rows);
  });

  test('the others are named, and what would end with it is said', () => {
    const [row] = inCommon(factsOf([same('a', { inProduction: true }), same('b')]));
    expect(row).toMatchObject({ keyId: 'b', others: ['a'], mend: { act: 'replace' } });
    expect(row?.note).toContain('give the other keys that have it a new one too');
  });

  test('before a delivered one goes, its programs need another key', () => {
    const deliveries = [deliveryRecord({ id: 'd', keyId: 'b' })];
    const [row] = inCommon(factsOf([same('a'), same('b', local)], { deliveries }));
    expect(row?.note).toBe('It is delivered: first make another key for what uses it.');
  });
});

describe('one key at several tools', () => {
  const at = (id: string, changes: Parameters<typeof deliveryRecord>[0] | object = {}) =>
    deliveryRecord({ id, keyId: 'a', ...changes });
  const first = at('first', { createdAt: daysAgo(20) });

  test.each<[string, ReturnType<typeof at>, readonly string[]]>([
    ['another target', at('d', { target: 'zed' }), ['shared a: make']],
    ['another file of the same target', at('d', { file: '/project/.cursor/mcp.json' }), ['shared a: make']],
    ['another server in the same file is the same tool', at('d', { server: 'more' }), []],
    ['a delivery of another key', at('d', { target: 'zed', keyId: 'b' }), []],
  ])('%s', (_, second, rows) => {
    expect(brief(inCommon(factsOf([key()], { deliveries: [second, first] })))).toEqual(rows);
  });

  test('each place but the first is a row, with where it is', () => {
    const deliveries = [
      at('x', { target: 'zed', file: '/zed' }),
      at('y', { target: 'codex', file: '/codex' }),
      first,
    ];
    expect(inCommon(factsOf([key()], { deliveries })).map(({ place }) => place?.file)).toEqual([
      '/zed',
      '/codex',
    ]);
  });

  test('a local key, of which no second can be made, is taken out there', () => {
    const rows = inCommon(factsOf([key(local)], { deliveries: [first, at('d', { target: 'zed' })] }));
    expect(rows[0]?.mend).toEqual({ act: 'unexport', delivery: 'd' });
  });

  test('a revoked key is no longer shared', () => {
    const facts = factsOf([key({ status: 'revoked' })], { deliveries: [first, at('d', { target: 'zed' })] });
    expect(inCommon(facts)).toEqual([]);
  });
});
