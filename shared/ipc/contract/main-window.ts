import * as z from 'zod/mini';
import { connectionSchema, connectionTestSchema, newConnectionSchema } from '../../model/connection.ts';
import {
  changeRowSchema,
  deliveryRowSchema,
  exportPlanSchema,
  exportRequestSchema,
  exportResultSchema,
  targetSchema,
} from '../../model/delivery.ts';
import {
  environmentChangesSchema,
  environmentSchema,
  newEnvironmentSchema,
} from '../../model/environment.ts';
import { keySchema, localKeySchema, newKeySchema, verdictSchema } from '../../model/key.ts';
import { preferenceChangesSchema, preferencesSchema } from '../../model/preferences.ts';
import { providerSchema } from '../../model/provider.ts';
import { storageSchema, tierSchema } from '../../model/storage.ts';
import { idSchema } from '../../model/text-fields.ts';
import type { Contract } from '../define.ts';

const nothing = z.undefined();
const done = z.void();
const byId = z.strictObject({ id: idSchema });
/** In production a destructive call carries the environment's name as the user typed it. */
const destructive = z.strictObject({ id: idSchema, confirm: z.optional(z.string()) });

/** Everything the main window can ask for. SECURITY: no input and no output of it holds a secret. */
export const mainWindow = {
  'app.about': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      home: z.string(),
    }),
  },
  'preferences.get': { input: nothing, output: preferencesSchema },
  'preferences.set': { input: preferenceChangesSchema, output: preferencesSchema },

  'storage.status': { input: nothing, output: storageSchema },
  /** For the passphrase tier the entry window asks for a new passphrase. */
  'storage.choose': { input: z.strictObject({ tier: tierSchema }), output: storageSchema },
  /** The entry window asks for a new app passphrase. */
  'storage.setPresence': { input: nothing, output: storageSchema },
  'storage.unlock': { input: nothing, output: storageSchema },
  'storage.lock': { input: nothing, output: storageSchema },

  'environments.list': { input: nothing, output: z.array(environmentSchema) },
  'environments.create': { input: newEnvironmentSchema, output: environmentSchema },
  /** Development, Staging and Production in one go; those whose names are taken are left alone. */
  'environments.createFromTemplate': { input: nothing, output: z.array(environmentSchema) },
  'environments.edit': { input: environmentChangesSchema, output: environmentSchema },
  'environments.remove': { input: destructive, output: done },

  'providers.list': { input: nothing, output: z.array(providerSchema) },
  'connections.list': { input: nothing, output: z.array(connectionSchema) },
  /** Where the provider wants a management credential, the entry window asks for it. */
  'connections.add': { input: newConnectionSchema, output: connectionSchema },
  'connections.test': { input: byId, output: connectionTestSchema },
  'connections.remove': { input: destructive, output: done },

  'keys.list': { input: nothing, output: z.array(keySchema) },
  'keys.create': { input: newKeySchema, output: keySchema },
  /** The entry window asks for the value. */
  'keys.add': { input: localKeySchema, output: keySchema },
  'keys.verify': { input: byId, output: verdictSchema },
  'keys.delete': { input: destructive, output: done },
  /** Opens the reveal window. */
  'keys.showOnce': { input: byId, output: done },
  /** Main writes the clipboard; after the confirmation the entry window asks for the app passphrase first. */
  'keys.copy': { input: byId, output: z.strictObject({ clearsInSeconds: z.number() }) },
  'keys.acknowledge': { input: byId, output: keySchema },
  /** Revokes a key whose value was lost on the way and makes it anew, with the same name and scopes. */
  'keys.recreate': { input: byId, output: keySchema },

  'targets.list': { input: nothing, output: z.array(targetSchema) },
  'targets.plan': { input: exportRequestSchema, output: exportPlanSchema },
  'targets.export': { input: z.strictObject({ plan: idSchema }), output: exportResultSchema },
  'targets.deliveries': { input: nothing, output: z.array(deliveryRowSchema) },
  'targets.unexport': { input: byId, output: exportResultSchema },
  'targets.changes': { input: nothing, output: z.array(changeRowSchema) },
  'targets.undo': { input: byId, output: changeRowSchema },
} satisfies Contract;

export type MainWindow = typeof mainWindow;
