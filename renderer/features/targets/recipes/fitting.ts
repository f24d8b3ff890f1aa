import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import type { Recipe } from '../../../text/recipes.ts';

/** A list to choose from holds no more than a person looks through. */
const MOST = 50;

interface Known {
  readonly keys: readonly Key[];
  readonly connections: readonly Connection[];
  /** The key that is selected in the rack. */
  readonly selected: string | null;
  /** The environment that is shown; null: all. */
  readonly environmentId: string | null;
}

/** @returns the keys that a recipe can be filled in with, the most fitting first, and how many there are in all */
export function fittingKeys(
  recipe: Recipe,
  { keys, connections, selected, environmentId }: Known,
): { readonly keys: readonly Key[]; readonly all: number } {
  const providerOf = new Map(connections.map(({ id, provider }) => [id, provider]));
  const fits = keys.filter(
    ({ status, connectionId }) =>
      status === 'active' &&
      (recipe.provider === null || providerOf.get(connectionId ?? '') === recipe.provider),
  );
  const rank = (key: Key): number =>
    (key.id === selected ? 8 : 0) +
    (key.environmentId === environmentId ? 4 : 0) +
    (key.name.toLowerCase().startsWith(recipe.tool.toLowerCase()) ? 2 : 0) +
    (excess(recipe, key).length === 0 ? 1 : 0);
  const sorted = fits.toSorted((a, b) => rank(b) - rank(a) || b.createdAt.localeCompare(a.createdAt));
  return { keys: sorted.slice(0, MOST), all: fits.length };
}

/** @returns what a key may do beyond what the recipe needs */
export const excess = ({ scopes }: Pick<Recipe, 'scopes'>, key: Pick<Key, 'scopes'>): readonly string[] =>
  scopes === null ? [] : key.scopes.filter((scope) => !scopes.includes(scope));
