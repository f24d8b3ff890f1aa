import * as z from 'zod/mini';

export const tierSchema = z.enum(['keychain', 'passphrase']);
export type Tier = z.infer<typeof tierSchema>;

/** `locked` can be opened by the user; `unavailable` needs something repaired or installed first. */
const storeStateSchema = z.enum(['ready', 'locked', 'unavailable']);
export type StoreState = z.infer<typeof storeStateSchema>;

export const storageSchema = z.strictObject({
  /** null: nothing chosen and no working keychain to fall to. */
  tier: z.nullable(tierSchema),
  /** false: the tier is the default of a working keychain, the user has not chosen yet. */
  chosen: z.boolean(),
  state: storeStateSchema,
  /** What is wrong and what to do about it; null when ready. */
  reason: z.nullable(z.string()),
  /** The OS keychain as it is now, whatever tier is in use: the first run offers it by this. */
  keychain: z.strictObject({ state: storeStateSchema, reason: z.nullable(z.string()) }),
  /** An app passphrase is set, so that a key can be copied again. */
  presence: z.boolean(),
  /** Keyrack itself is locked, whatever the storage behind it says. */
  appLocked: z.boolean(),
});
export type Storage = z.infer<typeof storageSchema>;
