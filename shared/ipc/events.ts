import * as z from 'zod/mini';
import { diagnosisStepSchema } from '../model/connection.ts';
import { deepLinkSchema } from '../model/deep-link.ts';
import { deliveryTestStepSchema } from '../model/delivery-test.ts';
import { menuCommandSchema } from '../model/menu-command.ts';

/** What changed, never the data: a page asks again through the contract. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('changed'),
    what: z.enum([
      'storage',
      'environments',
      'providers',
      'connections',
      'keys',
      'alerts',
      'policies',
      'targets',
      'rotations',
      'activity',
      'preferences',
    ]),
  }),
  /** The clipboard was cleared of our value, or no longer held it. */
  z.strictObject({ kind: z.literal('clipboard-cleared') }),
  /** Keys read so far while a connection is listed. */
  z.strictObject({ kind: z.literal('sync-progress'), connectionId: z.uuid(), read: z.int() }),
  /** Values that an import has through, of those that were chosen. */
  z.strictObject({ kind: z.literal('import-progress'), plan: z.uuid(), done: z.int(), of: z.int() }),
  /** One step of a diagnosis that is under way, as soon as it is known. */
  z.strictObject({ kind: z.literal('diagnosis-step'), connectionId: z.uuid(), found: diagnosisStepSchema }),
  /** A step of a delivery's test that begins. */
  z.strictObject({
    kind: z.literal('delivery-test-step'),
    deliveryId: z.uuid(),
    step: deliveryTestStepSchema,
  }),
  /** An alert that Keyrack judges was passed, or keys are due; null: several, or none in particular. */
  z.strictObject({ kind: z.literal('alert-fired'), keyId: z.nullable(z.uuid()), message: z.string() }),
  /** The reveal window of a key was closed. */
  z.strictObject({ kind: z.literal('reveal-closed'), keyId: z.uuid() }),
  /** The app's menu or the tray asks for one of the page's commands. */
  z.strictObject({ kind: z.literal('command'), command: menuCommandSchema }),
  /** A `keyrack://` link was opened: a place to look at. */
  z.strictObject({ kind: z.literal('show'), link: deepLinkSchema }),
]);
export type KeyrackEvent = z.infer<typeof eventSchema>;
