import type { ProviderPlugin } from '#core/ports/provider.ts';
import type { Manifest } from './engine/manifest/index.ts';
import { createProvider, type EngineOptions } from './engine/provider.ts';
import { playground } from './playground.ts';

/** One row a provider. tests/contract/provider runs over all of them. */
export const manifests: readonly Manifest[] = [playground];

export function createProviders(options: EngineOptions): readonly ProviderPlugin[] {
  return manifests.map((manifest) => createProvider(manifest, options));
}
