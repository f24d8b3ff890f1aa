import * as z from 'zod/mini';
import { adoptionPlaceSchema, plaintextRowSchema } from './adoption.ts';
import { idSchema, instantSchema } from './text-fields.ts';

/**
 * In the order of the lists. `orphan`: at the service, made by us, its value lost. `ghost`: here, gone there. `stray`: a
 * copy of a key's value in a file where Keyrack delivered none. `shared`: one value under several keys, or one key at
 * several tools. `stale`: active, and not used for 90 days. `not-held`: at the service, its value not here.
 */
export const INVENTORY_KINDS = ['orphan', 'ghost', 'stray', 'shared', 'stale', 'not-held'] as const;
export type InventoryKind = (typeof INVENTORY_KINDS)[number];

export const STALE_AFTER_DAYS = 90;

/** The one act that mends a row; the first kind is done to the row's key. */
const mendSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['revoke', 'delete', 'enter', 'replace']) }),
  /** A key like the row's, for this target alone. */
  z.strictObject({ act: z.literal('make'), target: z.string() }),
  z.strictObject({ act: z.literal('unexport'), delivery: idSchema }),
  /** What is found there becomes a delivery of the row's key. */
  z.strictObject({ act: z.literal('adopt'), place: adoptionPlaceSchema, found: plaintextRowSchema }),
]);
export type Mend = z.infer<typeof mendSchema>;

const inventoryRowSchema = z.strictObject({
  kind: z.enum(INVENTORY_KINDS),
  keyId: idSchema,
  /** Where a copy or a second delivery stands; null: the row is of the key alone. */
  place: z.nullable(z.strictObject({ target: z.string(), file: z.string(), entry: z.string() })),
  /** Keys that have the same value. */
  others: z.array(idSchema),
  /** When the service said what the row tells; null: no service said it, or it was never listed. */
  asOf: z.nullable(instantSchema),
  /** What stands in the way, or is left to do afterwards. */
  note: z.nullable(z.string()),
  mend: mendSchema,
});
export type InventoryRow = z.infer<typeof inventoryRowSchema>;

export const inventorySchema = z.strictObject({
  rows: z.array(inventoryRowSchema),
  /** Connections whose keys Keyrack can list; `old`: not for a day, or never. */
  services: z.array(
    z.strictObject({ connectionId: idSchema, asOf: z.nullable(instantSchema), old: z.boolean() }),
  ),
  /** Files that could not be looked through for copies. */
  unread: z.array(z.strictObject({ target: z.string(), file: z.string(), message: z.string() })),
  /** Why no file was looked through: without the open storage a value tells nothing. null: they were. */
  unlooked: z.nullable(z.strictObject({ message: z.string(), next: z.nullable(z.string()) })),
});
export type Inventory = z.infer<typeof inventorySchema>;
