import * as z from 'zod/mini';
import { idSchema, variableSchema } from './text-fields.ts';

export const IMPORT_FORMATS = ['dotenv', '1password', 'bitwarden'] as const;
const importFormatSchema = z.enum(IMPORT_FORMATS);
export type ImportFormat = z.infer<typeof importFormatSchema>;

export const importRequestSchema = z.strictObject({
  environmentId: idSchema,
  file: z.string(),
  /** Absent: told by the content. */
  format: z.optional(importFormatSchema),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** One value of the file: where, and never what. */
const importRowSchema = z.strictObject({
  /** Names the row in a choice: its number in the file's order, from 1 on. */
  row: z.number(),
  name: z.string(),
  variable: variableSchema,
  hint: z.string(),
  /** `key`: it looks like one, and is taken unless left out; `other`: a login or a setting, taken only where chosen. */
  kind: z.enum(['key', 'other']),
  /** `new`: can be kept; `held`, `twice`: a key, or a row before it, has this value; `elsewhere`: a key of another environment has it; `unclear`: what the value is cannot be told. */
  state: z.enum(['new', 'held', 'twice', 'elsewhere', 'unclear']),
  /** What was changed of it, or why it is not taken. */
  notes: z.array(z.string()),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importPlanSchema = z.strictObject({
  /** Names this plan; good for this run only. */
  plan: idSchema,
  file: z.string(),
  format: importFormatSchema,
  /** Never empty: a file without a value is refused. */
  rows: z.array(importRowSchema),
  /** What is in the file and in no row, as counts in words (`2 notes`). Keyrack does not delete such a file. */
  passedOver: z.array(z.string()),
  /** Where the file really is; null where the path is no link. Keyrack deletes nothing through a link. */
  linkTo: z.nullable(z.string()),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

export const importChoiceSchema = z.strictObject({
  /** Numbers of rows; absent: those that look like keys. */
  rows: z.optional(z.array(z.number())),
  /** Keeps values that keys of other environments have. */
  sameValue: z.optional(z.boolean()),
});
export type ImportChoice = z.infer<typeof importChoiceSchema>;

export const importResultSchema = z.strictObject({
  kept: z.array(z.strictObject({ row: z.number(), key: idSchema, name: z.string() })),
  /** Rows whose value no key of the environment has: they would be lost with the file. */
  left: z.array(z.number()),
});
export type ImportResult = z.infer<typeof importResultSchema>;
