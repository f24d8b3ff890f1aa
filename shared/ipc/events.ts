import * as z from 'zod/mini';

/** What changed, never the data: a page asks again through the contract. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('changed'),
    what: z.enum(['storage', 'environments', 'connections', 'keys', 'targets', 'preferences']),
  }),
  /** The clipboard was cleared of our value, or no longer held it. */
  z.strictObject({ kind: z.literal('clipboard-cleared') }),
  /** The reveal window of a key was closed. */
  z.strictObject({ kind: z.literal('reveal-closed'), keyId: z.uuid() }),
]);
export type KeyrackEvent = z.infer<typeof eventSchema>;
