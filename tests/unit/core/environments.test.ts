import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEnvironments } from '#core/environments/index.ts';
import { Secret } from '#core/secret.ts';
import type { Stage } from '#shared/model/environment.ts';
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

it('keeps its stage while a service of its connections has another address for the new one', () => {
  const { ledger, clock, development } = world;
  const hosts: Partial<Record<string, string>> = { production: 'https://live.example.test' };
  const environments = createEnvironments({
    ledger,
    clock,
    newId: () => crypto.randomUUID(),
    audit: () => undefined,
    addressAt: ({ baseUrl }, stage) => hosts[stage] ?? baseUrl,
  });
  const move = (stage: Stage) => environments.edit({ id: development.id, stage });
  expect(() => move('production')).toThrow('has other addresses at the services of');
  expect(move('staging').stage).toBe('staging');
  // An address that the user named is the user's affair.
  const [row] = ledger.connections.list();
  if (row === undefined) throw new Error('the world has a connection');
  ledger.connections.put({ ...row, customHost: true });
  expect(move('production').stage).toBe('production');
});
