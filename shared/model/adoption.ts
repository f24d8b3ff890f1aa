import * as z from 'zod/mini';
import { exportPlanSchema, mechanismSchema } from './delivery.ts';
import { idSchema, nameSchema, variableSchema } from './text-fields.ts';

const scopeSchema = z.enum(['user', 'project']);

/** One file of a target: what is looked through for secrets in the clear. */
export const adoptionPlaceSchema = z.strictObject({
  target: z.string(),
  scope: z.optional(scopeSchema),
  /** Absent: the target's own file. */
  file: z.optional(z.string()),
});
export type AdoptionPlace = z.infer<typeof adoptionPlaceSchema>;

/** A secret that stands in a file in the clear: where, and never what. */
export const plaintextRowSchema = z.strictObject({
  /** The server's name in the file; of a file of variables the variable. */
  entry: z.string(),
  /** By which the program gets it. */
  name: z.string(),
  place: z.enum(['variable', 'header', 'argument']),
  hint: z.string(),
  /** Why it has to stay where it is; null: it can be adopted. */
  obstacle: z.nullable(z.string()),
});
export type PlaintextRow = z.infer<typeof plaintextRowSchema>;

export const plaintextListSchema = z.strictObject({
  file: z.string(),
  /** null: there is no file. */
  mode: z.nullable(z.string()),
  found: z.array(plaintextRowSchema),
});
export type PlaintextList = z.infer<typeof plaintextListSchema>;

export const adoptRequestSchema = z.strictObject({
  target: z.string(),
  environmentId: idSchema,
  scope: z.optional(scopeSchema),
  file: z.optional(z.string()),
  entry: z.string(),
  /** Which secret of the entry, by its name; absent: the only one. */
  secret: z.optional(z.string()),
  /** What the key is called here, and the variable that programs read. Absent: as in the file. */
  name: z.optional(nameSchema),
  variable: z.optional(variableSchema),
  mechanism: z.optional(mechanismSchema),
  reference: z.optional(variableSchema),
  /** Of a file of variables: the line goes, and the program is started by `keyrack exec`. */
  remove: z.optional(z.boolean()),
  /** Keeps the value though a key of another environment has it too. */
  sameValue: z.optional(z.boolean()),
});
export type AdoptRequest = z.infer<typeof adoptRequestSchema>;

export const adoptionPlanSchema = z.extend(exportPlanSchema, {
  variable: variableSchema,
  /** The line is taken out once its value is kept. */
  removed: z.boolean(),
  /** The key that it becomes, or that has this value by now. */
  key: z.strictObject({ id: idSchema, name: z.string(), isNew: z.boolean() }),
});
export type AdoptionPlan = z.infer<typeof adoptionPlanSchema>;

export const adoptionResultSchema = z.strictObject({
  change: idSchema,
  delivery: idSchema,
  key: idSchema,
  file: z.string(),
  mode: z.string(),
});
export type AdoptionResult = z.infer<typeof adoptionResultSchema>;
