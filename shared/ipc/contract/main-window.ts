import * as z from 'zod/mini';
import {
  activityFilterSchema,
  activityFormatSchema,
  activityPageSchema,
  activityQuerySchema,
  activityVerdictSchema,
} from '../../model/activity.ts';
import {
  connectionChangesSchema,
  connectionSchema,
  connectionTestSchema,
  diagnosisSchema,
  newConnectionSchema,
  syncReportSchema,
  tryRequestSchema,
  tryResultSchema,
  webhookVerdictSchema,
} from '../../model/connection.ts';
import {
  environmentChangesSchema,
  environmentCopySchema,
  environmentMoveSchema,
  environmentSchema,
  newEnvironmentSchema,
} from '../../model/environment.ts';
import {
  alertSchema,
  conditionSchema,
  consequencesSchema,
  identitySchema,
  keyActRequestSchema,
  keyActSchema,
  keyChangesSchema,
  keyEntrySchema,
  keySchema,
  localKeySchema,
  newKeySchema,
  snippetSchema,
  usageSchema,
  valueCopySchema,
  verdictSchema,
} from '../../model/key.ts';
import { preferenceChangesSchema, preferencesSchema } from '../../model/preferences.ts';
import { manifestCheckSchema, offerSchema, providerSchema } from '../../model/provider.ts';
import { storageSchema, tierSchema } from '../../model/storage.ts';
import { idSchema, instantSchema } from '../../model/text-fields.ts';
import type { Contract } from '../define.ts';
import { byId, done, nothing } from './common.ts';
import { deliveries } from './deliveries.ts';
import { due } from './due.ts';
import { rotations } from './rotations.ts';

/** A provider's id is a name, not a UUID. */
const byName = z.strictObject({ id: z.string() });
const manifestText = z.strictObject({ text: z.string().check(z.maxLength(262_144)) });
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
  'storage.choose': {
    input: z.strictObject({ tier: tierSchema, loseAuditKey: z.optional(z.literal(true)) }),
    output: storageSchema,
  },
  /** The entry window asks for a new app passphrase. */
  'storage.setPresence': { input: nothing, output: storageSchema },
  'storage.unlock': { input: nothing, output: storageSchema },
  'storage.lock': { input: nothing, output: storageSchema },

  /** In their order, archived ones too. */
  'environments.list': { input: nothing, output: z.array(environmentSchema) },
  'environments.create': { input: newEnvironmentSchema, output: environmentSchema },
  /** Development, Staging and Production in one go; those whose names are taken are left alone. */
  'environments.createFromTemplate': { input: nothing, output: z.array(environmentSchema) },
  'environments.edit': { input: environmentChangesSchema, output: environmentSchema },
  'environments.move': { input: environmentMoveSchema, output: z.array(environmentSchema) },
  'environments.duplicate': { input: environmentCopySchema, output: environmentSchema },
  'environments.archive': { input: byId, output: environmentSchema },
  'environments.unarchive': { input: byId, output: environmentSchema },
  'environments.remove': { input: destructive, output: done },

  /** The ids of the environments that are sample data, with all that stands in them. */
  'samples.list': { input: nothing, output: z.array(idSchema) },
  'samples.fill': { input: nothing, output: done },
  'samples.clear': { input: nothing, output: done },

  'providers.list': { input: nothing, output: z.array(providerSchema) },
  /** Looks at a manifest that the user is writing; keeps nothing. */
  'providers.check': { input: manifestText, output: manifestCheckSchema },
  'providers.add': { input: manifestText, output: providerSchema },
  'providers.remove': { input: byName, output: done },
  'providers.manifest': { input: byName, output: manifestText },
  /** A file that the user picks. @throws cancelled */
  'providers.importFile': { input: nothing, output: manifestText },
  /** To a file that the user picks. @throws cancelled */
  'providers.exportFile': { input: byName, output: z.strictObject({ file: z.string() }) },
  /** Opens a link of the manifest in the user's browser or mail program; a page cannot name an address. */
  'providers.open': {
    input: z.strictObject({ id: z.string(), link: z.enum(['console', 'docs', 'support']) }),
    output: done,
  },

  'connections.list': { input: nothing, output: z.array(connectionSchema) },
  /** Where it needs a management credential, the entry window asks for it, part by part. */
  'connections.add': {
    input: z.strictObject({ connection: newConnectionSchema, askProxyPassword: z.boolean() }),
    output: connectionSchema,
  },
  'connections.edit': {
    input: z.strictObject({
      changes: connectionChangesSchema,
      askCredential: z.boolean(),
      askProxyPassword: z.boolean(),
    }),
    output: connectionSchema,
  },
  'connections.test': { input: byId, output: connectionTestSchema },
  'connections.diagnose': { input: byId, output: diagnosisSchema },
  /** Tells its progress by events. */
  'connections.sync': { input: byId, output: syncReportSchema },
  'connections.tryOut': { input: tryRequestSchema, output: tryResultSchema },
  /** Ends what is under way for this connection or key: its call is then answered `cancelled`. */
  'work.cancel': { input: byId, output: done },
  'connections.remove': { input: destructive, output: done },
  /** A certificate file that the user picks, as PEM. @throws cancelled */
  'connections.chooseCa': { input: nothing, output: z.strictObject({ pem: z.string() }) },

  /** A payload that the user picks; its bytes stay in main. @throws cancelled */
  'webhooks.choosePayload': {
    input: nothing,
    output: z.strictObject({ payload: idSchema, name: z.string(), bytes: z.int() }),
  },
  /** The entry window asks for the webhook's secret. */
  'webhooks.verify': {
    input: z.strictObject({
      payload: z.union([z.strictObject({ text: z.string() }), z.strictObject({ chosen: idSchema })]),
      signature: z.string().check(z.minLength(1, 'Enter the signature.'), z.maxLength(500)),
    }),
    output: webhookVerdictSchema,
  },

  /** A part of the keys; `next` asks for the one after it, null: there is none. */
  'keys.list': {
    input: z.strictObject({ after: z.int().check(z.nonnegative()) }),
    output: z.strictObject({ keys: z.array(keySchema), next: z.nullable(z.int()) }),
  },
  /** The first page of the rack as it was left: what is painted while all of them are read. Empty in another order. */
  'keys.newest': { input: nothing, output: z.array(keySchema) },
  /** @throws steps-needed where keys are made by hand */
  'keys.create': { input: newKeySchema, output: keySchema },
  /** Checks the request and says what to do in the console. */
  'keys.prepareByHand': { input: newKeySchema, output: offerSchema },
  /** The entry window asks for the value that the console showed. */
  'keys.createByHand': { input: newKeySchema, output: keySchema },
  /** The entry window asks for the value. */
  'keys.add': { input: localKeySchema, output: keySchema },
  /** The entry window asks for the value of a key that is not held. */
  'keys.enter': { input: keyEntrySchema, output: keySchema },
  /** Main reads the value and writes it; it does not come here. */
  'keys.copyValue': { input: valueCopySchema, output: keySchema },
  /** The entry window asks for a value: whose is it? It is compared, and not kept. */
  'keys.identify': { input: nothing, output: identitySchema },
  'keys.edit': { input: keyChangesSchema, output: keySchema },
  'keys.act': { input: keyActRequestSchema, output: z.nullable(keySchema) },
  /** `byHand`: the entry window asks for the new value. */
  'keys.regenerate': {
    input: z.strictObject({ id: idSchema, confirm: z.optional(z.string()), byHand: z.boolean() }),
    output: keySchema,
  },
  'keys.consequences': {
    input: z.strictObject({ id: idSchema, act: z.union([keyActSchema, z.literal('regenerate')]) }),
    output: consequencesSchema,
  },
  /** Keys without their values, to a file that the user picks. @throws cancelled */
  'keys.exportList': {
    input: z.strictObject({
      ids: z.array(idSchema).check(z.maxLength(100_000)),
      format: z.enum(['csv', 'json']),
    }),
    output: z.strictObject({ file: z.string() }),
  },
  'keys.verify': { input: byId, output: verdictSchema },
  'keys.usage': {
    input: z.strictObject({ id: idSchema, since: instantSchema }),
    output: usageSchema,
  },
  'keys.snippets': { input: byId, output: z.array(snippetSchema) },
  /** Opens the reveal window. */
  'keys.showOnce': { input: byId, output: done },
  /** Main writes the clipboard; after the confirmation the entry window asks for the app passphrase first. */
  'keys.copy': { input: byId, output: z.strictObject({ clearsInSeconds: z.number() }) },
  'keys.acknowledge': { input: byId, output: keySchema },
  /** Revokes a key whose value was lost on the way and makes it anew, with the same name and scopes. */
  'keys.recreate': { input: byId, output: keySchema },

  'alerts.list': { input: z.strictObject({ keyId: idSchema }), output: z.array(alertSchema) },
  'alerts.add': {
    input: z.strictObject({ keyId: idSchema, condition: conditionSchema }),
    output: alertSchema,
  },
  'alerts.remove': { input: z.strictObject({ keyId: idSchema, id: z.string() }), output: done },

  ...deliveries,
  ...rotations,

  ...due,

  'activity.list': { input: activityQuerySchema, output: activityPageSchema },
  /** @throws storage-* where the storage of secrets is closed */
  'activity.verify': { input: nothing, output: activityVerdictSchema },
  /** To a file that the user picks. @throws cancelled */
  'activity.export': {
    input: z.strictObject({ filter: activityFilterSchema, format: activityFormatSchema }),
    output: z.strictObject({ file: z.string() }),
  },
} satisfies Contract;

export type MainWindow = typeof mainWindow;
