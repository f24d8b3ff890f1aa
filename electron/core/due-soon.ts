import type { Key } from '#shared/model/key.ts';

const DAY_MS = 86_400_000;

export type DueKey = Pick<Key, 'id' | 'name' | 'environmentId'> & {
  readonly dueAt: string;
  /** It stops by itself then; else its environment wants a new one. */
  readonly expires: boolean;
};

/** @returns keys that expire or want replacing within `days`, or should have been replaced already; the most urgent first */
export function dueSoon(keys: readonly Key[], now: Date, days: number): readonly DueKey[] {
  const until = now.getTime() + days * DAY_MS;
  return keys
    .flatMap(({ id, name, environmentId, rotationDueAt, expiresAt }) =>
      rotationDueAt === null || Date.parse(rotationDueAt) > until
        ? []
        : [{ id, name, environmentId, dueAt: rotationDueAt, expires: rotationDueAt === expiresAt }],
    )
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}
