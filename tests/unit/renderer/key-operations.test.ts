import { describe, expect, test } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key, KeyStatus } from '#shared/model/key.ts';
import { type Offer, OPERATIONS, type Operation, type Provider } from '#shared/model/provider.ts';
import { actionNames } from '../../../renderer/features/rack/action-names.ts';
import { menuEntriesOf } from '../../../renderer/features/rack/menu-entries.ts';
import {
  actionsOf,
  isLost,
  KEY_ACTIONS,
  type KeyAction,
  obstaclesOf,
  offerFor,
  replaceObstacle,
  scopesWay,
} from '../../../renderer/features/rack/obstacles.ts';

type Ways = Partial<Record<Operation, 'api' | 'guided' | null>>;

const ALL: Ways = Object.fromEntries(OPERATIONS.map((operation) => [operation, 'api']));
const WHY = (operation: Operation) => `The service has no ${operation}.`;

const offersOf = (ways: Ways): Offer[] =>
  OPERATIONS.map((operation) => {
    const way = ways[operation] ?? null;
    return { operation, way, why: way === null ? WHY(operation) : null } as Offer;
  });

function around(ways: Ways, fields: { stage?: Environment['stage']; copyPolicy?: string } = {}) {
  return {
    environment: { stage: 'development', copyPolicy: 'vault', ...fields } as Environment,
    connection: { id: 'c', provider: 'p', offers: offersOf(ways) } as Connection,
    provider: { id: 'p', name: 'Service', scopes: [{ id: 'a:read' }] } as Provider,
  };
}

const NOWHERE = { environment: null, connection: null, provider: null };

const key = (fields: Partial<Key> = {}) =>
  ({
    held: true,
    acknowledged: true,
    status: 'active',
    connectionId: 'c',
    testMode: false,
    replacedBy: null,
    ...fields,
  }) as Key;

const possible = (value: Key, ways: Ways = ALL): KeyAction[] =>
  actionsOf(value).filter((action) => obstaclesOf(value, around(ways))[action] === null);

describe('what a row offers', () => {
  test('of a connected key is every action, in one order, Revoke before Delete', () => {
    expect(actionsOf(key())).toEqual(KEY_ACTIONS.filter((action) => action !== 'enable'));
    const names = actionsOf(key()).map((action) => actionNames[action]);
    expect(names.indexOf('Revoke')).toBe(names.indexOf('Delete') - 1);
  });

  test('is Enable for what is disabled, and Disable for everything else', () => {
    expect(actionsOf(key({ status: 'inactive' }))).toContain('enable');
    expect(actionsOf(key({ status: 'inactive' }))).not.toContain('disable');
  });

  test('of a key without a service is copy, export, rotate, edit and delete, and all five can be done', () => {
    const local = key({ connectionId: null });
    expect(actionsOf(local)).toEqual(['copy', 'export', 'rotate', 'edit', 'delete']);
    const obstacles = obstaclesOf(local, { ...NOWHERE, environment: around({}).environment });
    expect(actionsOf(local).map((action) => obstacles[action])).toEqual([null, null, null, null, null]);
  });

  test('of a service that can do nothing says the service’s own reason', () => {
    const obstacles = obstaclesOf(key(), around({}));
    const reasons: Partial<Record<KeyAction, Operation>> = {
      verify: 'verify',
      disable: 'disable',
      regenerate: 'regenerate',
      revoke: 'revoke',
      delete: 'delete',
      scopes: 'setScopes',
    };
    for (const [action, operation] of Object.entries(reasons))
      expect(obstacles[action as KeyAction]).toBe(WHY(operation));
  });

  test.each(['api', 'guided'] as const)('can be done %s', (way) => {
    const ways = Object.fromEntries(OPERATIONS.map((operation) => [operation, way]));
    expect(possible(key(), ways)).toEqual(actionsOf(key()));
  });

  test('of a connection that is not there any more is what Keyrack alone can do', () => {
    const obstacles = obstaclesOf(key(), NOWHERE);
    expect(KEY_ACTIONS.filter((action) => obstacles[action] === null)).toEqual(['copy', 'export', 'edit']);
  });
});

describe('what can be done with a key that is', () => {
  test.each<[KeyStatus, boolean, KeyAction[]]>([
    [
      'active',
      true,
      ['copy', 'verify', 'export', 'rotate', 'edit', 'scopes', 'disable', 'regenerate', 'revoke', 'delete'],
    ],
    ['active', false, ['edit', 'scopes', 'disable', 'regenerate', 'revoke', 'delete']],
    [
      'inactive',
      true,
      ['copy', 'verify', 'export', 'rotate', 'edit', 'scopes', 'enable', 'regenerate', 'revoke', 'delete'],
    ],
    ['revoked', true, ['copy', 'verify', 'edit', 'delete']],
    ['expired', true, ['copy', 'verify', 'rotate', 'edit', 'revoke', 'delete']],
    ['ghost', true, ['copy', 'verify', 'delete']],
    ['orphan', false, ['revoke', 'delete']],
  ])('%s, held: %s', (status, held, expected) => {
    expect(possible(key({ status, held }))).toEqual(expected);
  });

  test('gone at the service, even where the service deletes nothing: Delete removes it here', () => {
    expect(possible(key({ status: 'ghost' }), {})).toContain('delete');
    expect(offerFor(key({ status: 'ghost' }), around(ALL).connection, 'delete')).toBeNull();
  });
});

describe('a rule of Keyrack', () => {
  test('copy-once forbids copying only after the confirmation', () => {
    const once = around(ALL, { copyPolicy: 'copy-once' });
    expect(obstaclesOf(key(), once).copy).not.toBeNull();
    expect(obstaclesOf(key({ acknowledged: false }), once).copy).toBeNull();
    expect(obstaclesOf(key(), around(ALL)).copy).toBeNull();
  });

  test('keeps test-mode keys from being delivered in production, and nowhere else', () => {
    const live = around(ALL, { stage: 'production' });
    expect(obstaclesOf(key({ testMode: true }), live).export).toMatch(/test-mode/);
    expect(obstaclesOf(key({ testMode: true }), around(ALL, { stage: 'staging' })).export).toBeNull();
    expect(obstaclesOf(key(), live).export).toBeNull();
  });
});

describe('scopes are changed', () => {
  test.each<[string, Ways, ReturnType<typeof scopesWay>]>([
    ['at the service, where it can', { setScopes: 'api', create: 'api' }, 'edit'],
    ['at the console, where that can', { setScopes: 'guided', create: 'api' }, 'edit'],
    ['by a rotation, where they are fixed', { create: 'api' }, 'rotate'],
    ['by a rotation by hand', { create: 'guided' }, 'rotate'],
    ['not at all, where there is neither', {}, null],
  ])('%s', (_how, ways, expected) => {
    expect(scopesWay(around(ways).connection)).toBe(expected);
    expect(obstaclesOf(key(), around(ways)).scopes === null).toBe(expected !== null);
  });

  test('not while the key is rotated, where that would be another rotation', () => {
    const rotating = (ways: Ways) => obstaclesOf(key(), { ...around(ways), rotating: true }).scopes;
    expect(rotating({ create: 'api' })).toMatch(/being rotated/);
    expect(rotating({ setScopes: 'api', create: 'api' })).toBeNull();
  });

  test('not for a service without scopes', () => {
    const { provider, ...rest } = around(ALL);
    const plain = { ...rest, provider: { ...provider, scopes: [] } };
    expect(obstaclesOf(key(), plain).scopes).toMatch(/no scopes/);
  });
});

describe('a key that is not held', () => {
  test('can be entered or replaced while it lives', () => {
    expect(isLost(key({ held: false }))).toBe(true);
    expect(isLost(key({ held: false, status: 'revoked' }))).toBe(false);
    expect(isLost(key({ held: false, status: 'ghost' }))).toBe(false);
    expect(isLost(key())).toBe(false);
  });

  test('offers both before all else, and says why a new one cannot be made', () => {
    const entries = menuEntriesOf(key({ held: false }), around({}));
    expect(entries.slice(0, 2).map(({ label }) => label)).toEqual(['Enter it', 'Replace lost key']);
    expect(entries[1]?.unavailable).toBe(WHY('create'));
    expect(replaceObstacle(key({ held: false }), around({ create: 'guided' }))).toBeNull();
  });
});

test('an orphan is first of all revoked and made anew', () => {
  const entries = menuEntriesOf(key({ held: false, status: 'orphan' }), around(ALL));
  expect(entries[0]?.label).toBe('Revoke and create again');
});
