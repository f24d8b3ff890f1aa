import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';

const DAY_MS = 86_400_000;

export type DueKey = Pick<Key, 'id' | 'name' | 'environmentId'> & {
  readonly dueAt: string;
  /** It stops by itself then; else its environment wants a new one. */
  readonly expires: boolean;
};

interface Known {
  readonly keys: readonly Key[];
  readonly environments: readonly Pick<Environment, 'id' | 'archivedAt'>[];
}

/**
 * @returns keys that expire or want replacing within `days`, or should have been replaced already; the most urgent first.
 *   Whoever archived an environment is not reminded of its keys.
 */
export function dueSoon({ keys, environments }: Known, now: Date, days: number): readonly DueKey[] {
  const until = now.getTime() + days * DAY_MS;
  const archived = new Set(environments.filter(({ archivedAt }) => archivedAt !== null).map(({ id }) => id));
  return keys
    .filter(({ environmentId }) => !archived.has(environmentId))
    .flatMap(({ id, name, environmentId, rotationDueAt, expiresAt }) =>
      rotationDueAt === null || Date.parse(rotationDueAt) > until
        ? []
        : [{ id, name, environmentId, dueAt: rotationDueAt, expires: rotationDueAt === expiresAt }],
    )
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}
