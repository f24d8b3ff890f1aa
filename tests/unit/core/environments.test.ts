import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
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

it('does not become production while it has a test-mode key that could be used', () => {
  const { environments, ledger, development } = world;
  const row = keyRow({ environmentId: development.id, name: 'Trial', testMode: true });
  const promote = () => environments.edit({ id: development.id, stage: 'production' });
  ledger.keys.put(row);
  expect(promote).toThrow('The environment "Development" has test-mode keys');
  expect(environments.find('Development').stage).toBe('development');
  expect(environments.edit({ id: development.id, stage: 'staging' }).stage).toBe('staging');
  ledger.keys.put({ ...row, held: false });
  expect(promote().stage).toBe('production');
  ledger.keys.put(row);
  expect(environments.edit({ id: development.id, name: 'Live' }).name).toBe('Live');
});
