import type { ProviderPlugin } from '#core/ports/provider.ts';
import type { Manifest } from './engine/manifest/index.ts';
import { createProvider, type EngineOptions, type Hook } from './engine/provider.ts';
import { createN8nStore } from './hooks/n8n-store.ts';
import { n8n } from './n8n.ts';
import { playground } from './playground.ts';
import { ugc } from './ugc.ts';
import { unisoft } from './unisoft.ts';
import { unizo } from './unizo/index.ts';
import { unlockos } from './unlockos.ts';

export { createManifestReader } from './engine/reader.ts';

/** One row a provider. tests/contract/provider runs over all of them. */
export const manifests: readonly Manifest[] = [playground, unizo, unlockos, ugc, unisoft, n8n];

/** Code for what a manifest cannot say, by its id. */
const hooks: Readonly<Record<string, Hook>> = { n8n: { store: createN8nStore } };

export function createProviders(options: EngineOptions): readonly ProviderPlugin[] {
  return manifests.map((manifest) => createProvider(manifest, options, undefined, hooks[manifest.id]));
}
