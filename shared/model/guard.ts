import * as z from 'zod/mini';
import { diffLineSchema } from './delivery.ts';
import { idSchema } from './text-fields.ts';

/** What somebody did to an entry of ours, and what putting it back would do. */
export const restorePlanSchema = z.strictObject({
  /** Names this plan in `targets.restore`; good for this run of the app only. */
  plan: idSchema,
  delivery: idSchema,
  target: z.string(),
  file: z.string(),
  realFile: z.string(),
  server: z.string(),
  state: z.enum(['changed', 'missing']),
  /** The entry: as Keyrack wrote it, to as it stands now. Secrets are masked. */
  since: z.array(diffLineSchema),
  /** The file: as it stands now, to our entry restored and nothing else changed. Secrets are masked. */
  diff: z.array(diffLineSchema),
  modeBefore: z.nullable(z.string()),
  modeAfter: z.string(),
  warnings: z.array(z.string()),
  /** The client that has to be quit first; null: it can be done now. */
  running: z.nullable(z.string()),
});
export type RestorePlan = z.infer<typeof restorePlanSchema>;
