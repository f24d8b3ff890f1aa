import { auditedKeys } from '#core/auditing/attempts.ts';
import { createKeys } from '#core/keys.ts';
import { createConnectionsWorld } from './connections-world.ts';

export { codeOf, fieldOf } from './connections-world.ts';

/** The domain over a real ledger in a temporary folder, a store in memory and a service in memory. */
export async function createWorld() {
  const world = await createConnectionsWorld();
  const keys = auditedKeys(world.life.audit, createKeys({ ...world.life, storage: world.storage }));
  world.recovering.recover = keys.recover;
  return { ...world, keys };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
