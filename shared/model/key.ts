import * as z from 'zod/mini';
import { deliverySchema } from './delivery.ts';
import { descriptionSchema, idSchema, instantSchema, nameSchema, variableSchema } from './text-fields.ts';

export const KEY_STATUSES = ['active', 'inactive', 'revoked', 'expired', 'orphan', 'ghost'] as const;
const keyStatusSchema = z.enum(KEY_STATUSES);
export type KeyStatus = z.infer<typeof keyStatusSchema>;

export const keySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  environmentId: idSchema,
  connectionId: z.nullable(idSchema),
  remoteId: z.nullable(z.string()),
  variable: z.nullable(z.string()),
  hint: z.string(),
  /** Keyrack has the value: in the keychain, or sealed. */
  held: z.boolean(),
  /** The user has confirmed that the value shown once was copied. */
  acknowledged: z.boolean(),
  status: keyStatusSchema,
  scopes: z.array(z.string()),
  testMode: z.boolean(),
  createdAt: instantSchema,
  expiresAt: z.nullable(instantSchema),
  lastUsedAt: z.nullable(instantSchema),
  deliveries: z.array(deliverySchema),
});
export type Key = z.infer<typeof keySchema>;

/** A duration as people write it: `90d`, `12h`, `6m` is refused (minutes or months?). */
export const EXPIRY_CHOICES = ['7d', '30d', '90d', '365d'] as const;
export const durationSchema = z
  .string()
  .check(z.regex(/^[1-9][0-9]{0,4}[hd]$/, 'Write hours or days, like 12h or 90d.'));

/** @returns milliseconds in a duration that `durationSchema` accepted. */
export function durationMs(duration: string): number {
  const hours = duration.endsWith('d') ? 24 : 1;
  return Number.parseInt(duration, 10) * hours * 3_600_000;
}

export const newKeySchema = z.strictObject({
  environmentId: idSchema,
  connectionId: idSchema,
  name: nameSchema,
  description: z.optional(descriptionSchema),
  /** Absent: the manifest's read-only scopes. */
  scopes: z.optional(z.array(z.string())),
  tags: z.optional(z.array(nameSchema)),
  testMode: z.optional(z.boolean()),
  expiresIn: z.optional(durationSchema),
  variable: z.optional(variableSchema),
});
export type NewKey = z.infer<typeof newKeySchema>;

export const localKeySchema = z.strictObject({
  environmentId: idSchema,
  name: nameSchema,
  variable: variableSchema,
  description: z.optional(descriptionSchema),
});
export type LocalKey = z.infer<typeof localKeySchema>;

export const verdictSchema = z.strictObject({
  /** `unknown`: the service could not be asked; the key is not judged by that. */
  is: z.enum(['valid', 'valid, scope missing', 'invalid', 'unknown']),
  message: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;
