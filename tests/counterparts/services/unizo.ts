import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Problem, type Reply, type Route, route, type ServiceDescription } from './description.ts';
import type { StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

// Unizo, from its guides: "API Keys" (apiKey on /api/v1, regenerate, revoke by regenerating, expiry assigned),
// "Authentication & Security" (Bearer on /v1, permissions, 100 a minute, 10,000 a day, 5 at a time, causes of 401 and
// 403, addresses) and "Platform API" (x-api-key with a correlation id). The key operations have no published paths.

const DAY_MS = 86_400_000;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const API = ['api-key', 'platform'];
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const access = z.array(z.enum(['read', 'write', 'delete']));
const permissions = z.strictObject({
  edr: z.optional(access),
  ticketing: z.optional(access),
  scm: z.optional(access),
  observability: z.optional(access),
});
type Permissions = z.infer<typeof permissions>;
const name = z.string().check(z.minLength(1), z.maxLength(100));
const ranges = z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]));

const flat = (tree: Permissions): string[] =>
  Object.entries(tree).flatMap(([service, list = []]) => list.map((one) => `${service}:${one}`));

function tree(scopes: readonly string[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const scope of scopes) {
    const [service = '', one = ''] = scope.split(':');
    all[service] = [...(all[service] ?? []), one];
  }
  return all;
}

const shown = (key: StoredKey) => ({
  id: key.id,
  name: key.name,
  permissions: tree(key.scopes),
  allowedIps: key.allowedIps,
  status: key.state,
  createdAt: iso(key.createdAt),
  expiresAt: iso(key.expiresAt),
  lastUsedAt: iso(key.lastUsedAt),
});

const notFound = problem('not found', 404, 'API key not found');

const page = z.strictObject({
  offset: z._default(z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number)), 0),
  limit: z._default(z.pipe(z.string().check(z.regex(/^[1-9]\d{0,2}$/)), z.transform(Number)), 100),
});

function keyRoutes(base: string, styles: readonly string[], environment: string): Route[] {
  const path = `${base}/platform/api-keys`;
  return [
    route({
      method: 'GET',
      path,
      styles,
      query: page,
      run: ({ keys, query: { offset, limit } }) => {
        const all = keys.all();
        const data = all.slice(offset, offset + limit).map(shown);
        return { status: 200, body: { data, pagination: { total: all.length, limit, offset } } };
      },
    }),
    route({
      method: 'POST',
      path,
      styles,
      body: z.strictObject({ name, permissions, allowedIps: z.optional(ranges) }),
      run: ({ body, keys, now }) => {
        const { key, secret } = keys.add({
          name: body.name,
          scopes: flat(body.permissions),
          allowedIps: body.allowedIps ?? [],
          environment,
          expiresAt: now + 365 * DAY_MS,
        });
        return { status: 201, body: { ...shown(key), key: secret } };
      },
    }),
    route({
      method: 'PATCH',
      path: `${path}/{id}`,
      styles,
      body: z
        .strictObject({
          name: z.optional(name),
          permissions: z.optional(permissions),
          allowedIps: z.optional(ranges),
        })
        .check(z.refine((changes) => Object.keys(changes).length > 0)),
      run: ({ body, keys, params }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return notFound;
        if (body.name !== undefined) key.name = body.name;
        if (body.permissions !== undefined) key.scopes = flat(body.permissions);
        if (body.allowedIps !== undefined) key.allowedIps = body.allowedIps;
        return { status: 200, body: shown(key) };
      },
    }),
    route({
      method: 'POST',
      path: `${path}/{id}/regenerate`,
      styles,
      run: ({ keys, params, now }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return notFound;
        key.expiresAt = now + 365 * DAY_MS;
        const secret = keys.renew(key.id);
        return { status: 200, body: { ...shown(key), key: secret } };
      },
    }),
    route({
      method: 'GET',
      path: `${path}/{id}/usage`,
      styles,
      query: z.strictObject({ since: z.iso.datetime() }),
      run: ({ keys, params, query }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return notFound;
        const since = Date.parse(query.since);
        const uses = key.uses.filter((at) => at >= since);
        return { status: 200, body: { since: query.since, requests: uses.length } };
      },
    }),
  ];
}

function alertRoutes(base: string, styles: readonly string[]): Route[] {
  const path = `${base}/platform/alerts`;
  const alerts = new Map<string, { readonly condition: string; readonly keyId: string }>();
  return [
    route({
      method: 'GET',
      path,
      styles,
      run: () => ({ status: 200, body: { data: [...alerts].map(([id, alert]) => ({ id, ...alert })) } }),
    }),
    route({
      method: 'POST',
      path,
      styles,
      body: z.strictObject({
        condition: z.string().check(z.regex(/^api_requests > \d+\/(minute|hour|day)$/)),
        keyId: z.string(),
      }),
      run: ({ body, keys }) => {
        if (keys.find(body.keyId) === null) return notFound;
        const id = randomUUID();
        alerts.set(id, body);
        return { status: 201, body: { id, ...body } };
      },
    }),
    route({
      method: 'DELETE',
      path: `${path}/{id}`,
      styles,
      run: ({ params }) => (alerts.delete(params.id ?? '') ? { status: 204 } : notFound),
    }),
  ];
}

const SERVICE_ROUTES: readonly Route[] = [
  { method: 'HEAD', path: '/health', styles: [], run: () => ({ status: 200 }) },
  { method: 'GET', path: '/health', styles: [], run: () => ({ status: 200, body: { status: 'ok' } }) },
  {
    method: 'GET',
    path: '/v1/health',
    styles: ['bearer'],
    run: () => ({ status: 200, body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/v1/auth/verify',
    styles: ['bearer'],
    run: () => ({ status: 200, body: { valid: true } }),
  },
  {
    method: 'GET',
    path: '/api/v1/scm/repositories',
    styles: API,
    scope: 'scm:read',
    run: () => ({
      status: 200,
      body: { data: [{ name: 'somebody-s-repository' }], pagination: { total: 1 } },
    }),
  },
  route({
    method: 'POST',
    path: '/api/v1/platform/consumers/sessions',
    styles: API,
    body: z.strictObject({ customerKey: z.string(), sessionType: z.literal('service') }),
    run: () => ({ status: 201, body: { id: randomUUID() } }),
  }),
];

const CODES: Partial<Record<Problem['is'], string>> = { 'rate limit': 'rate_limit_exceeded' };

function refuse({ is, status, message, retryAfter }: Problem): Reply {
  const code = CODES[is] ?? is.replaceAll(' ', '_');
  const error = { code, message, ...(retryAfter === undefined ? {} : { retry_after: retryAfter }) };
  return {
    status,
    body: { error },
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  };
}

/** @param environment which of Unizo's environments this host serves: keys of another one are refused */
export function unizo(
  environment: 'development' | 'staging' | 'production' = 'development',
): ServiceDescription {
  return {
    id: 'unizo',
    styles: {
      'api-key': { header: 'apikey' },
      platform: { header: 'x-api-key', with: { correlationid: UUID } },
      bearer: { header: 'authorization', scheme: 'Bearer' },
    },
    routes: [
      ...SERVICE_ROUTES,
      ...keyRoutes('/api/v1', API, environment),
      ...keyRoutes('/v1', ['bearer'], environment),
      ...alertRoutes('/api/v1', API),
      ...alertRoutes('/v1', ['bearer']),
    ],
    // 32 characters without a prefix, as they stand in the vendor's examples.
    newSecret: () => randomBytes(24).toString('base64url'),
    manager: { name: 'Keyrack', scopes: ['scm:read'], environment },
    refuse,
    limits: {
      requests: [
        { count: 100, perSeconds: 60 },
        { count: 10_000, perSeconds: 86_400 },
      ],
      concurrent: 5,
    },
    limitHeaders: (limit, left, resetAt, now) => ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
      'x-ratelimit-reset-after': String(Math.ceil((resetAt - now) / 1000)),
    }),
    knownHeaders: ['integrationid', 'x-request-id', 'x-client-version'],
    judge: (caller) =>
      caller.environment === environment
        ? null
        : problem('wrong environment', 401, 'API key belongs to another environment'),
  };
}
