import type { Overlap, Watch } from '../model/rotation.ts';

/** How long the old key goes on, or is watched; what `none` means depends on where it is said. */
export const spanWords = { '1h': '1 hour', '24h': '24 hours', '7d': '7 days' } as const satisfies Record<
  Exclude<Overlap | Watch, 'none'>,
  string
>;
