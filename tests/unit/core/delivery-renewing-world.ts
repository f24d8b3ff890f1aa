import { createDelivering, type DeliveringDeps } from '#core/delivering/index.ts';
import type { PlaceDeps } from '#core/delivering/places/index.ts';
import { createRenewing } from '#core/delivering/renewing/index.ts';
import { createTurns } from '#core/delivering/turns.ts';
import { Secret } from '#core/secret.ts';
import { createFakeGh } from '#tests/fakes/gh.ts';
import { fakeRemoteStore } from '#tests/fakes/remote-store.ts';
import { places } from '../../../electron/exporters/places.ts';
import { createDeliveringWorld, VALUE } from './delivering-world.ts';

export const OLD = VALUE;
export const NEW = 'unizo-canary-rotated-0e5d-longer';

/** A delivering world whose key can get another value, with what follows that. */
export function createRenewingWorld(overrides: Partial<DeliveringDeps> = {}) {
  const values = new Map<string, Secret>();
  const remote = fakeRemoteStore();
  const gh = createFakeGh();
  const world = createDeliveringWorld({
    readSecret: async (keyId) => values.get(keyId) ?? new Secret(OLD),
    store: async () => remote.store,
    ...overrides,
  });
  const placeDeps: PlaceDeps = { ...world.deps, run: gh.run, places };
  const renewingWith = (more: Partial<DeliveringDeps>) =>
    createRenewing({ files: { ...world.deps, ...more }, places: { ...placeDeps, ...more } }, createTurns());
  return {
    ...world,
    values,
    remote,
    gh,
    placeDeps,
    renewing: renewingWith({}),
    /** The same over the same ledger and files, with other powers. */
    renewingWith,
    deliveringWith: (more: Partial<DeliveringDeps>) => createDelivering({ ...world.deps, ...more }),
    /** What `switch` of a rotation does: the key’s row has another value from now on. */
    setValue: (value: string, keyId = world.key.id) => values.set(keyId, new Secret(value)),
    old: new Secret(OLD),
  };
}

export type RenewingWorld = ReturnType<typeof createRenewingWorld>;
