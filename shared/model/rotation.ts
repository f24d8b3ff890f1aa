import * as z from 'zod/mini';
import { diffLineSchema, mechanismSchema } from './delivery.ts';
import { idSchema, instantSchema } from './text-fields.ts';

/** How long the old key goes on beside the new one. */
export const OVERLAPS = ['none', '1h', '24h', '7d'] as const;
const overlapSchema = z.enum(OVERLAPS);
export type Overlap = z.infer<typeof overlapSchema>;
export const DEFAULT_OVERLAP: Overlap = '24h';

/** How long the old key is watched before it is revoked: switched off, where the service can do that. */
export const WATCHES = ['none', '1h', '24h', '7d'] as const;
const watchSchema = z.enum(WATCHES);
export type Watch = z.infer<typeof watchSchema>;

/** `replace`: a new key beside the old one. `in-place`: the same key gets a new value, and the old one dies at once. */
const rotationKindSchema = z.enum(['replace', 'in-place']);
export type RotationKind = z.infer<typeof rotationKindSchema>;

/** `lost`: Keyrack does not have the old value. `leak`: somebody else has it. */
const rotationReasonSchema = z.enum(['planned', 'leak', 'lost']);
export type RotationReason = z.infer<typeof rotationReasonSchema>;

/** In their order; which of them a run takes depends on the service. `refuse`: the old value is seen to be refused. */
export const ROTATION_STEPS = [
  'enter',
  'create',
  'regenerate',
  'verify',
  'switch',
  'rewrite',
  'reread',
  'people',
  'overlap',
  'disable',
  'watch',
  'revoke',
  'refuse',
  'undo',
] as const;
const rotationStepSchema = z.enum(ROTATION_STEPS);
export type RotationStep = z.infer<typeof rotationStepSchema>;

/** `undoing`: files go back and the new key goes. `waiting`: for a person, see `needs`. `retrying`: by itself, at `resumeAt`. */
export const rotationStateSchema = z.enum([
  'running',
  'waiting',
  'overlap',
  'watching',
  'retrying',
  'undoing',
  'done',
  'undone',
  'failed',
]);
export type RotationState = z.infer<typeof rotationStateSchema>;

/** What a person can do with a run now. */
const ROTATION_ACTS = [
  /** Enter the new value. */
  'enter',
  /** Go on at once: look again, try again, end the overlap or the watch. */
  'continue',
  /** The old key works again, and the watch begins anew. */
  'enable',
  /** The old key was retired in the console. */
  'retired',
  /** The service still takes the old value: the user knows, and lets the run end. */
  'accept',
  /** Everything goes back to the old key, and the new one goes. */
  'undo',
] as const;
export const rotationActSchema = z.enum(ROTATION_ACTS);
export type RotationAct = z.infer<typeof rotationActSchema>;

/** What has to happen to one delivery: nothing, a write of ours, a person's work, or it is left as it is. */
const renewalHowSchema = z.enum(['nothing', 'rewrite', 'person', 'skip']);
export type RenewalHow = z.infer<typeof renewalHowSchema>;

const renewalSchema = z.strictObject({
  delivery: idSchema,
  target: z.string(),
  targetName: z.string(),
  file: z.string(),
  server: z.string(),
  mechanism: mechanismSchema,
  how: renewalHowSchema,
  /** One sentence: why, and what a person has to do. */
  text: z.string(),
  /** What a person does once it is written: its program took the value in, and keeps it. Absent: nothing. */
  afterwards: z.optional(z.string()),
  /** Secrets are masked. Empty where nothing is written. */
  diff: z.array(diffLineSchema),
  /** The program that reads the new value only after a restart; null: none. */
  restart: z.nullable(z.string()),
  /** The program that has to be quit first, as it writes its file over ours; null: none. */
  running: z.nullable(z.string()),
});
export type Renewal = z.infer<typeof renewalSchema>;

/** An item of the check list: what a person does at a place that Keyrack cannot write. */
const rotationTaskSchema = z.strictObject({
  delivery: idSchema,
  target: z.string(),
  file: z.string(),
  server: z.string(),
  text: z.string(),
  done: z.boolean(),
  /** The new value was copied for it: that is given once. */
  copied: z.boolean(),
});
export type RotationTask = z.infer<typeof rotationTaskSchema>;

export const rotationSchema = z.strictObject({
  id: idSchema,
  keyId: idSchema,
  keyName: z.string(),
  environmentId: idSchema,
  /** null: a local key. */
  connectionId: z.nullable(idSchema),
  kind: rotationKindSchema,
  reason: rotationReasonSchema,
  overlap: overlapSchema,
  watch: watchSchema,
  state: rotationStateSchema,
  step: rotationStepSchema,
  startedAt: instantSchema,
  endedAt: z.nullable(instantSchema),
  /** When it goes on by itself; null: it does not. */
  resumeAt: z.nullable(instantSchema),
  /** What is wrong, or what a person has to decide; null: nothing. */
  problem: z.nullable(z.string()),
  oldHint: z.string(),
  /** null: there is no new key yet. */
  newHint: z.nullable(z.string()),
  /** The service says that the old key was used after programs had the new one; null: it does not. */
  oldUsedAt: z.nullable(instantSchema),
  tasks: z.array(rotationTaskSchema),
  can: z.array(rotationActSchema),
  /** Programs that took the key in when they started, and keep it until they are restarted; empty until all are known. */
  restarts: z.array(z.string()),
  /** Deliveries written, of those to write. */
  written: z.int(),
  toWrite: z.int(),
});
export type Rotation = z.infer<typeof rotationSchema>;

/** A row of a run's journal. */
export const rotationJournalSchema = z.strictObject({
  number: z.int(),
  at: instantSchema,
  step: rotationStepSchema,
  state: z.enum(['begun', 'done', 'failed', 'waiting', 'undone']),
  text: z.string(),
});
export type RotationJournalRow = z.infer<typeof rotationJournalSchema>;

export const rotationRequestSchema = z.strictObject({
  keyId: idSchema,
  reason: z._default(rotationReasonSchema, 'planned'),
  overlap: z._default(overlapSchema, DEFAULT_OVERLAP),
  /** Absent: an hour where there is an overlap and the service can switch a key off, else none. */
  watch: z.optional(watchSchema),
  /** Absent: the old one's. */
  scopes: z.optional(z.array(z.string())),
});
export type RotationRequest = z.input<typeof rotationRequestSchema>;

/** What a run would do; nothing was done. */
export const rotationPlanSchema = z.strictObject({
  keyId: idSchema,
  keyName: z.string(),
  environment: z.string(),
  isProduction: z.boolean(),
  /** null: a local key. */
  service: z.nullable(z.string()),
  kind: rotationKindSchema,
  reason: rotationReasonSchema,
  overlap: overlapSchema,
  watch: watchSchema,
  /** The user enters the new value: no program can make it. */
  byHand: z.boolean(),
  /** What a person does in the service's console, where it is done by hand. */
  consoleSteps: z.array(z.string()),
  steps: z.array(
    z.strictObject({
      step: rotationStepSchema,
      text: z.string(),
      /** Requests to the service, without a secret: `POST https://…`. */
      calls: z.array(z.string()),
      onFailure: z.string(),
    }),
  ),
  /** Of the new key. */
  scopes: z.array(z.string()),
  deliveries: z.array(renewalSchema),
  /** Programs that read the new value only after a restart. */
  restarts: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Why a person has to be there; null: it can run unattended. */
  attended: z.nullable(z.string()),
});
export type RotationPlan = z.infer<typeof rotationPlanSchema>;

export const incidentSchema = z.strictObject({
  rotation: rotationSchema,
  /** Markdown: what leaked, what was done and when, usage since. It holds no secret. */
  note: z.string(),
});
export type Incident = z.infer<typeof incidentSchema>;
