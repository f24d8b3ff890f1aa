import * as z from 'zod/mini';
import { errorCodeSchema } from '../ipc/errors.ts';
import { offerSchema, operationSchema } from './provider.ts';
import { idSchema, instantSchema, nameSchema } from './text-fields.ts';

/** A proxy's password is a secret and stands in the storage of secrets. */
const proxySchema = z.strictObject({
  url: z.string(),
  user: z.nullable(z.string()),
  /** Hosts that are reached without it, as in NO_PROXY: `localhost,.corp.example`. */
  bypass: z.string(),
});
export type ProxySetting = z.infer<typeof proxySchema>;

/** Paths that the user put in place of the manifest's inferred ones, by operation. */
const pathsSchema = z.record(z.string(), z.string());

export const connectionSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  provider: z.string(),
  environmentId: idSchema,
  baseUrl: z.string(),
  /** The user named this address; it is not the service's own. */
  customHost: z.boolean(),
  params: z.record(z.string(), z.string()),
  /** Ways that the service has not published are switched on. */
  inferred: z.boolean(),
  paths: pathsSchema,
  proxy: z.nullable(proxySchema),
  /** A certificate authority of its own, PEM. */
  ca: z.nullable(z.string()),
  hasCredential: z.boolean(),
  /** Who the service says we are, such as the organisation's name. */
  account: z.nullable(z.string()),
  /** When its keys were last listed. */
  syncedAt: z.nullable(instantSchema),
  /** Why the newest try to list them failed; null where it did not. */
  syncFailure: z.nullable(z.string()),
  offers: z.array(offerSchema),
});
export type Connection = z.infer<typeof connectionSchema>;

/**
 * Each is given whole: what is left out of `params` or `paths` is taken away. `api=inferred` and `host=<id>` are params
 * too: they are understood by Keyrack, not by the service.
 */
const settings = {
  params: z.optional(z.record(z.string(), z.string())),
  paths: z.optional(pathsSchema),
  proxy: z.optional(z.nullable(proxySchema)),
  ca: z.optional(z.nullable(z.string())),
};

export const newConnectionSchema = z.strictObject({
  environmentId: idSchema,
  provider: z.string(),
  name: z.optional(nameSchema),
  baseUrl: z.optional(z.string()),
  ...settings,
});
export type NewConnection = z.infer<typeof newConnectionSchema>;

/** An address is never changed: a credential belongs to the address that it was entered for. */
export const connectionChangesSchema = z.strictObject({
  id: idSchema,
  name: z.optional(nameSchema),
  /** The first address of a connection that has none, and so no credential either. */
  baseUrl: z.optional(z.string()),
  ...settings,
});
export type ConnectionChanges = z.infer<typeof connectionChangesSchema>;

export const connectionTestSchema = z.strictObject({
  ok: z.boolean(),
  /** What was asked and answered, in words; never a body or a header of the service. */
  message: z.string(),
  next: z.nullable(z.string()),
  /** Why it failed, for a script; absent where it did not. */
  code: z.optional(errorCodeSchema),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

export const DIAGNOSIS_STEPS = [
  'address',
  'proxy',
  'dns',
  'tcp',
  'tls',
  'health',
  'verify',
  'clock',
  'scopes',
  'limits',
] as const;
export const diagnosisStepSchema = z.strictObject({
  step: z.enum(DIAGNOSIS_STEPS),
  /** `skipped`: an earlier step failed, or it does not apply; the message says which. */
  state: z.enum(['ok', 'warning', 'problem', 'skipped']),
  message: z.string(),
});
export type DiagnosisStep = z.infer<typeof diagnosisStepSchema>;

export const diagnosisSchema = z.strictObject({
  steps: z.array(diagnosisStepSchema),
  /** One plain sentence, and what to do; next is null where all is well. */
  conclusion: z.string(),
  next: z.nullable(z.string()),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

const keyNote = z.strictObject({ id: idSchema, name: z.string() });
export const syncReportSchema = z.strictObject({
  connectionId: idSchema,
  at: instantSchema,
  /** Keys that the service lists. */
  listed: z.int(),
  added: z.array(keyNote),
  changed: z.array(z.strictObject({ id: idSchema, name: z.string(), fields: z.array(z.string()) })),
  /** Held or known here, and no longer listed: they are kept, as ghosts. */
  gone: z.array(keyNote),
  orphans: z.array(keyNote),
  notHeld: z.array(keyNote),
});
export type SyncReport = z.infer<typeof syncReportSchema>;

export const tryRequestSchema = z.strictObject({
  id: idSchema,
  operation: operationSchema,
  /** The key that it is about, where it is about one. */
  keyId: z.optional(idSchema),
  /** False: only shows what would be sent. An operation that changes something is never sent by a try. */
  send: z.boolean(),
});
export type TryRequest = z.infer<typeof tryRequestSchema>;

/** One exchange with a service as a person may see it: secrets replaced, on both sides. */
const exchangeSchema = z.strictObject({
  request: z.strictObject({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    body: z.nullable(z.string()),
  }),
  /** null where nothing was sent, or nothing came back. */
  answer: z.nullable(
    z.strictObject({
      status: z.int(),
      milliseconds: z.number(),
      headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      body: z.nullable(z.string()),
    }),
  ),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const tryResultSchema = z.strictObject({
  exchanges: z.array(exchangeSchema),
  /** What Keyrack made of the answer, or why it could not; null where nothing was sent. */
  outcome: z.nullable(z.strictObject({ ok: z.boolean(), message: z.string() })),
});
export type TryResult = z.infer<typeof tryResultSchema>;

export const webhookVerdictSchema = z.strictObject({
  valid: z.boolean(),
  /** How the signature was written, or what is wrong with it. */
  message: z.string(),
});
export type WebhookVerdict = z.infer<typeof webhookVerdictSchema>;
