import type { Provider, Scope } from '#shared/model/provider.ts';

/** @returns whether a key would be allowed everything that the service knows */
export const everythingTicked = (provider: Provider | null, scopes: readonly string[]): boolean =>
  provider !== null &&
  provider.scopes.length > 1 &&
  provider.scopes.every((scope) => scopes.includes(scope.id));

/** In the order of the service's own list. */
export function byCategory(scopes: readonly Scope[]): Map<string, Scope[]> {
  const groups = new Map<string, Scope[]>();
  for (const scope of scopes) {
    groups.set(scope.category, [...(groups.get(scope.category) ?? []), scope]);
  }
  return groups;
}
