import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createAdopting } from '#core/adopting/index.ts';
import { createDelivering, type DeliveringDeps } from '#core/delivering/index.ts';
import { Secret } from '#core/secret.ts';
import type { AdoptRequest } from '#shared/model/adoption.ts';
import { createDeliveringWorld, VALUE } from './delivering-world.ts';

/** Adopting over a real ledger and real files; values in memory. */
export function createAdoptingWorld(overrides: Partial<DeliveringDeps> = {}) {
  const values = new Map<string, Secret>();
  const world = createDeliveringWorld({
    readSecret: async (keyId) => values.get(keyId) ?? new Secret(VALUE),
    ...overrides,
  });
  const file = join(world.home, 'their-file');
  const holders = async (secret: Secret) =>
    world.ledger.keys.list().filter(({ id }) => values.get(id)?.equals(secret) === true);
  const deps = {
    ...world.deps,
    keys: {
      add: async (
        { name, variable, environmentId }: { name: string; variable: string; environmentId: string },
        secret: Secret,
        id?: string,
      ) => {
        values.set(id ?? '', secret);
        return world.addKey({
          id: id ?? '',
          name,
          variable,
          environmentId,
          connectionId: null,
          remoteId: null,
          held: true,
        }) as never;
      },
    },
    holders,
  };
  const adopting = createAdopting(deps);
  const request = (changes: Partial<AdoptRequest> & Pick<AdoptRequest, 'entry'>): AdoptRequest => ({
    target: 'mcp',
    environmentId: world.development.id,
    file,
    ...changes,
  });
  const adopt = async (changes: Parameters<typeof request>[0]) =>
    adopting.adopt((await adopting.plan(request(changes))).plan);
  return {
    ...world,
    adopting,
    adopt,
    request,
    values,
    /** Delivering with other powers, over the same ledger and files. */
    deliveringWith: (more: Partial<DeliveringDeps>) => createDelivering({ ...world.deps, ...more }),
    adoptingWith: (more: Partial<typeof deps>) => createAdopting({ ...deps, ...more }),
    theirs: file,
    put: (text: string | Uint8Array, mode = 0o644) => {
      mkdirSync(dirname(file), { recursive: true });
      rmSync(file, { force: true });
      writeFileSync(file, text, { mode });
    },
    get: () => readFileSync(file, 'utf8'),
    theirMode: () => world.mode(file),
  };
}

export type AdoptingWorld = ReturnType<typeof createAdoptingWorld>;
