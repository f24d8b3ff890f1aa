import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Call, type Reply, type Route, route, type ServiceDescription } from './description.ts';
import type { StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

// Unisoft, from its help page "API Keys": Bearer, six scopes, the first 12 characters shown, last use or never,
// Active, Revoked or Inactive, revoking that is final and keeps the row, deleting that takes the row away. How keys
// are managed by API is not published; its paths are inferred, and its answers may have any of several shapes.

const styles = ['bearer'];
const BASE = '/integrations/v1';
const SCOPES = [
  'contacts:read',
  'paiements:read',
  'abonnements:read',
  'forms:read',
  'forms_submit:read',
  'webhooks:manage',
] as const;

const newKey = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  scopes: z.array(z.enum(SCOPES)).check(
    z.minLength(1),
    z.refine((scopes) => new Set(scopes).size === scopes.length),
  ),
});

/** Shapes that the answers may have: nobody outside has seen them. */
export const UNISOFT_SHAPES = ['camel', 'snake', 'bare'] as const;
export type UnisoftShape = (typeof UNISOFT_SHAPES)[number];

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const WORDS: Readonly<Record<StoredKey['state'], string>> = {
  active: 'Active',
  inactive: 'Inactive',
  suspended: 'Inactive',
  expired: 'Inactive',
  revoked: 'Revoked',
};

const SHOWN: Readonly<Record<UnisoftShape, (key: StoredKey) => Record<string, unknown>>> = {
  camel: (key) => ({
    id: key.id,
    name: key.name,
    keyPrefix: `${key.hint}…`,
    permissions: key.scopes,
    status: WORDS[key.state],
    createdAt: iso(key.createdAt),
    lastUsedAt: iso(key.lastUsedAt),
  }),
  snake: (key) => ({
    key_id: key.id,
    label: key.name,
    prefix: key.hint,
    scopes: key.scopes,
    status: key.state === 'suspended' ? 'inactive' : key.state,
    created_at: iso(key.createdAt),
    last_used_at: iso(key.lastUsedAt) ?? 'never',
  }),
  bare: (key) => ({
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    is_active: key.state === 'active',
    revoked_at: key.state === 'revoked' ? iso(key.createdAt) : null,
  }),
};

const LISTED: Readonly<Record<UnisoftShape, (rows: unknown[]) => unknown>> = {
  camel: (rows) => ({ data: rows }),
  snake: (rows) => ({ keys: rows, total: rows.length }),
  bare: (rows) => rows,
};

const MADE: Readonly<Record<UnisoftShape, (row: Record<string, unknown>, secret: string) => unknown>> = {
  camel: (row, key) => ({ data: { ...row, key } }),
  snake: (row, key) => ({ api_key: row, key }),
  bare: (row, key) => ({ ...row, key }),
};

const missing = problem('not found', 404, 'API key not found');

function keyRoutes(shape: UnisoftShape): Route[] {
  const one = `${BASE}/api-keys/{id}`;
  return [
    route({
      method: 'GET',
      path: `${BASE}/api-keys`,
      styles,
      run: ({ keys }) => ({ status: 200, body: LISTED[shape](keys.all().map(SHOWN[shape])) }),
    }),
    route({
      method: 'POST',
      path: `${BASE}/api-keys`,
      styles,
      body: newKey,
      run: ({ body, keys }) => {
        const { key, secret } = keys.add(body);
        return { status: 201, body: MADE[shape](SHOWN[shape](key), secret) };
      },
    }),
    route({
      method: 'POST',
      path: `${one}/revoke`,
      styles,
      run: ({ keys, params }) => {
        const key = keys.find(params.id ?? '');
        if (key === null) return missing;
        key.state = 'revoked';
        return { status: 200, body: SHOWN[shape](key) };
      },
    }),
    route({
      method: 'DELETE',
      path: one,
      styles,
      run: ({ keys, params }) => {
        if (keys.find(params.id ?? '') === null) return missing;
        keys.remove(params.id ?? '');
        return { status: 204 };
      },
    }),
  ];
}

/** People's data: whoever verifies a key has no business with it. */
const contacts = (_: Call): Reply => ({
  status: 200,
  body: { data: [{ id: 1, name: 'CANARY-PERSON Camille Martin', email: 'camille@example.org' }] },
});

export function unisoft(shape: UnisoftShape = 'camel'): ServiceDescription {
  return {
    id: 'unisoft',
    styles: { bearer: { header: 'authorization', scheme: 'Bearer' } },
    routes: [
      { method: 'GET', path: `${BASE}/contacts`, styles, scope: 'contacts:read', run: contacts },
      ...keyRoutes(shape),
    ],
    newSecret: () => `ke_live_${randomBytes(16).toString('hex')}`,
    manager: { name: 'Keyrack', scopes: ['contacts:read'], hidden: true },
    refuse: ({ status, is, message }) => ({
      status,
      body: { error: { code: is.replaceAll(' ', '_'), message } },
    }),
    limits: null,
  };
}
