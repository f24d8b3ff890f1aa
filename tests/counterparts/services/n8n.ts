import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import {
  type Call,
  type Problem,
  type Reply,
  type Route,
  route,
  type ServiceDescription,
} from './description.ts';
import { problem } from './strictness.ts';

// n8n, from the OpenAPI document of its public API (n8n 2.41.3, dist/public-api/v1/openapi.yml) and from what its
// controllers and validators say beyond it. Keys carry scopes; credentials are kept and never told again.

const styles = ['api-key'];
const CREDENTIALS = '/api/v1/credentials';
const ONE = `${CREDENTIALS}/{credentialId}`;

interface Credential {
  readonly id: string;
  name: string;
  type: string;
  data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  updatedAt: number;
}

const text = z.string();
/** Added to every type that can sign a request: n8n, packages/cli/src/load-nodes-and-credentials.ts. */
const domains = {
  allowedHttpRequestDomains: z.optional(z.enum(['all', 'domains', 'none'])),
  allowedDomains: z.optional(text),
};
const notice = { useCustomAuth: z.optional(text) };
/** n8n-nodes-base 2.41.2, dist/types/credentials.json. No member is required, none is taken that is not here. */
const TYPES: Readonly<Record<string, z.ZodMiniType>> = {
  httpHeaderAuth: z.strictObject({
    name: z.optional(text),
    value: z.optional(text),
    ...notice,
    ...domains,
  }),
  httpBearerAuth: z.strictObject({ token: z.optional(text), ...notice, ...domains }),
  httpQueryAuth: z.strictObject({ name: z.optional(text), value: z.optional(text), ...domains }),
  httpCustomAuth: z.strictObject({ json: z.optional(text), ...domains }),
};

const data = z.record(z.string(), z.unknown());
const newCredential = z.strictObject({
  id: z.optional(z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,16}$/))),
  name: text,
  type: text,
  data,
  isResolvable: z.optional(z.boolean()),
  projectId: z.optional(text),
});
const changes = z.strictObject({
  name: z.optional(text),
  type: z.optional(text),
  data: z.optional(data),
  isGlobal: z.optional(z.boolean()),
  isResolvable: z.optional(z.boolean()),
  isPartialData: z.optional(z.boolean()),
});
/** The entity's own rule: 3 to 128 characters. */
const nameFits = (name: string) => name.length >= 3 && name.length <= 128;

const iso = (at: number) => new Date(at).toISOString();
const shown = ({ id, name, type, createdAt, updatedAt }: Credential) => ({
  id,
  name,
  type,
  isManaged: false,
  isGlobal: false,
  isResolvable: false,
  resolvableAllowFallback: false,
  resolverId: null,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
});
const listed = ({ id, name, type, createdAt, updatedAt }: Credential) => ({
  id,
  name,
  type,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
  shared: [],
});

const ok = (body: unknown): Reply => ({ status: 200, body });
const refused = (message: string) => problem('malformed', 400, message);
const absent = problem('not found', 404, 'Credential not found');

function judge(type: string, given: Credential['data']): Problem | null {
  const schema = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (schema === undefined) return refused('req.body.type is not a known type');
  const read = schema.safeParse(given);
  return read.success ? null : refused(`request.body.data ${read.error.issues[0]?.message ?? 'is wrong'}`);
}

const schemaOf = (schema: z.ZodMiniType) => {
  const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return { additionalProperties: false, type: 'object', properties, required: [] };
};

/** A page of the list: the cursor is opaque to callers. */
function page(all: readonly Credential[], { limit = '100', cursor }: { limit?: string; cursor?: string }) {
  const from = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  const to = from + Number(limit);
  const nextCursor = to < all.length ? Buffer.from(String(to)).toString('base64') : null;
  return ok({ data: all.slice(from, to).map(listed), nextCursor });
}

function create({ body, now }: Call<z.infer<typeof newCredential>>, kept: Map<string, Credential>) {
  const id = body.id ?? randomBytes(8).toString('hex');
  const wrong = judge(body.type, body.data) ?? (nameFits(body.name) ? null : refused('name is too short'));
  if (wrong !== null) return wrong;
  if (kept.has(id)) return problem('conflict', 409, 'A credential with this ID already exists');
  const { name, type } = body;
  kept.set(id, { id, name, type, data: body.data, createdAt: now, updatedAt: now });
  return ok(shown(kept.get(id) as Credential));
}

function update({ params, body, now }: Call<z.infer<typeof changes>>, kept: Map<string, Credential>) {
  const one = kept.get(params.credentialId ?? '');
  if (one === undefined) return absent;
  const type = body.type ?? one.type;
  if (body.data === undefined && type !== one.type) {
    return refused('req.body.data is required when changing credential type.');
  }
  const merged = body.isPartialData === true ? { ...one.data, ...body.data } : (body.data ?? one.data);
  const wrong = judge(type, body.data ?? one.data);
  if (wrong !== null) return wrong;
  Object.assign(one, { name: body.name ?? one.name, type, data: merged, updatedAt: now });
  return ok(shown(one));
}

function credentialRoutes(kept: Map<string, Credential>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: CREDENTIALS,
      styles,
      scope: 'credential:list',
      query: z.strictObject({
        limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|1\d\d|2[0-4]\d|250)$/))),
        cursor: z.optional(text),
      }),
      run: ({ query }) => page([...kept.values()].reverse(), query as { limit?: string; cursor?: string }),
    }),
    route({
      method: 'POST',
      path: CREDENTIALS,
      styles,
      scope: 'credential:create',
      body: newCredential,
      run: (call) => create(call, kept),
    }),
    route({
      method: 'GET',
      path: ONE,
      styles,
      scope: 'credential:read',
      run: ({ params }) => {
        const one = kept.get(params.credentialId ?? '');
        return one === undefined ? absent : ok(shown(one));
      },
    }),
    route({
      method: 'PATCH',
      path: ONE,
      styles,
      scope: 'credential:update',
      body: changes,
      run: (call) => update(call, kept),
    }),
    route({
      method: 'DELETE',
      path: ONE,
      styles,
      scope: 'credential:delete',
      run: ({ params }) => {
        const one = kept.get(params.credentialId ?? '');
        if (one === undefined) return problem('not found', 404, 'Not Found');
        kept.delete(one.id);
        return ok({ ...shown(one), usageScope: 'project' });
      },
    }),
  ];
}

const OPERATION_IDS: Readonly<Record<string, string>> = {
  [`GET ${CREDENTIALS}`]: 'getCredentials',
  [`POST ${CREDENTIALS}`]: 'createCredential',
  [`GET ${ONE}`]: 'getCredential',
  [`PATCH ${ONE}`]: 'updateCredential',
  [`DELETE ${ONE}`]: 'deleteCredential',
};

/** What this key may call: dist/public-api/v1/handlers/discover/discover.service.js. */
function discover(routes: readonly Route[], scopes: readonly string[], withSchemas: boolean) {
  const open = routes.filter(({ scope = '' }) => scopes.includes(scope));
  const endpoints = open.map(({ method, path, body }) => ({
    method,
    path,
    operationId: OPERATION_IDS[`${method} ${path}`],
    ...(withSchemas && body !== undefined ? { requestSchema: z.toJSONSchema(body) } : {}),
  }));
  const operations = open.map(({ scope = '' }) => scope.split(':')[1]);
  const resources = endpoints.length === 0 ? {} : { credential: { operations, endpoints } };
  return ok({ data: { scopes, resources, filters: {}, specUrl: '/api/v1/openapi.yml' } });
}

/** The scopes of a key that may do all with credentials. */
export const CREDENTIAL_SCOPES = ['list', 'create', 'read', 'update', 'delete'].map(
  (what) => `credential:${what}`,
);

/**
 * @param kept where its credentials stand, so that a test can look
 * @param only the operations that this n8n has, as `PATCH /…`; absent: all. An older one has fewer.
 */
export function n8n(
  kept: Map<string, Credential> = new Map(),
  only?: (method: string, path: string) => boolean,
): ServiceDescription {
  const routes = credentialRoutes(kept).filter(({ method, path }) => only?.(method, path) ?? true);
  const discovering = route({
    method: 'GET',
    path: '/api/v1/discover',
    styles,
    query: z.strictObject({
      include: z.optional(z.literal('schemas')),
      resource: z.optional(text),
      operation: z.optional(text),
    }),
    run: ({ caller, query }) => discover(routes, caller?.scopes ?? [], query.include === 'schemas'),
  });
  return {
    id: 'n8n',
    styles: { 'api-key': { header: 'x-n8n-api-key' } },
    routes: [
      ...routes,
      ...(only?.('GET', '/api/v1/discover') === false ? [] : [discovering]),
      {
        method: 'GET',
        path: `${CREDENTIALS}/schema/{credentialTypeName}`,
        styles,
        run: ({ params }) => {
          const schema = TYPES[params.credentialTypeName ?? ''];
          return schema === undefined ? problem('not found', 404, 'Not Found') : ok(schemaOf(schema));
        },
      },
    ],
    newSecret: () => `n8n_api_${randomBytes(24).toString('hex')}`,
    manager: { name: 'Keyrack', scopes: CREDENTIAL_SCOPES, hidden: true },
    refuse: ({ status, message }) => ({ status, body: { message } }),
    limits: null,
  };
}
