import * as z from 'zod/mini';
import { KEY_STATUSES, verdictSchema } from '#shared/model/key.ts';
import { evidenceSchema, scopeSchema } from '#shared/model/provider.ts';
import { templateSchema } from './template.ts';

// Rules of this file: a manifest is data. No expression, no code, no field that the engine does not use; what is not
// listed here is refused, so that a manifest cannot promise what does not happen.

const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/));
const httpsUrl = z.url({ protocol: /^https$/ });
const httpStatus = z.int().check(z.gte(200), z.lte(599));

/** Names joined by dots, from the top of the answer. */
const path = z.string().check(z.regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/));

/** Fixed text, and whole segments that are `{id}`. */
const requestPath = z.string().check(z.regex(/^(\/([A-Za-z0-9][\w.~-]*|\{id\}))+$/));

const hostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ id: slug, kind: z.literal('fixed'), baseUrl: httpsUrl }),
  /** Entered by the user, for what people run themselves. */
  z.strictObject({ id: slug, kind: z.literal('user') }),
  /** Run by Keyrack itself, which knows the address. */
  z.strictObject({ id: slug, kind: z.literal('built-in') }),
]);
export type Host = z.infer<typeof hostSchema>;

const authSchema = z.union([
  z.strictObject({ bearer: z.strictObject({}) }),
  z.strictObject({
    header: z.strictObject({ name: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/)) }),
  }),
]);
export type Auth = z.infer<typeof authSchema>;

const credentialName = z.enum(['management', 'key']);
export type CredentialName = z.infer<typeof credentialName>;

const request = { path: requestPath, credential: credentialName };
const getRequest = z.strictObject({ method: z.literal('GET'), ...request });
const changeRequest = z.strictObject({ method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']), ...request });
const createRequest = z.strictObject({
  method: z.enum(['POST', 'PUT']),
  ...request,
  body: templateSchema,
});

const way = { mode: z.literal('api'), evidence: evidenceSchema };
const success = z.strictObject({ status: z.array(httpStatus).check(z.minLength(1)) });

/** An operation that changes one key and whose answer is dropped unread. */
const changeOp = z.strictObject({
  ...way,
  request: changeRequest,
  success,
  /** These say: it is not there any more. */
  gone: z.optional(z.array(httpStatus)),
  discardBody: z.literal(true),
});
export type ChangeOp = z.infer<typeof changeOp>;

const opsSchema = z.strictObject({
  create: z.optional(
    z.strictObject({ ...way, request: createRequest, success, itemPath: path, secretPath: path }),
  ),
  list: z.optional(z.strictObject({ ...way, request: getRequest, success, itemsPath: path })),
  revoke: z.optional(changeOp),
  delete: z.optional(changeOp),
  verify: z.optional(
    z.strictObject({
      ...way,
      request: getRequest,
      discardBody: z.literal(true),
      verdict: z
        .array(z.strictObject({ status: httpStatus, is: verdictSchema.shape.is }))
        .check(z.minLength(1)),
    }),
  ),
  health: z.optional(z.strictObject({ ...way, request: getRequest, success, discardBody: z.literal(true) })),
});

/** Where each of our words stands in one key as the service writes it. */
const fieldsSchema = z.strictObject({
  id: path,
  name: path,
  description: z.optional(path),
  hint: z.optional(path),
  scopes: z.optional(path),
  testMode: z.optional(path),
  createdAt: z.optional(path),
  expiresAt: z.optional(path),
  lastUsedAt: z.optional(path),
});
export type Fields = z.infer<typeof fieldsSchema>;

const statusRule = z.strictObject({
  path,
  equals: z.union([z.string(), z.boolean()]),
  is: z.enum(KEY_STATUSES),
});
export type StatusRule = z.infer<typeof statusRule>;

export const manifestSchema = z.strictObject({
  schema: z.literal(1),
  id: slug,
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  revision: z.int().check(z.gte(1)),
  evidence: evidenceSchema,
  about: z.string().check(z.minLength(1), z.maxLength(200)),
  links: z.strictObject({ console: z.optional(httpsUrl), docs: z.optional(httpsUrl) }),
  hosts: z.array(hostSchema).check(z.length(1)),
  credentials: z.array(z.strictObject({ id: credentialName, auth: authSchema })).check(z.minLength(1)),
  /** The prefix that the service itself shows; null: not published. */
  hint: z.nullable(z.strictObject({ length: z.int().check(z.gte(1), z.lte(32)) })),
  scopes: z.array(scopeSchema),
  scopesRequired: z.boolean(),
  testMode: z.boolean(),
  expiry: z.boolean(),
  variable: z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/)),
  /** The MCP server that a delivery starts by default, as words of a command line. */
  mcp: z.nullable(z.array(z.string()).check(z.minLength(1))),
  ops: opsSchema,
  fields: fieldsSchema,
  status: z.array(statusRule).check(z.minLength(1)),
  /** Where the service says in words what is wrong; null: it does not, or not safely. */
  errors: z.strictObject({ messagePath: z.nullable(path) }),
  /** Paths in one key, taken out before anything is read: a mapping cannot reach them. */
  redact: z.array(path),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws ZodError where the manifest says something that the engine does not know */
export function parseManifest(data: unknown): Manifest {
  return manifestSchema.parse(data);
}
