import type { Key } from '#shared/model/key.ts';
import { type Provider, readOnlyScopes } from '#shared/model/provider.ts';
import { sameSet } from '../allowed-ips.ts';

export interface Preset {
  readonly id: 'read-only' | 'nothing' | 'everything' | 'as-before';
  readonly scopes: readonly string[];
}

type Made = Pick<Key, 'name' | 'scopes' | 'createdAt' | 'connectionId'>;

const isOf = (tool: string, { name }: Made): boolean => name.toLowerCase().startsWith(tool.toLowerCase());

/** @returns the scopes of the newest key that was made for a tool, as far as the service still knows them; null: none was */
export function scopesBefore(
  keys: readonly Made[],
  tool: string,
  connectionId: string | null,
  known: ReadonlySet<string>,
): readonly string[] | null {
  const asked = tool.trim();
  if (asked === '') return null;
  const [newest] = keys
    .filter((key) => key.connectionId === connectionId && isOf(asked, key))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const scopes = newest?.scopes.filter((id) => known.has(id)) ?? [];
  return scopes.length === 0 ? null : scopes;
}

/** What can be ticked at once: least first, and what the tool had before, where that is none of the others. */
export function presetsOf(
  provider: Pick<Provider, 'scopes'>,
  before: readonly string[] | null = null,
): readonly Preset[] {
  const presets: Preset[] = [
    { id: 'nothing', scopes: [] },
    { id: 'read-only', scopes: readOnlyScopes(provider.scopes) },
    { id: 'everything', scopes: provider.scopes.map(({ id }) => id) },
  ];
  if (before === null || presets.some(({ scopes }) => sameSet(scopes, before))) return presets;
  return [...presets, { id: 'as-before', scopes: before }];
}
