import * as z from 'zod/mini';
import {
  incidentSchema,
  rotationActSchema,
  rotationJournalSchema,
  rotationPlanSchema,
  rotationRequestSchema,
  rotationSchema,
} from '../../model/rotation.ts';
import { idSchema } from '../../model/text-fields.ts';
import { byId, nothing } from './common.ts';

/** In production the environment's name as the user typed it. */
const confirm = z.optional(z.string());

/** Keys that are replaced everywhere they are used. */
export const rotations = {
  /** Runs that go on, and then the newest of those that ended. */
  'rotations.list': { input: nothing, output: z.array(rotationSchema) },
  'rotations.journal': { input: byId, output: z.array(rotationJournalSchema) },
  /** What a run would do. Nothing is done. */
  'rotations.plan': { input: rotationRequestSchema, output: rotationPlanSchema },
  /** The plan as Markdown, to a file that the user picks. @throws cancelled */
  'rotations.saveRunbook': { input: rotationRequestSchema, output: z.strictObject({ file: z.string() }) },
  /** Goes on until it ends or has to wait. Tells `changed` with each step. */
  'rotations.start': {
    input: z.strictObject({ request: rotationRequestSchema, confirm }),
    output: rotationSchema,
  },
  /** One thing that a person does with a run. For `enter` the entry window asks for the new value. */
  'rotations.act': {
    input: z.strictObject({ id: idSchema, act: rotationActSchema, confirm }),
    output: rotationSchema,
  },
  /** An item of the check list is done. */
  'rotations.tick': { input: z.strictObject({ id: idSchema, delivery: idSchema }), output: rotationSchema },
  /** Copies the new value, for a place of the check list: each item once. */
  'rotations.copy': {
    input: z.strictObject({ id: idSchema, delivery: idSchema }),
    output: z.strictObject({ clearsInSeconds: z.number() }),
  },
  /** The entry window asks for the leaked value: whose is it? It is compared, and not kept. */
  'rotations.panic': {
    input: z.strictObject({ keyId: z.nullable(idSchema), confirm }),
    output: incidentSchema,
  },
  /** The incident's note, to a file that the user picks. @throws cancelled */
  'rotations.saveNote': { input: byId, output: z.strictObject({ file: z.string() }) },
};
