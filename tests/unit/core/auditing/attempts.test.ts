import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Key } from '#shared/model/key.ts';
import { createWorld, type World } from '../world.ts';

let world: World;
let key: Key;
let inProduction: Key;
beforeEach(async () => {
  world = await createWorld();
  const make = (environmentId: string, connectionId: string) =>
    world.keys.create({ environmentId, connectionId, name: 'CI' });
  key = await make(world.development.id, world.inDevelopment.id);
  inProduction = await make(world.production.id, world.inProduction.id);
});
afterEach(() => world.end());

/** Rows that `work`, which fails, leaves. */
async function leaves(work: () => Promise<unknown>) {
  const before = world.ledger.audit.count();
  await expect(work()).rejects.toThrow();
  const { length } = world.ledger.audit.after(before, 10);
  return world.ledger.audit.list(length).map(({ what, name, detail }) => [what, name, detail]);
}

const failing = (): readonly [string, () => Promise<unknown>, unknown[]][] => {
  const { keys } = world;
  const { id } = key;
  const scopes = ['no:such'];
  const connectionId = world.inDevelopment.id;
  const environmentId = world.development.id;
  return [
    [
      'a create',
      () => keys.create({ environmentId, connectionId, name: 'Writer', scopes }),
      ['key not created', world.inDevelopment.name, 'Writer: invalid-input'],
    ],
    ['an edit', () => keys.edit({ id, scopes }), ['key not edited', 'CI', 'invalid-input']],
    [
      'a value of another key',
      () => keys.enter({ id }, new Secret('quite-another-value')),
      ['key not entered', 'CI', 'forbidden-by-rule'],
    ],
    [
      'showing what was confirmed',
      async () => {
        keys.acknowledge(id);
        await keys.readOnce(id);
      },
      ['key not shown', 'CI', 'forbidden-by-rule'],
    ],
    [
      'copying against the rule',
      async () => {
        keys.acknowledge(inProduction.id);
        await keys.readForCopy(inProduction.id, null);
      },
      ['key not copied', 'CI', 'forbidden-by-rule'],
    ],
    [
      'copying with the wrong passphrase',
      async () => {
        keys.acknowledge(id);
        await world.storage.setPresence(new Secret('four words of mine'));
        await keys.readForCopy(id, new Secret('a guess'));
      },
      ['key not copied', 'CI', 'wrong-passphrase'],
    ],
    [
      'revoking while the storage is locked',
      async () => {
        world.storage.state = 'locked';
        await keys.act({ id, act: 'revoke' });
      },
      ['key not revoked', 'CI', 'storage-locked'],
    ],
  ];
};

describe('an attempt that failed', () => {
  it('stands in the audit once, by its code', async () => {
    for (const [name, work, row] of failing()) {
      world.storage.state = 'ready';
      const rows = (await leaves(work)).filter(([what]) => what !== 'key confirmed as copied');
      expect([name, rows]).toEqual([name, [row]]);
    }
  });

  it('is none where something was only asked: the confirmation, the passphrase', async () => {
    world.keys.acknowledge(key.id);
    await world.storage.setPresence(new Secret('four words of mine'));
    expect(await leaves(() => world.keys.readForCopy(key.id, null))).toEqual([]);
    expect(await leaves(() => world.keys.act({ id: inProduction.id, act: 'delete' }))).toEqual([]);
  });
});

it('tells of a key that is gone what it was called and where it was', async () => {
  await world.keys.act({ id: key.id, act: 'delete' });
  expect(world.ledger.audit.list(1)).toMatchObject([
    { what: 'key deleted', subject: key.id, name: 'CI', environmentId: world.development.id },
  ]);
});
