import type { InventoryKind } from '../model/inventory.ts';

/** What window and command call what does not fit. */
export const inventoryKinds: Record<InventoryKind, { readonly title: string; readonly about: string }> = {
  orphan: { title: 'Orphans', about: 'made by Keyrack at the service, the value lost on the way' },
  ghost: { title: 'Ghosts', about: 'listed here, gone at the service' },
  stray: { title: 'Strays', about: 'copies of a key in files where Keyrack delivered none' },
  shared: { title: 'Shared', about: 'one value under several keys, or one key at several tools' },
  stale: { title: 'Stale', about: 'active, and not used for 90 days' },
  'not-held': { title: 'Not held', about: 'at the service, the value not in Keyrack' },
};
