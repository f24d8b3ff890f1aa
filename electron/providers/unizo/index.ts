import { parseManifest } from '../engine/manifest/index.ts';
import { unizoOps } from './ops.ts';

// Sources: Unizo's guides "API Keys" (apiKey and integrationId on /api/v1, generate, regenerate, revoke, the expiry date),
// "Authentication & Security" (Bearer on /v1, permissions, limits, causes of 401 and 403, addresses, MCP servers) and
// "Platform API" (x-api-key with a correlationId). They publish no path for an operation on keys: all such are inferred.

const PRODUCTS = {
  edr: 'endpoint detection and response',
  ticketing: 'ticketing',
  scm: 'source code management',
  observability: 'observability',
} as const;

const scopes = Object.entries(PRODUCTS).flatMap(([category, product]) => [
  { id: `${category}:read`, category, access: 'read', text: `Read through the ${product} API` },
  {
    id: `${category}:write`,
    category,
    access: 'write',
    text: `Create and change through the ${product} API`,
  },
  { id: `${category}:delete`, category, access: 'delete', text: `Delete through the ${product} API` },
]);

const integration = { integrationId: '{param.integrationId}' };
const WITH_INTEGRATION = '/api/v1/scm/repositories';

const apiKey = { id: 'api-key', label: 'header apiKey', auth: { headers: [{ name: 'apiKey' }] } };
const platform = {
  id: 'platform',
  label: 'header x-api-key, with a correlationId',
  auth: { headers: [{ name: 'x-api-key' }] },
};
const bearer = { id: 'bearer', label: 'header Authorization: Bearer', auth: { bearer: {} }, basePath: '/v1' };
const correlation = { correlationId: '{uuid}' };

const SERVER_OPTIONS = [
  {
    id: 'retries',
    label: 'Retries',
    about: 'How often the server tries again after the rate limit, and how long it waits, in milliseconds.',
    env: { UNIZO_RETRY_ATTEMPTS: '3', UNIZO_RETRY_DELAY: '1000', UNIZO_MAX_RETRY_DELAY: '10000' },
  },
  {
    id: 'proxy',
    label: 'Proxy',
    about: 'The server reaches Unizo through the proxy of your network.',
    env: { HTTP_PROXY: '{proxy}', HTTPS_PROXY: '{proxy}', NO_PROXY: 'localhost,127.0.0.1' },
  },
  {
    id: 'debug',
    label: 'Debug logging',
    about:
      'The server logs each request and how it authenticates, the key perhaps too, into the log of the client.',
    env: { UNIZO_LOG_LEVEL: 'debug', UNIZO_LOG_AUTH: 'true' },
    temporary: true,
  },
];

const mcpServer = (id: string, about: string, selfTest: string, purpose?: string) => ({
  id,
  command: ['npx', `@unizo/${id}`],
  about,
  selfTest: [selfTest],
  ...(purpose === undefined ? {} : { purpose }),
  env: { UNIZO_BASE_URL: '{base}', UNIZO_ENVIRONMENT: '{stage}' },
  options: SERVER_OPTIONS,
});

const maybe = (...path: string[]) => ({ path, optional: true });
const STATUS = ['status', 'state'];
const EXPIRY = ['expiresAt', 'expires_at', 'expiryDate', 'expiry'];
const PER_KEY = [
  { count: 100, perSeconds: 60 },
  { count: 10_000, perSeconds: 86_400 },
];

export const unizo = parseManifest({
  schema: 1,
  id: 'unizo',
  name: 'Unizo',
  revision: 1,
  evidence: 'documented',
  about: 'Unified APIs and MCP servers for security, ticketing, source code and observability.',
  links: {
    console: 'https://app.unizo.ai/console/api-key',
    docs: 'https://docs.unizo.ai/docs/unizo-console/api-keys',
    support: 'support@unizo.ai',
  },
  hosts: [
    { id: 'api', kind: 'fixed', baseUrl: 'https://api.unizo.ai' },
    { id: 'dev-api', kind: 'fixed', baseUrl: 'https://dev-api.unizo.ai', stages: ['development'] },
  ],
  params: [
    {
      name: 'integrationId',
      label: 'Integration ID',
      about: 'Sent along where a request goes through one of your integrations.',
    },
  ],
  credentials: [
    {
      id: 'management',
      parts: [{ id: 'secret', label: 'API key' }],
      auth: {
        candidates: [
          { ...apiKey, basePath: '/api/v1' },
          { ...platform, basePath: '/api/v1', headers: correlation },
          bearer,
        ],
      },
    },
    {
      id: 'key',
      auth: {
        // The one path that is published for verifying a key wants it as Bearer.
        candidates: [
          bearer,
          { ...apiKey, headers: integration, paths: { verify: WITH_INTEGRATION } },
          { ...platform, headers: { ...integration, ...correlation }, paths: { verify: WITH_INTEGRATION } },
        ],
      },
    },
  ],
  scopes,
  expiry: 'assigned',
  boundToEnvironment: true,
  selfManaged: true,
  notes: [
    'One key for all of its services: Unified APIs, MCP tools and platform management.',
    'A key belongs to one environment: Development, Staging and Production each need their own.',
    'The service sets the expiry date when the key is generated.',
    'A key may make 100 requests a minute and 10,000 a day, and hold 5 MCP connections at a time.',
  ],
  advice: {
    regenerate: ['The ID stays the same. The old value stops working at once, everywhere.'],
    revoke: [
      'Unizo revokes a key by giving it a new value. Keyrack drops that value unread, so nobody has it.',
      'The row stays in the console and may look active there.',
    ],
    allowIps: ['Addresses that are not in the list are refused, those of your own machines too.'],
  },
  absent: {
    get: 'Unizo describes no call for a single key: its list has all there is.',
    disable: 'Unizo cannot switch a key off for a while: regenerate or revoke it.',
    enable: 'Unizo cannot switch a key off and on.',
    delete: 'Unizo keeps every key in its list: revoke it, then it opens nothing any more.',
    limits: 'Unizo has no call for its limits: those of its guide are shown.',
    scopes: 'Unizo has no call for its permissions: those of its guide are shown.',
  },
  mcp: [
    mcpServer('mcp-server', 'All of its services.', '--test-auth'),
    mcpServer('mcp-edr', 'Endpoint detection and response only.', '--verify-connection', 'security'),
    mcpServer('mcp-scm', 'Source code management only.', '--verify-connection', 'devops'),
  ],
  ops: unizoOps,
  fields: {
    id: ['id', 'keyId', 'key_id', 'apiKeyId'],
    name: maybe('name', 'displayName', 'display_name'),
    hint: maybe('prefix', 'hint', 'maskedKey', 'masked_key'),
    scopes: { path: ['permissions', 'scopes'], as: 'tree', optional: true },
    createdAt: maybe('createdAt', 'created_at', 'createdDate', 'created'),
    expiresAt: maybe(...EXPIRY),
    lastUsedAt: maybe('lastUsedAt', 'last_used_at', 'lastUsed', 'last_used'),
    allowedIps: maybe('allowedIps', 'allowed_ips'),
  },
  status: [
    { path: STATUS, equals: 'revoked', is: 'revoked' },
    { path: STATUS, equals: 'suspended', is: 'inactive' },
    { path: STATUS, equals: 'inactive', is: 'inactive' },
    { path: STATUS, equals: 'expired', is: 'expired' },
    { path: EXPIRY, past: true, is: 'expired' },
    { is: 'active' },
  ],
  errors: {
    message: ['error.message', 'message', 'error.detail', 'detail', 'error'],
    code: ['error.code', 'code'],
    retryAfter: { path: ['error.retry_after', 'retry_after'], unit: 'seconds' },
    rules: [
      // The guide's causes; where one sentence names two, the one that can be looked up in the list comes second.
      { status: 401, says: 'invalid or expired', is: 'invalid' },
      { status: 401, says: 'expired', is: 'expired' },
      { status: 401, says: 'revoked', is: 'revoked' },
      { status: 401, says: 'suspended', is: 'suspended' },
      { status: 401, says: 'environment', is: 'wrong environment' },
      { status: 401, says: 'invalid', is: 'invalid' },
      { status: 403, code: 'rate_limit_exceeded', is: 'rate limit' },
      { status: 403, says: 'rate limit', is: 'rate limit' },
      { status: 403, says: 'not enabled', is: 'service not enabled' },
      { status: 403, says: 'address not allowed', is: 'address not allowed' },
      { status: 403, says: 'permission', is: 'scope missing' },
      { status: 409, is: 'conflict' },
    ],
  },
  limits: {
    requests: PER_KEY,
    concurrent: 5,
  },
  rateLimit: {
    limit: 'X-RateLimit-Limit',
    remaining: 'X-RateLimit-Remaining',
    reset: 'X-RateLimit-Reset',
    resetIn: 'epochS',
  },
  snippets: [
    {
      id: 'curl',
      title: 'curl',
      // Through stdin: a header on the command line could be read by every program of the machine.
      text: `printf 'apiKey: %s\\n' "$\{variable}" | curl -H @- -H 'integrationId: {param.integrationId}' {base}/api/v1/scm/repositories`,
    },
    {
      id: 'fetch',
      title: 'fetch',
      text: `const response = await fetch('{base}/api/v1/scm/repositories', {
  headers: {
    apiKey: process.env.{variable},
    integrationId: '{param.integrationId}',
    'Content-Type': 'application/json',
  },
});`,
    },
    {
      id: 'http',
      title: 'Raw HTTP',
      text: 'GET {base}/api/v1/scm/repositories\napiKey: <the value of {variable}>\nintegrationId: {param.integrationId}',
    },
    {
      id: 'mcp-config',
      title: 'MCP config',
      text: `{
  "mcpServers": {
    "unizo": {
      "command": "npx",
      "args": ["@unizo/mcp-server"],
      "env": { "UNIZO_API_KEY": "\${{variable}}", "UNIZO_BASE_URL": "{base}" }
    }
  }
}`,
    },
    {
      id: 'mcp-client',
      title: 'MCP client',
      text: `const mcpClient = new UnizoMCP({
  apiKey: process.env.{variable},
  integrationId: '{param.integrationId}',
});`,
    },
    {
      id: 'connect-agent',
      title: 'Connect Agent session',
      text: `const session = await fetch('{base}/api/v1/platform/consumers/sessions', {
  method: 'POST',
  headers: { apiKey: process.env.{variable}, 'Content-Type': 'application/json' },
  body: JSON.stringify({ customerKey: 'customer-123', sessionType: 'service' }),
});`,
    },
  ],
  redact: ['key', 'apiKey', 'secret', 'value', 'token'],
});
