import { describe, expect, it } from 'vitest';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { fakeProvider } from '#tests/fakes/provider.ts';
import { connections, providers } from '#tests/fakes/rows.ts';
import { gridOf } from '../../../../renderer/features/grid/grid-rows.ts';
import { warningsOf } from '../../../../renderer/features/grid/grid-warnings.ts';
import { placeAfter } from '../../../../renderer/features/grid/place-after.ts';
import { dialogFor, promotionOf } from '../../../../renderer/features/grid/promotion.ts';
import { startAt } from '../../../../renderer/features/rack/new-key/start.ts';
import { columns, development, environment, key, production, staging } from './grid.ts';

/** Promotes the first variable from one environment. */
function promoted(keys: readonly Key[], at: Environment, among: readonly Environment[] = columns) {
  const [row] = gridOf(keys, among).rows;
  const cell = row?.cells.find(({ environment: { id } }) => id === at.id);
  if (row === undefined || cell === undefined) throw new Error('no such cell');
  const found = promotionOf(row, cell);
  return typeof found === 'string' ? found : `${found.key.environmentId} → ${found.to.name}`;
}

describe('promoting', () => {
  const inDevelopment = key(development, 'A', 'x');
  const inStaging = key(staging, 'A', 'y');
  const inProduction = key(production, 'A', 'z');

  it.each<[string, readonly Key[], Environment, string]>([
    ['goes to the next environment', [inDevelopment], development, 'Development → Staging'],
    [
      'passes over one that has the variable',
      [inDevelopment, inStaging],
      development,
      'Development → Production',
    ],
    [
      'comes into a missing cell from the nearest environment before it',
      [inDevelopment, inStaging],
      production,
      'Staging → Production',
    ],
    [
      'comes from a later one where none before it has the variable',
      [inProduction],
      staging,
      'Production → Staging',
    ],
    ['does not go back', [inStaging], production, 'Staging → Production'],
  ])('%s', (_, keys, at, words) => {
    expect(promoted(keys, at)).toBe(words);
  });

  it('says why there is nothing to promote', () => {
    expect(promoted([inProduction], production)).toContain('no later environment');
    expect(promoted([inDevelopment, inStaging, inProduction], development)).toContain(
      'Every later environment',
    );
    const own = environment('Own', 'custom');
    expect(promoted([key(own, 'A', 'x')], own, [...columns, own])).toContain('its own stage');
    const dead = key(development, 'A', null, { status: 'revoked', held: false });
    expect(promoted([dead], staging)).toContain('could be promoted');
  });

  it('stays within a project', () => {
    const shop = environment('Shop', 'staging', { project: 'Shop' });
    expect(promoted([inDevelopment], development, [development, shop])).toContain('no later environment');
  });

  it('makes a value of its own for a local key, a new key at the same service, or a connection first', () => {
    const to = staging;
    expect(dialogFor({ key: inDevelopment, to }, connections)).toMatchObject({ kind: 'add-key' });
    const [first] = connections;
    if (first === undefined) throw new Error('no connection');
    const ofService = { ...inDevelopment, connectionId: first.id };
    expect(dialogFor({ key: ofService, to }, connections)).toMatchObject({
      kind: 'add-connection',
      environmentId: 'Staging',
      provider: first.provider,
    });
    const there = { ...first, id: 'there', environmentId: to.id };
    expect(dialogFor({ key: ofService, to }, [...connections, there])).toMatchObject({
      kind: 'new-key',
      like: ofService.id,
      at: 'there',
    });
  });
});

describe('what a promoted key begins with', () => {
  const service = fakeProvider({ id: 'fake', name: 'Fake' });
  const [first] = connections;
  const data = (to: Environment) =>
    ({
      connections: {
        state: 'ready',
        value: [{ ...first, id: 'there', provider: 'fake', environmentId: to.id }],
      },
      environments: { state: 'ready', value: columns },
      providers: { state: 'ready', value: [service] },
    }) as unknown as Parameters<typeof startAt>[0];
  const like = key(development, 'A', 'x', {
    name: 'n8n - Nightly sync',
    scopes: ['notes:read', 'notes:gone'],
    testMode: true,
    allowedIps: ['10.0.0.0/8'],
    connectionId: 'here',
  });

  it('is the other key, in its own words, with the scopes that there are', () => {
    expect(startAt(data(staging), like, 'there')).toMatchObject({
      environmentId: 'Staging',
      connectionId: 'there',
      tool: 'n8n',
      purpose: 'Nightly sync',
      variable: 'A',
      scopes: ['notes:read'],
      testMode: true,
      allowedIps: '',
    });
  });

  it('is no test mode in production, and nothing where the connection is gone', () => {
    expect(startAt(data(production), like, 'there')?.testMode).toBe(false);
    expect(startAt(data(staging), like, 'gone')).toBeNull();
    expect(startAt(data(staging), null, 'there')).toBeNull();
  });
});

describe('warnings', () => {
  const told = (keys: readonly Key[], services = providers) =>
    warningsOf(gridOf(keys, columns).rows, keys, columns, services).map(({ text }) => text);

  it('tell a value of production that is used elsewhere, also under another variable', () => {
    const keys = [key(production, 'A', 'x'), key(development, 'B', 'x'), key(staging, 'A', 'y')];
    expect(told(keys)).toEqual(['A: the value of Production is also used in Development.']);
  });

  it('tell a test-mode key in production, by the service’s word or by its first characters', () => {
    expect(told([key(production, 'A', 'x', { testMode: true })])).toEqual([
      'A: a test-mode key in Production.',
    ]);
    const service = fakeProvider({ id: 'f', name: 'F', modes: [{ prefix: 'fk_test_', testMode: true }] });
    expect(told([key(production, 'A', 'x', { hint: 'fk_test_abcd' })], [service])).toHaveLength(1);
    expect(told([key(staging, 'A', 'x', { testMode: true })])).toEqual([]);
  });

  it('tell what expired in one environment and is alive in another', () => {
    const keys = [key(staging, 'A', 'x', { status: 'expired' }), key(production, 'A', 'y')];
    expect(told(keys)).toEqual(['A: expired in Staging, and alive in Production.']);
    expect(told([key(staging, 'A', 'x', { status: 'expired' })])).toEqual([]);
  });

  it('say nothing of two environments outside of production, nor of what is revoked', () => {
    expect(told([key(development, 'A', 'x'), key(staging, 'A', 'x')])).toEqual([]);
    const dead = key(production, 'A', null, { status: 'revoked', held: false, testMode: true });
    expect(told([dead])).toEqual([]);
  });
});

describe('a key press in the grid', () => {
  const size = { rows: 100, columns: 3, page: 10 };
  it.each([
    ['ArrowDown', { row: 5, column: 1 }, { row: 6, column: 1 }],
    ['ArrowUp', { row: 0, column: 1 }, { row: 0, column: 1 }],
    ['ArrowRight', { row: 5, column: 2 }, { row: 5, column: 2 }],
    ['ArrowLeft', { row: 5, column: 2 }, { row: 5, column: 1 }],
    ['PageDown', { row: 95, column: 0 }, { row: 99, column: 0 }],
    ['PageUp', { row: 5, column: 0 }, { row: 0, column: 0 }],
    ['Home', { row: 5, column: 2 }, { row: 5, column: 0 }],
    ['End', { row: 5, column: 0 }, { row: 5, column: 2 }],
    ['x', { row: 5, column: 0 }, null],
    ['constructor', { row: 5, column: 0 }, null],
  ])('%s moves from %j to %j', (pressed, from, to) => {
    expect(placeAfter({ key: pressed, ctrlKey: false }, from, size)).toEqual(to);
  });

  it('goes to the corners with Ctrl', () => {
    expect(placeAfter({ key: 'End', ctrlKey: true }, { row: 5, column: 1 }, size)).toEqual({
      row: 99,
      column: 2,
    });
    expect(placeAfter({ key: 'Home', ctrlKey: true }, { row: 5, column: 1 }, size)).toEqual({
      row: 0,
      column: 0,
    });
    expect(placeAfter({ key: 'ArrowDown', ctrlKey: true }, { row: 5, column: 1 }, size)).toBeNull();
  });
});
