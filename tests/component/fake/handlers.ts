import type { KeyrackEvent, MainClient } from '#shared/ipc/client.ts';
import { activityHandlers } from './activity.ts';
import { adoptingHandlers } from './adopting.ts';
import { connectionHandlers } from './connections.ts';
import { deliveryTestFor } from './delivery-tests.ts';
import { dueHandlers } from './due.ts';
import { environmentHandlers } from './environments.ts';
import { importHandlers } from './importing.ts';
import { inventoryHandlers } from './inventory.ts';
import { keyHandlers } from './keys.ts';
import { ownPlanOf } from './own-files.ts';
import { packageChecksOf } from './packages.ts';
import { documentFor, planOf } from './plan.ts';
import { remotePlanOf } from './remote-plan.ts';
import { restorePlanOf } from './restore-plan.ts';
import { rotationHandlers } from './rotations.ts';
import { sampleHandlers } from './samples.ts';
import { storePlanOf } from './stores.ts';
import { targets } from './targets.ts';
import { newId, type World } from './world.ts';

/** Main's side of the contract over a world in memory. */
export function createHandlers(world: World, tell: (event: KeyrackEvent) => void): MainClient {
  const changed = (what: Extract<KeyrackEvent, { kind: 'changed' }>['what']) =>
    tell({ kind: 'changed', what });
  const store = (changes: Partial<World['storage']>) => {
    world.storage = { ...world.storage, ...changes };
    changed('storage');
    return world.storage;
  };
  const written = () => ({
    change: newId(),
    delivery: newId(),
    file: targets[0]?.files[0] ?? '',
    mode: '0600',
    companions: [],
    until: null,
  });
  return {
    'app.about': async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      platform: 'linux',
      home: '/home/ada/.config/keyrack',
    }),
    'preferences.get': async () => world.preferences,
    'preferences.set': async (input) => {
      world.preferences = { ...world.preferences, ...(input as Partial<World['preferences']>) };
      return world.preferences;
    },
    'storage.status': async () => world.storage,
    'storage.choose': async ({ tier }) =>
      store({ tier, chosen: true, state: 'ready', reason: null, presence: tier === 'passphrase' }),
    'storage.setPresence': async () => store({ presence: true }),
    'storage.unlock': async () => store({ state: 'ready', reason: null, appLocked: false }),
    'storage.lock': async () => store({ state: 'locked', reason: 'Keyrack is locked.', appLocked: true }),
    ...environmentHandlers(world, changed),
    ...sampleHandlers(world, changed),
    ...connectionHandlers(world, tell),
    ...activityHandlers(world),
    ...keyHandlers(world, changed),
    ...adoptingHandlers(world, changed),
    ...inventoryHandlers(world),
    ...dueHandlers(world, changed),
    ...importHandlers(world, tell, changed),
    ...rotationHandlers(world, changed),
    'targets.list': async () => [...targets],
    'targets.plan': async (input) => {
      if (input.connectionId !== undefined) return remotePlanOf(input, world, planOf(input));
      if (input.repository !== undefined) return storePlanOf(input, planOf(input));
      return input.call === undefined ? planOf(input) : ownPlanOf(input, planOf(input));
    },
    'targets.document': async (input) => documentFor(input),
    'targets.export': async () => {
      changed('targets');
      return written();
    },
    'targets.checkPackage': async ({ command }) => packageChecksOf(command),
    'targets.deliveries': async () => world.deliveries,
    'targets.unexport': async ({ id }) => {
      world.deliveries = world.deliveries.filter((each) => each.id !== id);
      world.keys = world.keys.map((each) => ({
        ...each,
        deliveries: each.deliveries.filter((one) => one.id !== id),
      }));
      changed('targets');
      return written();
    },
    'targets.planRestore': async ({ id }) => restorePlanOf(world.deliveries, id),
    'targets.restore': async () => {
      world.deliveries = world.deliveries.map((each) => ({ ...each, state: 'intact' }));
      changed('targets');
      return written();
    },
    'targets.keep': async ({ id }) => {
      world.deliveries = world.deliveries.map((each) =>
        each.id === id ? { ...each, state: 'intact' } : each,
      );
      changed('targets');
    },
    'targets.test': async ({ id }) => {
      for (const step of ['start', 'initialize'] as const)
        tell({ kind: 'delivery-test-step', deliveryId: id, step });
      return deliveryTestFor(world.deliveries.find((each) => each.id === id));
    },
    'targets.deleteFile': async ({ id }) => {
      world.deliveries = world.deliveries.map((each) =>
        each.id === id ? { ...each, state: 'imported' } : each,
      );
      changed('targets');
      return written();
    },
    'targets.changes': async () => world.changes,
    'targets.undo': async ({ id }) => {
      world.changes = world.changes.map((each) => (each.id === id ? { ...each, undone: true } : each));
      changed('targets');
      return (
        world.changes.find((each) => each.id === id) ?? {
          id,
          file: targets[0]?.files[0] ?? '',
          what: 'Undone',
          at: new Date().toISOString(),
          undone: true,
        }
      );
    },
  };
}
