import * as z from 'zod/mini';
import { idSchema, instantSchema, nameSchema } from './text-fields.ts';

export const STAGES = ['development', 'staging', 'production', 'custom'] as const;
const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

/** What a new environment of a stage looks like until the user picks another colour. */
export const STAGE_COLOURS: Record<Stage, string> = {
  development: '#0f9d8a',
  staging: '#c77700',
  production: '#c8245c',
  custom: '#6e6ade',
};

/** `vault`: a key can be copied again with presence. `copy-once`: never after its confirmation. */
const copyPolicySchema = z.enum(['vault', 'copy-once']);
export type CopyPolicy = z.infer<typeof copyPolicySchema>;

export function defaultCopyPolicy(stage: Stage): CopyPolicy {
  return stage === 'production' ? 'copy-once' : 'vault';
}

/** What a name of a key is made from until the environment prescribes another. */
export const DEFAULT_NAMING_PATTERN = '<tool> - <purpose>';

export const ROTATION_DAYS = [30, 60, 90, 180, 365] as const;

const colourSchema = z
  .string()
  .check(z.regex(/^#[0-9a-fA-F]{6}$/, 'Use a colour like #0f9d8a.'), z.toLowerCase());

export const environmentSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  stage: stageSchema,
  colour: z.string(),
  project: z.nullable(z.string()),
  copyPolicy: copyPolicySchema,
  /** Its place in lists: lower comes first. */
  position: z.int(),
  /** Archived: kept, and no longer offered; null: in use. */
  archivedAt: z.nullable(instantSchema),
  namingPattern: z.string(),
  /** A key made in it is due for rotation after so many days; null: no policy. */
  rotateAfterDays: z.nullable(z.int()),
});
export type Environment = z.infer<typeof environmentSchema>;

export const newEnvironmentSchema = z.strictObject({
  name: nameSchema,
  stage: stageSchema,
  colour: z.optional(colourSchema),
  project: z.optional(nameSchema),
});
export type NewEnvironment = z.infer<typeof newEnvironmentSchema>;

export const environmentChangesSchema = z.strictObject({
  id: idSchema,
  name: z.optional(nameSchema),
  stage: z.optional(stageSchema),
  colour: z.optional(colourSchema),
  project: z.optional(z.nullable(nameSchema)),
});
export type EnvironmentChanges = z.infer<typeof environmentChangesSchema>;
