import { parseManifest } from './engine/manifest/index.ts';

// Of its API the document tells how a key is used, not how keys are managed: that is done in the console, and the
// paths below are inferred. Nobody has seen their answers, so each word of ours may stand in several places.

const KEYS = '/integrations/v1/api-keys';

export const unisoft = parseManifest({
  schema: 1,
  id: 'unisoft',
  name: 'Unisoft',
  revision: 1,
  evidence: 'documented',
  about: 'Contacts, payments, subscriptions and forms of an organisation, for Make, n8n, Zapier and scripts.',
  links: { console: 'https://app.unisoft.world/app/developpeurs/tabs' },
  hosts: [{ id: 'eu', kind: 'fixed', baseUrl: 'https://api.unisoft.world' }],
  credentials: [
    { id: 'management', auth: { bearer: {} }, parts: [{ id: 'secret', label: 'Management key' }] },
    { id: 'key', auth: { bearer: {} } },
  ],
  hint: { length: 12 },
  modes: [{ prefix: 'ke_live_', testMode: false }],
  scopes: [
    {
      id: 'contacts:read',
      category: 'contacts',
      access: 'read',
      text: 'Read the list of contacts and their profiles',
    },
    { id: 'paiements:read', category: 'paiements', access: 'read', text: 'Read the payments that came in' },
    {
      id: 'abonnements:read',
      category: 'abonnements',
      access: 'read',
      text: 'Read the payments that recur (subscriptions)',
    },
    { id: 'forms:read', category: 'forms', access: 'read', text: 'Read how the forms are defined' },
    {
      id: 'forms_submit:read',
      category: 'forms',
      access: 'read',
      text: 'Read what people sent by your forms',
    },
    {
      id: 'webhooks:manage',
      category: 'webhooks',
      access: 'manage',
      text: 'Create, edit and delete outgoing webhooks by the API',
    },
  ],
  scopesRequired: true,
  naming: [
    { group: 'Tool', names: ['Make', 'n8n', 'Zapier', 'CRM', 'Script'] },
    { group: 'Use', names: ['production', 'contacts sync', 'accounting export'] },
  ],
  notes: [
    'One key for each tool: if one leaks, revoking it leaves the others running.',
    'For important tools, replace a key every 6 to 12 months.',
    'Look at the last use every three months: a key that nothing uses is a risk without a benefit.',
  ],
  advice: {
    create: [
      'The value is shown once, in the window that opens when the key is made.',
      'Choose only the permissions that the tool needs.',
    ],
    revoke: [
      'The key stops working with the next request, and nobody can bring it back.',
      'Its row stays in the table as Revoked, so its trace is kept. Prefer this to deleting.',
    ],
    delete: [
      'The key stops working as if it were revoked, and its row leaves the table.',
      'Unisoft keeps no trace of it there; the activity log of Keyrack does. Meant for tidying up old keys.',
    ],
    verify: ['Keyrack reads the contacts with the key and drops the answer unread.'],
  },
  absent: {
    list: 'Unisoft shows its keys in the console alone; an inferred way can be switched on in the settings of the connection.',
    get: 'Unisoft shows its keys in the console alone.',
    edit: 'At Unisoft the name of a key stays as it was given: make a new key under another name.',
    setScopes:
      'At Unisoft the permissions of a key stay as they were chosen. Changing them makes a new key and retires this one.',
    disable: 'Unisoft cannot pause a key: revoking is final.',
    enable: 'A key that Unisoft shows as Revoked never works again.',
    regenerate: 'Unisoft gives no key a second value: make a new one and revoke this one.',
    health: 'Unisoft has published nothing that could be asked without a key.',
    usage: 'Unisoft tells when a key was last used, not how often.',
    allowIps: 'Unisoft does not bind keys to addresses.',
  },
  ops: {
    create: [
      {
        mode: 'guided',
        steps: [
          'Sign in to Unisoft as an Administrator, and open the Developers page (/app/developpeurs/tabs). The tab "API Keys" is open.',
          'Click "New key", at the top right of the tab.',
          'Type the name: one key for one tool, like "Make - Mailchimp sync".',
          'Choose the permissions. All read-only ones are ticked at first: untick what the tool does not need.',
          'Click "Create the key". The value is shown once, in the window that opens.',
          'Click "Copy the key", and enter it in Keyrack.',
          'Only then click "I have copied the key" in Unisoft.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: { method: 'POST', path: KEYS, body: { name: { $: 'name' }, scopes: { $: 'scopes' } } },
        item: ['data.api_key', 'data.apiKey', 'api_key', 'apiKey', 'data', '$'],
        secret: [
          'key',
          'data.key',
          'secret',
          'data.secret',
          'token',
          'data.token',
          'api_key',
          'apiKey',
          'raw_key',
        ],
      },
    ],
    list: {
      mode: 'api',
      evidence: 'inferred',
      request: { method: 'GET', path: KEYS },
      items: ['$', 'data', 'keys', 'items', 'api_keys', 'apiKeys', 'data.keys', 'data.items'],
    },
    revoke: [
      {
        mode: 'guided',
        final: true,
        keepsRow: true,
        steps: [
          'Sign in to Unisoft as an Administrator, and open the Developers page, tab "API Keys".',
          'Find the key by its name or by its prefix.',
          'Click "Revoke" in the column Actions, and confirm.',
          'Its status now reads Revoked, in red. Everything that used the key stops with its next request.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: { method: 'POST', path: `${KEYS}/{id}/revoke` },
        discardBody: true,
        final: true,
        keepsRow: true,
      },
    ],
    delete: [
      {
        mode: 'guided',
        final: true,
        steps: [
          'Sign in to Unisoft as an Administrator, and open the Developers page, tab "API Keys".',
          'Find the key by its name or by its prefix.',
          'Click the red bin in the column Actions, and confirm.',
          'The key is gone from the table, and no longer works.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: { method: 'DELETE', path: `${KEYS}/{id}` },
        gone: [404, 410],
        discardBody: true,
        final: true,
      },
    ],
    verify: {
      mode: 'api',
      evidence: 'documented',
      request: { method: 'GET', path: '/integrations/v1/contacts', credential: 'key' },
      discardBody: true,
      verdict: [
        { status: 200, is: 'valid' },
        { status: 403, is: 'valid, scope missing', because: 'scope missing' },
        { status: 401, is: 'invalid' },
      ],
    },
  },
  fields: {
    id: ['id', '_id', 'uuid', 'key_id', 'keyId'],
    name: { path: ['name', 'label', 'title'], optional: true },
    hint: { path: ['prefix', 'key_prefix', 'keyPrefix', 'hint', 'masked_key', 'maskedKey'], optional: true },
    scopes: { path: ['scopes', 'permissions'], as: 'list', optional: true },
    createdAt: { path: ['created_at', 'createdAt', 'created'], as: 'iso', optional: true },
    lastUsedAt: {
      path: ['last_used_at', 'lastUsedAt', 'last_used', 'lastUsed', 'last_use', 'lastUse'],
      as: 'iso',
      optional: true,
    },
  },
  status: [
    { path: ['status', 'state'], equals: 'active', is: 'active' },
    { path: ['status', 'state'], equals: 'revoked', is: 'revoked' },
    // A word that the document does not have: the key is there, and nobody says that it works.
    { path: ['status', 'state'], exists: true, is: 'inactive' },
    { path: ['revoked', 'is_revoked', 'isRevoked'], equals: true, is: 'revoked' },
    { path: ['revoked_at', 'revokedAt'], exists: true, is: 'revoked' },
    { path: ['active', 'is_active', 'isActive', 'enabled'], equals: false, is: 'inactive' },
    { is: 'active' },
  ],
  errors: {
    message: ['message', 'error.message', 'error', 'detail'],
    code: ['code', 'error.code', 'error.type', 'type'],
    rules: [
      { status: 401, says: 'revoked', is: 'revoked' },
      { status: 401, says: 'inactive', is: 'suspended' },
    ],
  },
  snippets: [
    {
      id: 'http',
      title: 'Raw HTTP',
      text: `GET /integrations/v1/contacts HTTP/1.1\nHost: {host}\nAuthorization: Bearer \${variable}\n`,
    },
    {
      id: 'curl',
      title: 'curl',
      // Through stdin: a header on the command line could be read by every program of the machine.
      text: `printf 'Authorization: Bearer %s\\n' "$\{variable}" | curl -s -H @- {base}/integrations/v1/contacts\n`,
    },
    {
      id: 'fetch',
      title: 'fetch',
      text: `const response = await fetch('{base}/integrations/v1/contacts', {
  headers: { Authorization: \`Bearer \${process.env.{variable}}\` },
});\n`,
    },
    {
      id: 'make',
      title: 'Make',
      text: '1. Add the module HTTP, Make a request (or a Webhook connection).\n2. URL {base}/integrations/v1/contacts, method GET.\n3. Authentication: Bearer Token, with the key as value; where a module has headers only: Authorization, Bearer and the key.\n',
    },
    {
      id: 'n8n',
      title: 'n8n',
      text: '1. Add an HTTP Request node with {base}/integrations/v1/contacts.\n2. Authentication: Header Auth.\n3. Name: Authorization. Value: Bearer, a space, and the key.\n',
    },
    {
      id: 'zapier',
      title: 'Zapier',
      text: '1. Take the action Webhooks by Zapier, Custom Request, to {base}/integrations/v1/contacts.\n2. Headers: Authorization, with Bearer, a space, and the key as value.\n',
    },
  ],
  redact: ['key', 'secret', 'token', 'value', 'api_key', 'apiKey', 'raw_key'],
});
