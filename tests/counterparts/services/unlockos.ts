import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Route, route, type ServiceDescription } from './description.ts';
import type { StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

// UnlockOS, from its help page "API Key Management": name, description, test mode and at least one scope; scopes that
// stay; active and inactive; a masked key; the limit told when a key is made and never again; deleting for good. It
// has published no API: its paths are inferred, and its answers may have any of several shapes.

const styles = ['bearer'];
const PATH = '/api/v1/api-keys';
const SCOPES = [
  'checkin:read',
  'checkin:create',
  'checkin:update',
  'plan:read',
  'plan:create',
  'plan:update',
  'facility:read',
] as const;
const PER_MINUTE = 60;

const name = z.string().check(z.minLength(1), z.maxLength(120));
const description = z.string().check(z.maxLength(500));
const newKey = z.strictObject({
  name,
  description: z.optional(description),
  test_mode: z.boolean(),
  scopes: z.array(z.enum(SCOPES)).check(
    z.minLength(1),
    z.refine((scopes) => new Set(scopes).size === scopes.length),
  ),
});
const changes = z
  .strictObject({
    name: z.optional(name),
    description: z.optional(description),
    enabled: z.optional(z.boolean()),
  })
  .check(z.refine((given) => Object.keys(given).length > 0));

/** Shapes that the answers may have: nobody outside has seen them. */
export const UNLOCKOS_SHAPES = ['snake', 'camel', 'words'] as const;
export type UnlockosShape = (typeof UNLOCKOS_SHAPES)[number];

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const masked = ({ hint }: StoredKey): string => `${hint}${'*'.repeat(20)}`;

const SHOWN: Readonly<Record<UnlockosShape, (key: StoredKey) => Record<string, unknown>>> = {
  snake: (key) => ({
    id: key.id,
    name: key.name,
    description: key.description,
    key_prefix: key.hint,
    scopes: key.scopes,
    test_mode: key.testMode,
    enabled: key.state === 'active',
    created_at: iso(key.createdAt),
    last_used_at: iso(key.lastUsedAt),
  }),
  camel: (key) => ({
    id: key.id,
    name: key.name,
    description: key.description,
    key: masked(key),
    maskedKey: masked(key),
    scopes: key.scopes,
    testMode: key.testMode,
    isActive: key.state === 'active',
    createdAt: iso(key.createdAt),
    lastUsedAt: iso(key.lastUsedAt),
  }),
  words: (key) => ({
    id: key.id,
    name: key.name,
    prefix: masked(key),
    scopes: key.scopes,
    status: key.state === 'active' ? 'Active' : 'Inactive',
  }),
};

const LISTED: Readonly<Record<UnlockosShape, (rows: unknown[]) => unknown>> = {
  snake: (rows) => rows,
  camel: (rows) => ({ items: rows }),
  words: (rows) => ({ data: { keys: rows } }),
};

const MADE: Readonly<Record<UnlockosShape, (row: Record<string, unknown>, key: string) => unknown>> = {
  snake: (row, key) => ({ ...row, key, rate_limit: `${PER_MINUTE} requests per minute` }),
  camel: (row, key) => ({ data: { ...row, key, rateLimit: { requestsPerMinute: PER_MINUTE } } }),
  words: (row, key) => ({ apiKey: { ...row, limit: PER_MINUTE }, key }),
};

const missing = problem('not found', 404, 'API key not found');

function apply(key: StoredKey, given: z.infer<typeof changes>): void {
  if (given.name !== undefined) key.name = given.name;
  if (given.description !== undefined) key.description = given.description;
  if (given.enabled !== undefined) key.state = given.enabled ? 'active' : 'inactive';
}

function keyRoutes(shape: UnlockosShape): Route[] {
  return [
    route({
      method: 'GET',
      path: PATH,
      styles,
      run: ({ keys }) => ({ status: 200, body: LISTED[shape](keys.all().map(SHOWN[shape])) }),
    }),
    route({
      method: 'POST',
      path: PATH,
      styles,
      body: newKey,
      run: ({ body, keys }) => {
        const { test_mode: testMode, description: text = '', ...rest } = body;
        const { key, secret } = keys.add({ ...rest, description: text, testMode });
        return { status: 201, body: MADE[shape](SHOWN[shape](key), secret) };
      },
    }),
    route({
      method: 'PATCH',
      path: `${PATH}/{id}`,
      styles,
      body: changes,
      run: ({ body, keys, params }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return missing;
        apply(key, body);
        return { status: 200, body: SHOWN[shape](key) };
      },
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/{id}`,
      styles,
      run: ({ keys, params }) => {
        if (keys.find(params.id ?? '') === null) return missing;
        keys.remove(params.id ?? '');
        return { status: 204 };
      },
    }),
  ];
}

export function unlockos(shape: UnlockosShape = 'snake'): ServiceDescription {
  return {
    id: 'unlockos',
    styles: { bearer: { header: 'authorization', scheme: 'Bearer' } },
    routes: keyRoutes(shape),
    newSecret: () => `ulk_${randomBytes(20).toString('hex')}`,
    manager: { name: 'Keyrack', hidden: true },
    refuse: ({ status, is, message }) => ({ status, body: { error: is.replaceAll(' ', '_'), message } }),
    limits: { requests: [{ count: PER_MINUTE, perSeconds: 60 }], concurrent: 10 },
  };
}
