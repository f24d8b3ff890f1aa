import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeliveryService } from '#core/delivering/service.ts';
import { AppError } from '#core/errors.ts';
import { createSampling } from '#core/sampling/index.ts';
import type { ConnectionService } from '#core/services.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const undelivered = { unexport: () => Promise.reject(new Error('nothing was delivered')) };

/** @param add how a connection is added here: Playground itself is not in this world */
function sampling(add: ConnectionService['add'], ledger = world.ledger) {
  const { life, environments, connections, keys } = world;
  return createSampling({
    ledger,
    audit: life.audit,
    environments,
    connections: { ...connections, add },
    keys,
    delivering: undelivered as unknown as DeliveryService,
  });
}

const refuse: ConnectionService['add'] = () =>
  Promise.reject(new AppError('storage-locked', { message: 'The keyring is locked.', next: 'Unlock it.' }));

const names = () => world.environments.list().map(({ name }) => name);

test('where it cannot be made, nothing of it is left', async () => {
  const samples = sampling(refuse);
  expect(await codeOf(() => samples.fill())).toBe('storage-locked');
  expect(samples.list()).toEqual([]);
  expect(names()).toEqual(['Development', 'Production']);
});

test('an environment that is only called a sample, or labelled so, is none', async () => {
  world.environments.create({ name: 'Sample dev', stage: 'development', project: 'Sample' });
  const samples = sampling(refuse);
  expect(samples.list()).toEqual([]);
  await samples.clear();
  expect(names()).toContain('Sample dev');
});

test('a key of the user in a sample environment stops the removal before anything is gone', async () => {
  const { id } = world.environments.create({ name: 'Samples', stage: 'development' });
  world.ledger.samples.add(id);
  world.ledger.keys.put(keyRow({ environmentId: id, name: 'Mine' }));
  const samples = sampling(refuse);
  await expect(samples.clear()).rejects.toMatchObject({
    code: 'forbidden-by-rule',
    message: expect.stringContaining('"Mine"'),
  });
  expect(world.ledger.keys.list()).toHaveLength(1);
  expect(names()).toContain('Samples');
});

test('a second helping is refused while the first is there', async () => {
  const { id } = world.environments.create({ name: 'Samples', stage: 'development' });
  world.ledger.samples.add(id);
  expect(await codeOf(() => sampling(refuse).fill())).toBe('conflict');
});

test('of two processes that begin at once one is refused, and leaves alone what the other makes', async () => {
  let begun = false;
  const rival = sampling(() => new Promise(() => undefined));
  const slower = {
    ...world.ledger,
    transaction: <T>(work: () => T): T => {
      if (!begun) {
        begun = true;
        void rival.fill();
      }
      return world.ledger.transaction(work);
    },
  };
  const before = names();
  expect(await codeOf(() => sampling(refuse, slower).fill())).toBe('conflict');
  expect(names()).toEqual([...before, 'Sample dev', 'Sample prod']);
  expect(rival.list()).toHaveLength(2);
});

test('the mark goes with its environment', () => {
  const { id } = world.environments.create({ name: 'Samples', stage: 'development' });
  world.ledger.samples.add(id);
  world.environments.remove(id);
  expect(world.ledger.samples.list()).toEqual([]);
});

test('a copy of a sample environment is the user’s own', () => {
  const { id } = world.environments.create({ name: 'Samples', stage: 'development' });
  world.ledger.samples.add(id);
  const copy = world.environments.duplicate({ id, name: 'Ours' });
  expect(world.ledger.samples.list()).not.toContain(copy.id);
});
