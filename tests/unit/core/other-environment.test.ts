import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { codeOf, createWorld, fieldOf, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

it('makes no key by a connection of another environment, whichever way it is asked', async () => {
  const { keys, ledger, production } = world;
  const [connection] = ledger.connections.list();
  const input = { environmentId: production.id, connectionId: connection?.id ?? '', name: 'Stray' };
  const ways = [
    () => keys.create(input),
    () => keys.createByHand(input, new Secret('value-of-the-key')),
    async () => keys.prepareByHand(input),
  ];
  for (const way of ways) {
    expect(await codeOf(way)).toBe('forbidden-by-rule');
    expect(await fieldOf(way)).toBe('connection');
    await expect(way()).rejects.toThrow('belongs to another environment than "Production"');
  }
  expect([...ledger.keys.list(), ...ledger.intents.list()]).toEqual([]);
});
