import type { Environment, Stage } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { keyRow } from '#tests/fakes/key-row.ts';

export const environment = (name: string, stage: Stage, changes: Partial<Environment> = {}): Environment =>
  environmentRow({ id: name, name, stage, ...changes });

export const development = environment('Development', 'development', { position: 1 });
export const staging = environment('Staging', 'staging', { position: 2 });
export const production = environment('Production', 'production', { position: 3 });
export const columns = [development, staging, production];

/** A key of a variable; `value` stands for its fingerprint. */
export const key = (
  at: Environment,
  variable: string | null,
  value: string | null,
  changes: Partial<Key> = {},
): Key =>
  ({
    ...keyRow({ environmentId: at.id, variable, fingerprint: value }),
    tags: [],
    scopes: [],
    allowedIps: [],
    rotationDueAt: null,
    deliveries: [],
    ...changes,
  }) as Key;
