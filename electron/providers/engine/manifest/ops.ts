import * as z from 'zod/mini';
import { reasonSchema, verdictSchema } from '#shared/model/key.ts';
import { evidenceSchema, shownFieldSchema } from '#shared/model/provider.ts';
import { paginationSchema, requestSchema, successSchema } from './requests.ts';
import { answerPath, httpStatus, words } from './words.ts';

/** How a value of an answer is read. `tree`: `{ "scm": ["read"] }` as `scm:read`. */
export const READS = [
  'text',
  'integer',
  'flag',
  'not',
  'iso',
  'epochS',
  'epochMs',
  'rfc2822',
  'list',
  'spaced',
  'comma',
  'tree',
] as const;

/** Where one of our words stands in one key as the service writes it. */
export const fieldSchema = z.union([
  answerPath,
  z.strictObject({
    path: answerPath,
    as: z.optional(z.enum(READS)),
    /** It may be missing: then the service does not tell. */
    optional: z.optional(z.literal(true)),
  }),
]);
export type Field = z.infer<typeof fieldSchema>;

const steps = z.array(words(300)).check(z.minLength(1), z.maxLength(12));
const end = { final: z.optional(z.literal(true)), keepsRow: z.optional(z.literal(true)) };

/** The user does it in the service's console. */
const guided = z.strictObject({
  mode: z.literal('guided'),
  steps,
  collect: z._default(z.array(shownFieldSchema), []),
  ...end,
});
export type GuidedWay = z.infer<typeof guided>;

const api = {
  mode: z.literal('api'),
  evidence: evidenceSchema,
  success: successSchema,
};
/** Asks, and changes nothing: it may be repeated. */
const asking = { ...api, request: requestSchema };
/** Never by a method that everything in between may repeat or answer from a cache. */
const changing = {
  ...api,
  request: requestSchema.check(
    z.refine(({ method }) => method !== 'GET' && method !== 'HEAD', {
      path: ['method'],
      error: 'Use POST, PUT, PATCH or DELETE: this operation changes something.',
    }),
  ),
};

const change = z.strictObject({
  ...changing,
  /** The answer is dropped unread. */
  discardBody: z.optional(z.literal(true)),
  /** These say: it is not there any more. */
  gone: z._default(z.array(httpStatus), []),
  ...end,
});
type ChangeWay = z.infer<typeof change>;

const create = z.strictObject({ ...changing, item: answerPath, secret: answerPath });
type CreateWay = z.infer<typeof create>;

const list = z.strictObject({
  ...asking,
  items: answerPath,
  pagination: z._default(paginationSchema, { kind: 'none' }),
});
type ListWay = z.infer<typeof list>;

const get = z.strictObject({ ...asking, item: answerPath });
type GetWay = z.infer<typeof get>;

/** `item` absent: the answer tells the new value alone. */
const regenerate = z.strictObject({
  ...changing,
  item: z.optional(answerPath),
  secret: answerPath,
  final: end.final,
});
type RegenerateWay = z.infer<typeof regenerate>;

const verify = z.strictObject({
  ...asking,
  /** A good answer is dropped unread: it may hold personal data. A refusal is read for its reason. */
  discardBody: z.optional(z.literal(true)),
  verdict: z
    .array(
      z.strictObject({
        status: httpStatus,
        is: verdictSchema.shape.is,
        because: z.optional(reasonSchema),
      }),
    )
    .check(z.minLength(1)),
});
type VerifyWay = z.infer<typeof verify>;

const health = z.strictObject({
  ...asking,
  discardBody: z.optional(z.literal(true)),
  /** Where the answer says who we are. */
  account: z.optional(answerPath),
});
type HealthWay = z.infer<typeof health>;

const usage = z.strictObject({
  ...asking,
  requests: fieldSchema,
  points: z.optional(z.strictObject({ items: answerPath, at: fieldSchema, requests: fieldSchema })),
});
type UsageWay = z.infer<typeof usage>;

const limits = z.strictObject({
  ...asking,
  items: z.array(z.strictObject({ count: fieldSchema, perSeconds: z.int().check(z.gte(1)) })),
  concurrent: z.optional(fieldSchema),
});
type LimitsWay = z.infer<typeof limits>;

const scopes = z.strictObject({
  ...asking,
  items: answerPath,
  id: fieldSchema,
  text: fieldSchema,
  category: z.optional(fieldSchema),
});
type ScopesWay = z.infer<typeof scopes>;

const listAlerts = z.strictObject({
  ...asking,
  items: answerPath,
  id: fieldSchema,
  condition: fieldSchema,
  keyId: z.optional(fieldSchema),
});
type ListAlertsWay = z.infer<typeof listAlerts>;

const setAlert = z.strictObject({ ...changing, id: answerPath });
type SetAlertWay = z.infer<typeof setAlert>;

/** The ways of one operation: the first is the default; an `api` way that is inferred has to be switched on. */
const ways = <Api extends z.ZodMiniType>(way: Api) =>
  z.optional(z.union([way, guided, z.array(z.union([way, guided])).check(z.minLength(1), z.maxLength(2))]));

export const opsSchema = z.strictObject({
  create: ways(create),
  list: ways(list),
  get: ways(get),
  edit: ways(change),
  setScopes: ways(change),
  disable: ways(change),
  enable: ways(change),
  regenerate: ways(regenerate),
  revoke: ways(change),
  delete: ways(change),
  verify: ways(verify),
  health: ways(health),
  usage: ways(usage),
  limits: ways(limits),
  scopes: ways(scopes),
  allowIps: ways(change),
  listAlerts: ways(listAlerts),
  setAlert: ways(setAlert),
  deleteAlert: ways(change),
});
export type Ops = z.infer<typeof opsSchema>;

/** The ways by API, by operation. */
export interface ApiWays {
  readonly create: CreateWay;
  readonly list: ListWay;
  readonly get: GetWay;
  readonly edit: ChangeWay;
  readonly setScopes: ChangeWay;
  readonly disable: ChangeWay;
  readonly enable: ChangeWay;
  readonly regenerate: RegenerateWay;
  readonly revoke: ChangeWay;
  readonly delete: ChangeWay;
  readonly verify: VerifyWay;
  readonly health: HealthWay;
  readonly usage: UsageWay;
  readonly limits: LimitsWay;
  readonly scopes: ScopesWay;
  readonly allowIps: ChangeWay;
  readonly listAlerts: ListAlertsWay;
  readonly setAlert: SetAlertWay;
  readonly deleteAlert: ChangeWay;
}
