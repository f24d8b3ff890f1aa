import * as z from 'zod/mini';
import { idSchema, instantSchema } from './text-fields.ts';

/** Days after which a key is replaced, as they are offered. */
export const POLICY_DAYS = [30, 60, 90, 180, 365] as const;
/** What the documents of services advise for a critical key: 6 to 12 months. */
export const CRITICAL_DAYS = { least: 180, most: 365 } as const;

const POLICY_SUBJECTS = ['environment', 'connection', 'key'] as const;
const policySubjectSchema = z.enum(POLICY_SUBJECTS);
export type PolicySubject = z.infer<typeof policySubjectSchema>;

const days = z.int().check(z.minimum(1), z.maximum(3_650));
/** `never`: also where what stands above it says days. null: as what stands above it. */
const ownDaysSchema = z.nullable(z.union([days, z.literal('never')]));
/** On the workstation's own clock: `03:00`. */
export const timeOfDaySchema = z
  .string()
  .check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'Write a time of day, like 03:00.'));

/** What is prescribed for an environment, a connection or a key; of what is null the next above it decides: key, connection, environment. */
export const policySchema = z.strictObject({
  subject: policySubjectSchema,
  id: idSchema,
  afterDays: ownDaysSchema,
  /** A key without which something important stops; false for the others. */
  critical: z.boolean(),
  /** A key that was not used for so many days is listed too. */
  unusedDays: ownDaysSchema,
  /** When a due key is replaced without a person; null: not said. `off`: never. */
  unattendedAt: z.nullable(z.union([timeOfDaySchema, z.literal('off')])),
});
export type Policy = z.infer<typeof policySchema>;

export const policyChangesSchema = z.strictObject({
  subject: policySubjectSchema,
  id: idSchema,
  afterDays: z.optional(ownDaysSchema),
  critical: z.optional(z.boolean()),
  unusedDays: z.optional(ownDaysSchema),
  unattendedAt: z.optional(z.nullable(z.union([timeOfDaySchema, z.literal('off')]))),
});
export type PolicyChanges = z.infer<typeof policyChangesSchema>;

/** A key that is due, will be, expires, or is not used. */
export const dueRowSchema = z.strictObject({
  keyId: idSchema,
  name: z.string(),
  environmentId: idSchema,
  /** `unused`: since `dueAt` it has been unused for longer than is allowed. */
  why: z.enum(['policy', 'expiry', 'unused']),
  dueAt: instantSchema,
  /** Whose policy it is; null: none, it expires. */
  from: z.nullable(policySubjectSchema),
  afterDays: z.nullable(z.int()),
  critical: z.boolean(),
  state: z.enum(['overdue', 'soon', 'later']),
  /** It is not reminded of before; null: it is. */
  snoozedUntil: z.nullable(instantSchema),
  /** The run that replaces it now; null: none. */
  rotationId: z.nullable(idSchema),
  /** When Keyrack replaces it by itself; null: a person has to. */
  unattendedAt: z.nullable(instantSchema),
  /** Why it cannot be replaced unattended although its policy says so; null: it can, or need not. */
  attended: z.nullable(z.string()),
});
export type DueRow = z.infer<typeof dueRowSchema>;

/** Every quarter: which keys are still used? */
export const reviewSchema = z.strictObject({
  reviewedAt: z.nullable(instantSchema),
  nextAt: instantSchema,
  isDue: z.boolean(),
  keys: z.array(
    z.strictObject({
      keyId: idSchema,
      name: z.string(),
      environmentId: idSchema,
      /** null: never, or the service does not tell; see `tells`. */
      lastUsedAt: z.nullable(instantSchema),
      /** Whether its service tells when a key was last used. */
      tells: z.boolean(),
      deliveries: z.int(),
    }),
  ),
});
export type Review = z.infer<typeof reviewSchema>;

export const SNOOZE_DAYS = [1, 7, 14, 30] as const;
export const snoozeSchema = z.strictObject({
  keyId: idSchema,
  days: z.literal([...SNOOZE_DAYS]),
});
export type Snooze = z.infer<typeof snoozeSchema>;

/** Days before a key is due at which a person is reminded, once each; and on the day. */
export const REMIND_DAYS = [30, 14, 7, 1] as const;
