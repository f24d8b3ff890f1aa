import * as z from 'zod/mini';
import { namingProblem } from '../text/naming.ts';
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
const ROTATION_DAYS_MAX = 3650;

const colourSchema = z
  .string()
  .check(z.regex(/^#[0-9a-fA-F]{6}$/, 'Use a colour like #0f9d8a.'), z.toLowerCase());

const namingPatternSchema = z.pipe(
  nameSchema,
  z.string().check((context) => {
    const message = namingProblem(context.value);
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value });
  }),
);

const rotateAfterDaysSchema = z.nullable(
  z
    .int('Use a whole number of days.')
    .check(
      z.minimum(1, 'Use at least one day.'),
      z.maximum(ROTATION_DAYS_MAX, `Use at most ${ROTATION_DAYS_MAX} days.`),
    ),
);

/** What an environment prescribes for its keys. */
const defaults = {
  copyPolicy: z.optional(copyPolicySchema),
  namingPattern: z.optional(namingPatternSchema),
  rotateAfterDays: z.optional(rotateAfterDaysSchema),
};

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
  ...defaults,
});
export type NewEnvironment = z.infer<typeof newEnvironmentSchema>;

export const environmentChangesSchema = z.strictObject({
  id: idSchema,
  name: z.optional(nameSchema),
  stage: z.optional(stageSchema),
  colour: z.optional(colourSchema),
  project: z.optional(z.nullable(nameSchema)),
  ...defaults,
  /** In production: the environment's name as typed, where keys could be copied again by this. */
  confirm: z.optional(z.string()),
});
export type EnvironmentChanges = z.infer<typeof environmentChangesSchema>;

export const environmentMoveSchema = z.strictObject({
  id: idSchema,
  /** Its place among the environments in use; 1: the first. Beyond the last is the last. */
  position: z.int().check(z.minimum(1)),
});
export type EnvironmentMove = z.infer<typeof environmentMoveSchema>;

/** A new environment of the same stage, colour, project and defaults. Keys and connections are never copied. */
export const environmentCopySchema = z.strictObject({ id: idSchema, name: nameSchema });
export type EnvironmentCopy = z.infer<typeof environmentCopySchema>;
