import * as z from 'zod/mini';
import { deliverySchema } from './delivery.ts';
import {
  descriptionSchema,
  idSchema,
  instantSchema,
  nameSchema,
  notesSchema,
  variableSchema,
} from './text-fields.ts';

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
  /** Address ranges that may use it; empty: all may. */
  allowedIps: z.array(z.string()),
  /** The limit that the service showed when the key was made, in its words. */
  rateLimit: z.nullable(z.string()),
  /** When the service last accepted its value, where Keyrack asked; null: it never did. */
  checkedAt: z.nullable(instantSchema),
  /** The user's own words, kept here alone. */
  notes: z.string(),
  /** Tells equal values, under a key that the storage of secrets holds; null: not known yet. */
  fingerprint: z.nullable(z.string()),
  /** The key that took its place: this is the old value, until it is retired; null: it is a key of its own. */
  replacedBy: z.nullable(idSchema),
  /** When it should be replaced: by its environment's policy, or when it expires, if that is earlier; null: never. */
  rotationDueAt: z.nullable(instantSchema),
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

/** An address or a range, as IPv4 or IPv6: `203.0.113.7`, `10.0.0.0/8`. */
export const cidrSchema = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  'Write an address or a range, like 203.0.113.7 or 10.0.0.0/8.',
);

/** What a console shows beside a key that was made there by hand. */
export const shownSchema = z.strictObject({
  expiresAt: z.optional(instantSchema),
  rateLimit: z.optional(z.string().check(z.maxLength(120))),
  remoteId: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{1,256}$/, 'Write the id as the console shows it.')),
  ),
});
export type Shown = z.infer<typeof shownSchema>;

/** The user was told that Keyrack has the value already, and keeps it all the same. */
const sameValueSchema = z.optional(z.boolean());

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
  allowedIps: z.optional(z.array(cidrSchema)),
  /** For a key made in the console. */
  shown: z.optional(shownSchema),
  sameValue: sameValueSchema,
});
export type NewKey = z.infer<typeof newKeySchema>;

export const localKeySchema = z.strictObject({
  environmentId: idSchema,
  name: nameSchema,
  variable: variableSchema,
  description: z.optional(descriptionSchema),
  sameValue: sameValueSchema,
});
export type LocalKey = z.infer<typeof localKeySchema>;

/** For a key that is listed and whose value is not held. */
export const keyEntrySchema = z.strictObject({ id: idSchema, sameValue: sameValueSchema });
export type KeyEntry = z.infer<typeof keyEntrySchema>;

/** The value of one key as a key of another environment. */
export const valueCopySchema = z.strictObject({
  id: idSchema,
  environmentId: idSchema,
  /** In production: the environment's name as the user typed it. */
  confirm: z.optional(z.string()),
});
export type ValueCopy = z.infer<typeof valueCopySchema>;

/** What is known of a value that was entered to ask whose it is. */
export const identitySchema = z.strictObject({
  /** The keys that have it; none: it is not known here. */
  keyIds: z.array(idSchema),
  /** What its first characters tell, by what services publish of them; null: nothing. */
  beginning: z.nullable(z.strictObject({ provider: z.string(), testMode: z.boolean() })),
});
export type Identity = z.infer<typeof identitySchema>;

/** What of a key or its connection is to change; what is absent stays. */
export const keyChangesSchema = z.strictObject({
  id: idSchema,
  name: z.optional(nameSchema),
  description: z.optional(descriptionSchema),
  tags: z.optional(z.array(nameSchema)),
  variable: z.optional(z.nullable(variableSchema)),
  /** Kept here alone, never sent to the service. */
  notes: z.optional(notesSchema),
  allowedIps: z.optional(z.array(cidrSchema)),
  /** Where a service fixes the scopes of a key this makes a new key and retires this one. */
  scopes: z.optional(z.array(z.string())),
  /** The user has done the steps of a guided change in the console. */
  done: z.optional(z.boolean()),
});
export type KeyChanges = z.infer<typeof keyChangesSchema>;

/** What is done to a key as a whole. */
export const KEY_ACTS = ['disable', 'enable', 'revoke', 'delete'] as const;
export const keyActSchema = z.enum(KEY_ACTS);
export type KeyAct = z.infer<typeof keyActSchema>;

export const keyActRequestSchema = z.strictObject({
  id: idSchema,
  act: keyActSchema,
  /** In production: the environment's name as the user typed it. */
  confirm: z.optional(z.string()),
  /** The user has done the steps of a guided act in the console. */
  done: z.optional(z.boolean()),
});
export type KeyActRequest = z.infer<typeof keyActRequestSchema>;

/** What a person is told before a key stops working. */
export const consequencesSchema = z.strictObject({
  /** These stop working. */
  deliveries: z.array(deliverySchema),
  warnings: z.array(z.string()),
});
export type Consequences = z.infer<typeof consequencesSchema>;

/** Why a service refuses a key, where its answer tells. */
export const REASONS = [
  'invalid',
  'expired',
  'revoked',
  'suspended',
  'wrong environment',
  'scope missing',
  'service not enabled',
  'address not allowed',
  'rate limit',
] as const;
export const reasonSchema = z.enum(REASONS);
export type Reason = z.infer<typeof reasonSchema>;

export const verdictSchema = z.strictObject({
  /** `unknown`: the service could not be asked; the key is not judged by that. */
  is: z.enum(['valid', 'valid, scope missing', 'invalid', 'unknown']),
  /** What the service gave as the reason; null where it gave none. */
  because: z.nullable(reasonSchema),
  message: z.string(),
  next: z.nullable(z.string()),
});

export const usageSchema = z.strictObject({
  since: instantSchema,
  requests: z.int(),
  points: z.array(z.strictObject({ at: instantSchema, requests: z.int() })),
});
export type Usage = z.infer<typeof usageSchema>;

/** As the reference writes it: `api_requests > 1000/hour`. */
export const conditionSchema = z
  .string()
  .check(
    z.regex(/^api_requests > [1-9][0-9]{0,8}\/(minute|hour|day)$/, 'Write it like: api_requests > 1000/hour'),
  );

export const alertSchema = z.strictObject({
  id: z.string(),
  keyId: idSchema,
  condition: z.string(),
  /** `service`: set there. `keyrack`: judged from the usage, only while Keyrack runs. */
  judgedBy: z.enum(['service', 'keyrack']),
  lastFiredAt: z.nullable(instantSchema),
});
export type Alert = z.infer<typeof alertSchema>;

/** How a program uses the key, with the host and the variable filled in, never the value. */
export const snippetSchema = z.strictObject({ id: z.string(), title: z.string(), text: z.string() });
export type Snippet = z.infer<typeof snippetSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
