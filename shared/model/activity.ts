import * as z from 'zod/mini';
import { ACTIVITY_KINDS } from './activity-kinds.ts';
import { idSchema, instantSchema } from './text-fields.ts';

const activityKindSchema = z.enum(ACTIVITY_KINDS);

/** What is absent does not narrow. */
const filter = {
  text: z.optional(z.string().check(z.maxLength(200))),
  kind: z.optional(activityKindSchema),
  by: z.optional(z.enum(['window', 'command'])),
  since: z.optional(instantSchema),
  until: z.optional(instantSchema),
  environmentId: z.optional(idSchema),
  keyId: z.optional(idSchema),
};
export const activityFilterSchema = z.strictObject(filter);
export type ActivityFilter = z.infer<typeof activityFilterSchema>;

/** @param before the number of the last row that was read; absent: from the newest */
export const activityQuerySchema = z.strictObject({ ...filter, before: z.optional(z.int()) });
export type ActivityQuery = z.infer<typeof activityQuerySchema>;

const activityRowSchema = z.strictObject({
  number: z.int(),
  at: z.string(),
  by: z.enum(['window', 'command']),
  /** The program that started the command; null: a person at a shell, or not known. */
  client: z.nullable(z.string()),
  what: z.string(),
  /** The id of what it was done to. */
  subject: z.nullable(z.string()),
  /** What that was called then. */
  name: z.nullable(z.string()),
  environmentId: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  /** `late`: only after it was written, so it could be changed in between; `no`: not yet. */
  chained: z.enum(['yes', 'late', 'no']),
});
export type ActivityRow = z.infer<typeof activityRowSchema>;

export const activityPageSchema = z.strictObject({
  /** Newest first. */
  rows: z.array(activityRowSchema),
  /** How many rows fit in all. */
  total: z.int(),
});
export type ActivityPage = z.infer<typeof activityPageSchema>;

/**
 * `edited`: a row is not what was chained; `missing`: rows between two others are gone; `cut`: the newest are gone;
 * `unchained`: rows without a mark stand before one that has it; `rewritten`: the chain was made anew by somebody;
 * `anchor-lost`, `key-lost`: the storage of secrets no longer has what the chain is judged by.
 */
const activityProblemSchema = z.strictObject({
  kind: z.enum(['edited', 'missing', 'cut', 'unchained', 'rewritten', 'anchor-lost', 'key-lost']),
  /** The first and the last row that it is about; null where it is about all of it. */
  from: z.nullable(z.int()),
  to: z.nullable(z.int()),
});
export type ActivityProblem = z.infer<typeof activityProblemSchema>;

export const activityVerdictSchema = z.strictObject({
  valid: z.boolean(),
  rows: z.int(),
  chained: z.int(),
  /** Of the chained ones. */
  late: z.int(),
  /** Oldest first; where there are very many, the first of them. */
  problems: z.array(activityProblemSchema),
});
export type ActivityVerdict = z.infer<typeof activityVerdictSchema>;

export const activityFormatSchema = z.enum(['csv', 'json']);
export type ActivityFormat = z.infer<typeof activityFormatSchema>;
