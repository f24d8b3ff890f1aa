import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

it('says what an environment that cannot be removed still has, and nothing of what it has not', async () => {
  const { environments, keys, development } = world;
  const remove = () => environments.remove(development.id);
  expect(remove).toThrow('The environment "Development" is not empty: it has 1 connection.');
  for (const name of ['One', 'Two']) {
    await keys.add({ environmentId: development.id, name, variable: name }, new Secret(`value-of-${name}`));
  }
  expect(remove).toThrow('The environment "Development" is not empty: it has 2 keys and 1 connection.');
});
