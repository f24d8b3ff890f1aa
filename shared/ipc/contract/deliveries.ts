import * as z from 'zod/mini';
import {
  adoptionPlaceSchema,
  adoptionPlanSchema,
  adoptionResultSchema,
  adoptRequestSchema,
  plaintextListSchema,
} from '../../model/adoption.ts';
import {
  changeRowSchema,
  commandSchema,
  deliveryRowSchema,
  exportDocumentSchema,
  exportPlanSchema,
  exportRequestSchema,
  exportResultSchema,
  targetSchema,
} from '../../model/delivery.ts';
import { deliveryTestSchema } from '../../model/delivery-test.ts';
import { restorePlanSchema } from '../../model/guard.ts';
import {
  importChoiceSchema,
  importPlanSchema,
  importRequestSchema,
  importResultSchema,
} from '../../model/import.ts';
import { inventorySchema } from '../../model/inventory.ts';
import { packageCheckSchema } from '../../model/npm-package.ts';
import { idSchema } from '../../model/text-fields.ts';
import type { Contract } from '../define.ts';
import { byId, done, nothing } from './common.ts';

/** Of a file that the user picks: a page names none. */
const toImport = z.omit(importRequestSchema, { file: true });

/** Keys in the files and stores of other programs: put there, looked at, taken over, brought in. */
export const deliveries = {
  'targets.list': { input: nothing, output: z.array(targetSchema) },
  'targets.plan': { input: exportRequestSchema, output: exportPlanSchema },
  /** SECURITY: without a value; by inline there is none. */
  'targets.document': { input: exportRequestSchema, output: exportDocumentSchema },
  'targets.export': {
    input: z.strictObject({ plan: idSchema, ignored: z.optional(z.boolean()) }),
    output: exportResultSchema,
  },
  /** Runs the user's npm, which asks its registry: on a click alone. */
  'targets.checkPackage': {
    input: z.strictObject({ command: commandSchema }),
    output: z.array(packageCheckSchema),
  },
  'targets.deliveries': { input: nothing, output: z.array(deliveryRowSchema) },
  'targets.unexport': { input: byId, output: exportResultSchema },
  'targets.planRestore': { input: byId, output: restorePlanSchema },
  'targets.restore': { input: z.strictObject({ plan: idSchema }), output: exportResultSchema },
  'targets.keep': { input: byId, output: nothing },
  /** Starts or reaches what the delivery's entry says; tells its steps by events. SECURITY: cut free of the key. */
  'targets.test': { input: byId, output: deliveryTestSchema },
  'targets.deleteFile': { input: byId, output: exportResultSchema },
  'targets.changes': { input: nothing, output: z.array(changeRowSchema) },
  'targets.undo': { input: byId, output: changeRowSchema },

  /** Asks no service. While the storage is closed no file is looked through; that is said. */
  'inventory.list': { input: nothing, output: inventorySchema },

  /** Needs a file of the target; hints are told, values are not. */
  'adopting.find': { input: adoptionPlaceSchema, output: plaintextListSchema },
  'adopting.plan': { input: adoptRequestSchema, output: adoptionPlanSchema },
  'adopting.adopt': { input: z.strictObject({ plan: idSchema }), output: adoptionResultSchema },

  /** A file that the user picks; its text and its values stay in main. @throws cancelled */
  'importing.choose': { input: toImport, output: importPlanSchema },
  /** The file that was picked last, for another environment or read in another way. */
  'importing.plan': { input: toImport, output: importPlanSchema },
  /** Tells its progress by events; cancelled, it answers what it kept until then. */
  'importing.take': {
    input: z.extend(importChoiceSchema, { plan: idSchema }),
    output: importResultSchema,
  },
  /** @throws forbidden-by-rule where a value would be lost with the file */
  'importing.deleteFile': { input: z.strictObject({ plan: idSchema }), output: done },
  /** Lets go of what was read. */
  'importing.forget': { input: nothing, output: done },
} satisfies Contract;
