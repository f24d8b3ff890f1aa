import type { Provider, Scope } from '#shared/model/provider.ts';

/** @returns whether a key would be allowed everything that the service knows */
export function everythingTicked(
  provider: Pick<Provider, 'scopes'> | null,
  scopes: readonly string[],
): boolean {
  if (provider === null || provider.scopes.length < 2) return false;
  const ticked = new Set(scopes);
  return provider.scopes.every(({ id }) => ticked.has(id));
}

/** In the order of the service's own list. */
export function byCategory(scopes: readonly Scope[]): Map<string, Scope[]> {
  return Map.groupBy(scopes, ({ category }) => category);
}

/** @returns those in whose id, category, access or text every word of the search stands */
export function searchScopes(scopes: readonly Scope[], search: string): readonly Scope[] {
  const words = search.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return scopes;
  return scopes.filter(({ id, category, access, text }) => {
    const inside = `${id} ${category} ${access} ${text}`.normalize('NFC').toLowerCase();
    return words.every((word) => inside.includes(word));
  });
}
