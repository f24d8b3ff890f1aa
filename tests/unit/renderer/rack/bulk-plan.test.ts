import { describe, expect, test } from 'vitest';
import type { Key, KeyAct } from '#shared/model/key.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import {
  connections,
  development,
  handmade,
  liveKey,
  playground,
  production,
  providers,
  readerKey,
  towerKey,
} from '#tests/fakes/rows.ts';
import { bulkPlan } from '../../../../renderer/features/rack/bulk/plan.ts';

const other = environmentRow({ id: crypto.randomUUID(), name: 'Shop', stage: 'production' });

function plan(keys: readonly Key[], act: KeyAct) {
  const around = (key: Key) => {
    const connection = connections.find(({ id }) => id === key.connectionId) ?? null;
    return {
      environment: [development, production, other].find(({ id }) => id === key.environmentId) ?? null,
      connection,
      provider: providers.find(({ id }) => id === connection?.provider) ?? null,
    };
  };
  const { takes, leaves, productions } = bulkPlan(keys, act, around);
  return {
    takes: takes.map(({ id }) => id),
    leaves: leaves.map(({ key, why }) => [key.id, why] as const),
    productions: productions.map(({ name }) => name),
  };
}

const like = (changes: Partial<Key>): Key => ({ ...readerKey, id: crypto.randomUUID(), ...changes });

describe('what is done to several keys', () => {
  test('takes those that it can be done to, in their order', () => {
    const [one, two] = [like({}), like({})];
    expect(plan([one, two], 'revoke')).toEqual({ takes: [one.id, two.id], leaves: [], productions: [] });
  });

  test.each<[string, Partial<Key>, KeyAct, RegExp]>([
    ['an orphan is not disabled', { status: 'orphan' }, 'disable', /Only an active key/],
    ['a revoked key is not revoked again', { status: 'revoked' }, 'revoke', /already/],
    ['a ghost is not revoked', { status: 'ghost' }, 'revoke', /gone/],
    ['an active key is not enabled', {}, 'enable', /Only a disabled key/],
    ['a key of nobody is not revoked', { connectionId: null }, 'revoke', /no service to ask/],
    ['a key unknown at its service is done by hand', { remoteId: null }, 'revoke', /one key at a time/],
    [
      'a key of a service without a way is done by hand',
      { ...towerKey, connectionId: handmade.id },
      'revoke',
      /./,
    ],
  ])('%s', (_what, changes, act, why) => {
    const key = like(changes);
    const { takes, leaves } = plan([key, like({ connectionId: playground.id })], act);
    expect(takes).not.toContain(key.id);
    expect(leaves.find(([id]) => id === key.id)?.[1]).toMatch(why);
  });

  test('a ghost and a local key are deleted here', () => {
    const [ghost, local] = [like({ status: 'ghost' }), like({ connectionId: null })];
    expect(plan([ghost, local], 'delete').takes).toEqual([ghost.id, local.id]);
  });

  test('tells each production environment once, and only of what is taken', () => {
    const live = [
      like({ ...liveKey, id: crypto.randomUUID() }),
      like({ ...liveKey, id: crypto.randomUUID() }),
    ];
    const shop = like({ ...liveKey, id: crypto.randomUUID(), environmentId: other.id });
    expect(plan([...live, readerKey], 'delete').productions).toEqual([production.name]);
    expect(plan([...live, shop], 'delete').productions).toEqual([production.name, 'Shop']);
    expect(plan(live, 'revoke').productions).toEqual([]);
  });
});
