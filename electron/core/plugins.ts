import { type Offer, OPERATIONS } from '#shared/model/provider.ts';
import { AppError } from './errors.ts';
import type { Ledger, ProviderRow } from './ports/ledger.ts';
import type { ManifestReader, ProviderPlugin } from './ports/provider.ts';

/** Every kind of service: ours, and those that the user described. */
export interface Plugins {
  /** Those that Keyrack brings along. */
  readonly ours: readonly ProviderPlugin[];
  /** Ours first, then the user's; a manifest that this version cannot read is left out. */
  list(): readonly ProviderPlugin[];
  /** @throws AppError not-found; invalid-input where the user's manifest cannot be read any more */
  get(id: string): ProviderPlugin;
}

interface Deps {
  readonly ours: readonly ProviderPlugin[];
  readonly ledger: Pick<Ledger, 'providers'>;
  readonly manifests: ManifestReader;
}

export function createPlugins({ ours, ledger, manifests }: Deps): Plugins {
  const cached = new Map<string, { readonly manifest: string; readonly plugin: ProviderPlugin }>();
  // The command may have replaced it since, so what counts is the text.
  const read = ({ id, manifest }: ProviderRow): ProviderPlugin => {
    const known = cached.get(id);
    if (known?.manifest === manifest) return known.plugin;
    const plugin = manifests.read(manifest);
    cached.set(id, { manifest, plugin });
    return plugin;
  };
  const readIfGood = (row: ProviderRow): ProviderPlugin[] => {
    try {
      return [read(row)];
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  };
  return {
    ours,
    list: () => [...ours, ...ledger.providers.list().flatMap(readIfGood)],
    get: (id) => {
      const found = ours.find(({ summary }) => summary.id === id);
      if (found !== undefined) return found;
      const row = ledger.providers.get(id);
      if (row !== null) return read(row);
      throw new AppError('not-found', {
        message: `There is no provider "${id}".`,
        next: 'List them with: keyrack provider list',
        field: 'provider',
      });
    },
  };
}

/** What a connection offers whose provider is gone or cannot be read: nothing, and why. */
export const nothingOffered = (why: string): readonly Offer[] =>
  OPERATIONS.map((operation) => ({
    operation,
    way: null,
    evidence: 'inferred',
    steps: [],
    collect: [],
    why,
    final: false,
    keepsRow: false,
    notes: [],
  }));
