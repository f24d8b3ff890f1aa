import { parseManifest } from './engine/manifest/index.ts';

const KEYS = '/v1/keys';
const KEY = `${KEYS}/{id}`;
const verified = { mode: 'api', evidence: 'verified' };

const change = (method: 'PATCH' | 'POST', path: string, body?: object) => ({
  ...verified,
  request: { method, path, ...(body === undefined ? {} : { body }) },
  success: { status: [200] },
  discardBody: true,
});

/** The service inside Keyrack; docs/playground.md describes its API. */
export const playground = parseManifest({
  schema: 1,
  id: 'playground',
  name: 'Playground',
  revision: 1,
  evidence: 'verified',
  about: 'A key service inside Keyrack, on this machine only: try everything without an account.',
  hosts: [{ id: 'local', kind: 'built-in' }],
  credentials: [
    { id: 'management', auth: { bearer: {} } },
    { id: 'key', auth: { bearer: {} } },
  ],
  hint: { length: 12 },
  modes: [
    { prefix: 'pg_test_', testMode: true },
    { prefix: 'pg_live_', testMode: false },
  ],
  scopes: [
    { id: 'contacts:read', category: 'contacts', access: 'read', text: 'Read the list of contacts' },
    { id: 'contacts:write', category: 'contacts', access: 'write', text: 'Add contacts' },
    { id: 'contacts:delete', category: 'contacts', access: 'delete', text: 'Delete contacts' },
    { id: 'tickets:read', category: 'tickets', access: 'read', text: 'Read the list of tickets' },
    { id: 'tickets:write', category: 'tickets', access: 'write', text: 'Open tickets' },
    { id: 'tickets:delete', category: 'tickets', access: 'delete', text: 'Delete tickets' },
    { id: 'reports:read', category: 'reports', access: 'read', text: 'Read the reports' },
    { id: 'webhooks:manage', category: 'webhooks', access: 'manage', text: 'List, add and delete webhooks' },
  ],
  scopesRequired: true,
  testMode: true,
  expiry: 'asked',
  variable: 'PLAYGROUND_API_KEY',
  // Nothing that a newcomer has on the machine already speaks MCP to Playground.
  mcp: [],
  advice: {
    revoke: ['Revoking is final: the key never works again, and stays in the list.'],
    regenerate: ['The old value dies at once.'],
    allowIps: ['What runs on this machine comes from 127.0.0.1: leave it in, or the key opens nothing here.'],
  },
  ops: {
    create: {
      ...verified,
      request: {
        method: 'POST',
        path: KEYS,
        body: {
          name: { $: 'name' },
          description: { $: 'description' },
          scopes: { $: 'scopes' },
          test_mode: { $: 'testMode' },
          expires_at: { $: 'expiresAt' },
          allowed_ips: { $: 'allowedIps' },
        },
      },
      success: { status: [201] },
      item: 'key',
      secret: 'secret',
    },
    list: {
      ...verified,
      request: { method: 'GET', path: KEYS },
      success: { status: [200] },
      items: 'keys',
    },
    get: { ...verified, request: { method: 'GET', path: KEY }, success: { status: [200] }, item: 'key' },
    edit: change('PATCH', KEY, { name: { $: 'name' }, description: { $: 'description' } }),
    setScopes: change('PATCH', KEY, { scopes: { $: 'scopes' } }),
    allowIps: change('PATCH', KEY, { allowed_ips: { $: 'allowedIps' } }),
    disable: change('POST', `${KEY}/disable`),
    enable: change('POST', `${KEY}/enable`),
    regenerate: {
      ...verified,
      request: { method: 'POST', path: `${KEY}/regenerate` },
      success: { status: [200] },
      item: 'key',
      secret: 'secret',
    },
    revoke: { ...change('POST', `${KEY}/revoke`), final: true, keepsRow: true },
    delete: {
      ...verified,
      request: { method: 'DELETE', path: KEY },
      success: { status: [204] },
      gone: [404],
      discardBody: true,
      final: true,
    },
    verify: {
      ...verified,
      request: { method: 'GET', path: '/v1/whoami', credential: 'key' },
      discardBody: true,
      verdict: [
        { status: 200, is: 'valid' },
        { status: 401, is: 'invalid' },
      ],
    },
    health: {
      ...verified,
      request: { method: 'GET', path: '/v1/health', credential: 'none' },
      success: { status: [200] },
      discardBody: true,
    },
    usage: {
      ...verified,
      request: { method: 'GET', path: `${KEY}/usage`, query: { since: { $: 'since' }, by: 'hour' } },
      success: { status: [200] },
      requests: { path: 'usage.requests', as: 'integer' },
      points: {
        items: 'usage.points',
        at: { path: 'at', as: 'iso' },
        requests: { path: 'requests', as: 'integer' },
      },
    },
    limits: {
      ...verified,
      request: { method: 'GET', path: '/v1/limits' },
      success: { status: [200] },
      items: [{ count: { path: 'limits.requests_per_minute', as: 'integer' }, perSeconds: 60 }],
    },
  },
  fields: {
    id: 'id',
    name: 'name',
    description: 'description',
    hint: 'prefix',
    scopes: 'scopes',
    testMode: 'test_mode',
    createdAt: 'created_at',
    expiresAt: 'expires_at',
    lastUsedAt: 'last_used_at',
    allowedIps: 'allowed_ips',
  },
  status: [
    { path: 'status', equals: 'active', is: 'active' },
    { path: 'status', equals: 'inactive', is: 'inactive' },
    { path: 'status', equals: 'revoked', is: 'revoked' },
    { path: 'status', equals: 'expired', is: 'expired' },
  ],
  errors: {
    message: 'error.message',
    code: 'error.code',
    rules: [
      { status: 401, code: 'key_inactive', is: 'suspended' },
      { status: 401, code: 'key_expired', is: 'expired' },
      { status: 401, code: 'key_revoked', is: 'revoked' },
      { status: 401, code: 'key_unknown', is: 'invalid' },
      { status: 403, code: 'missing_scope', is: 'scope missing' },
      { status: 409, code: 'too_many', is: 'too many keys' },
      { status: 409, is: 'conflict' },
    ],
  },
  // What every key may ask, whatever its scopes.
  snippets: [
    {
      id: 'http',
      title: 'Raw HTTP',
      text: `GET /v1/whoami HTTP/1.1\nHost: {host}\nAuthorization: Bearer $\{variable}`,
    },
    {
      id: 'curl',
      title: 'curl',
      // Through stdin: a header on the command line could be read by every program of the machine.
      text: `printf 'Authorization: Bearer %s\\n' "$\{variable}" | curl -H @- {base}/v1/whoami`,
    },
    {
      id: 'fetch',
      title: 'fetch',
      text: `const response = await fetch('{base}/v1/whoami', {
  headers: { Authorization: \`Bearer \${process.env.{variable}}\` },
});`,
    },
  ],
  redact: ['secret'],
});
