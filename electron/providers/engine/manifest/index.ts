import * as z from 'zod/mini';
import { STAGES } from '#shared/model/environment.ts';
import { KEY_STATUSES } from '#shared/model/key.ts';
import { evidenceSchema, operationSchema, scopeSchema } from '#shared/model/provider.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { credentialSchema } from './auth.ts';
import { contradictions } from './contradictions.ts';
import { fieldSchema, opsSchema } from './ops.ts';
import { errorsSchema, rateLimitSchema } from './requests.ts';
import { answerPath, headerName, httpsUrl, mixedText, slug, words } from './words.ts';

const hostSchema = z.discriminatedUnion('kind', [
  /** `stages`: the one that environments of these stages use; the first without any serves all others. */
  z.strictObject({
    id: slug,
    kind: z.literal('fixed'),
    baseUrl: httpsUrl,
    stages: z._default(z.array(z.enum(STAGES)), []),
  }),
  /** An address with `{param.name}` as whole labels of the host name: `https://{param.site}.example.com`. */
  z.strictObject({
    id: slug,
    kind: z.literal('template'),
    baseUrl: z.string().check(z.regex(/^https:\/\/[\w.{}-]+(\/[\w.~/-]*)?$/)),
  }),
  /** Entered by the user, for what people run themselves. */
  z.strictObject({ id: slug, kind: z.literal('user') }),
  /** Run by Keyrack itself, which knows the address. */
  z.strictObject({ id: slug, kind: z.literal('built-in') }),
]);
export type Host = z.infer<typeof hostSchema>;

const paramSchema = z.strictObject({
  name: z.string().check(
    z.regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    // Every object has a member of such a name: a param that nobody gave would seem to have a value.
    z.refine((name) => !(name in Object.prototype), 'This name cannot be used: choose another.'),
  ),
  label: words(60),
  about: z._default(z.string().check(z.maxLength(200)), ''),
  required: z._default(z.boolean(), false),
  default: z.optional(z.string()),
  /** One of these alone. */
  choices: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
});

/** Where each of our words stands in one key as the service writes it. */
const fieldsSchema = z.strictObject({
  id: fieldSchema,
  name: fieldSchema,
  description: z.optional(fieldSchema),
  hint: z.optional(fieldSchema),
  scopes: z.optional(fieldSchema),
  testMode: z.optional(fieldSchema),
  createdAt: z.optional(fieldSchema),
  expiresAt: z.optional(fieldSchema),
  lastUsedAt: z.optional(fieldSchema),
  allowedIps: z.optional(fieldSchema),
  rateLimit: z.optional(fieldSchema),
});
export type Fields = z.infer<typeof fieldsSchema>;

/** The first that fits counts. Text is compared without regard to case; one without `path` always fits. */
const statusRule = z.union([
  z.strictObject({
    path: answerPath,
    equals: z.union([z.string(), z.boolean(), z.number(), z.null()]),
    is: z.enum(KEY_STATUSES),
  }),
  /** It is there and neither null, false nor empty. */
  z.strictObject({ path: answerPath, exists: z.literal(true), is: z.enum(KEY_STATUSES) }),
  /** An instant that has passed. */
  z.strictObject({
    path: answerPath,
    past: z.literal(true),
    as: z.optional(z.enum(['iso', 'epochS', 'epochMs', 'rfc2822'])),
    is: z.enum(KEY_STATUSES),
  }),
  z.strictObject({ is: z.enum(KEY_STATUSES) }),
]);
export type StatusRule = z.infer<typeof statusRule>;

/** Variables besides the key: text with `{base}` (the base URL), `{stage}`, `{proxy}` and `{param.name}`. */
const serverEnv = z.record(variableSchema, mixedText);

const mcpSchema = z.strictObject({
  id: slug,
  /** The words of a command line. */
  command: z.array(z.string()).check(z.minLength(1)),
  about: z._default(z.string(), ''),
  /** Words that make the server test itself and end. */
  selfTest: z._default(z.array(z.string()), []),
  /** Where it is for a part of the service: a word for the names of its entries. */
  purpose: z.optional(slug),
  env: z._default(serverEnv, {}),
  /** What it understands and does not need. `temporary`: taken out of an entry again after a while. */
  options: z._default(
    z.array(
      z.strictObject({
        id: slug,
        label: words(60),
        about: words(200),
        env: serverEnv,
        temporary: z._default(z.boolean(), false),
      }),
    ),
    [],
  ),
});

const DAY_S = 86_400;

/** Requests are paced by these: with none allowed at all, each would wait for ever. */
const ownLimits = z.strictObject({
  requests: z.optional(
    z.array(
      z.strictObject({
        count: z.int().check(z.gte(1)),
        perSeconds: z.int().check(z.gte(1), z.lte(31 * DAY_S)),
      }),
    ),
  ),
  concurrent: z.optional(z.nullable(z.int().check(z.gte(1)))),
});

export const manifestSchema = z.strictObject({
  schema: z.literal(1),
  id: slug,
  name: words(60),
  revision: z.int().check(z.gte(1)),
  evidence: evidenceSchema,
  about: z._default(z.string().check(z.maxLength(200)), ''),
  links: z._default(
    z.strictObject({
      console: z.optional(httpsUrl),
      docs: z.optional(httpsUrl),
      support: z.optional(z.email()),
    }),
    {},
  ),
  hosts: z.array(hostSchema).check(z.minLength(1), z.maxLength(12)),
  params: z._default(z.array(paramSchema), []),
  credentials: z.array(credentialSchema).check(z.minLength(1), z.maxLength(2)),
  /** Headers of every request; `{param.name}`, and `{uuid}` for a new one each time. */
  headers: z._default(z.record(headerName, mixedText), {}),
  /** The prefix that the service itself shows; null: not published. */
  hint: z._default(z.nullable(z.strictObject({ length: z.int().check(z.gte(1), z.lte(12)) })), null),
  /** Keys that begin like this are of one mode. */
  modes: z._default(z.array(z.strictObject({ prefix: words(32), testMode: z.boolean() })), []),
  scopes: z._default(z.array(scopeSchema), []),
  scopesRequired: z._default(z.boolean(), false),
  testMode: z._default(z.boolean(), false),
  expiry: z._default(z.enum(['none', 'asked', 'assigned']), 'none'),
  boundToEnvironment: z._default(z.boolean(), false),
  /** An ordinary key manages keys. */
  selfManaged: z._default(z.boolean(), false),
  naming: z._default(z.array(z.strictObject({ group: words(60), names: z.array(words(60)) })), []),
  notes: z._default(z.array(words(300)), []),
  /** What to know before an operation. */
  advice: z._default(z.partialRecord(operationSchema, z.array(words(400))), {}),
  /** Why an operation cannot be done, in the service's own terms. */
  absent: z._default(z.partialRecord(operationSchema, words(200)), {}),
  /** A suggestion for a key's variable; absent: made of the id, like UNISOFT_API_KEY. */
  variable: z.optional(z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/))),
  mcp: z._default(z.array(mcpSchema), []),
  ops: opsSchema,
  fields: z._default(fieldsSchema, { id: 'id', name: 'name' }),
  status: z._default(z.array(statusRule).check(z.minLength(1)), [{ is: 'active' }]),
  errors: z._default(errorsSchema, { rules: [] }),
  limits: z._default(ownLimits, {}),
  rateLimit: z._default(rateLimitSchema, { resetIn: 'epochS' }),
  /** Text with `{host}`, `{base}`, `{variable}` and `{param.name}`. */
  snippets: z._default(
    z.array(
      z.strictObject({
        id: slug,
        title: words(60),
        text: z.string().check(z.minLength(1), z.maxLength(4000)),
      }),
    ),
    [],
  ),
  /** Paths in one key, taken out before anything is read, shown or logged: a mapping cannot reach them. */
  redact: z._default(z.array(answerPath), []),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws Error where the manifest says something that the engine does not know, or that cannot be */
export function parseManifest(data: unknown): Manifest {
  const manifest = manifestSchema.parse(data);
  const [first] = contradictions(manifest);
  if (first !== undefined) throw new Error(`${manifest.id}: ${first.path}: ${first.message}`);
  return manifest;
}
