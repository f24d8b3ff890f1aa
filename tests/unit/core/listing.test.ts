import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyRow } from '#tests/fakes/key-row.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const place of [world.development, world.production])
    world.ledger.keys.put(keyRow({ environmentId: place.id, name: `In ${place.name}` }));
});
afterEach(() => world.end());

const names = (id: string | null) =>
  world.keys
    .newest(id, 10)
    .map(({ name }) => name)
    .sort();

test('the first page is of the environment that is shown, and of all in use where none is', () => {
  const { development, production, environments } = world;
  expect(names(development.id)).toEqual(['In Development']);
  expect(names(null)).toEqual(['In Development', 'In Production']);
  environments.archive(production.id);
  expect(names(null)).toEqual(['In Development']);
  expect(names(production.id)).toEqual(['In Development']);
});

test('all keys in parts are the keys of the list', () => {
  const { keys } = world;
  const one = keys.page(0, 1);
  const other = keys.page(one.next ?? 0, 1);
  expect([...one.keys, ...other.keys]).toEqual(keys.list());
  expect(keys.page(other.next ?? 0, 1)).toEqual({ keys: [], next: null });
});
