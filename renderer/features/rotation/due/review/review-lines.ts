import type { Environment } from '#shared/model/environment.ts';
import type { Review } from '#shared/model/policy.ts';

export interface ReviewLine {
  readonly key: { readonly id: string };
  readonly row: Review['keys'][number];
  readonly environment: Environment | null;
}

/** What was never used comes first, what nobody tells of last. */
const rank = ({ row }: ReviewLine): string => {
  if (!row.tells) return 'z';
  return row.lastUsedAt ?? '';
};

/** @param environmentId only its keys; null for all */
export function reviewLines(
  keys: Review['keys'],
  environments: readonly Environment[],
  environmentId: string | null,
): readonly ReviewLine[] {
  const byId = new Map(environments.map((each) => [each.id, each]));
  return keys
    .filter((row) => environmentId === null || row.environmentId === environmentId)
    .map((row) => ({ key: { id: row.keyId }, row, environment: byId.get(row.environmentId) ?? null }))
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : Number(rank(one) > rank(other))));
}
