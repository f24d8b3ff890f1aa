import { parseManifest } from './engine/manifest/index.ts';

// The document describes the console alone: no address of an API, no way to ask it. So all is done by hand unless the
// user names an address and switches on the paths below. Nobody has seen their answers, so each word of ours may
// stand in several places.

const KEYS = '/api/v1/api-keys';
const OPEN = 'Sign in to UnlockOS and open API Key Management.';
const FIND = 'Find the key by its name, and by its prefix in the column Key.';

export const unlockos = parseManifest({
  schema: 1,
  id: 'unlockos',
  name: 'UnlockOS',
  revision: 1,
  evidence: 'documented',
  about: 'The facility system of Unlock Lab: check-ins, plans and facilities for external developers.',
  hosts: [{ id: 'own', kind: 'user' }],
  credentials: [
    { id: 'management', auth: { bearer: {} }, parts: [{ id: 'secret', label: 'Management key' }] },
    { id: 'key', auth: { bearer: {} } },
  ],
  scopes: [
    { id: 'checkin:read', category: 'check-in', access: 'read', text: 'Read check-ins' },
    { id: 'checkin:create', category: 'check-in', access: 'write', text: 'Create check-ins' },
    { id: 'checkin:update', category: 'check-in', access: 'write', text: 'Change check-ins' },
    { id: 'plan:read', category: 'plan', access: 'read', text: 'Read plans' },
    { id: 'plan:create', category: 'plan', access: 'write', text: 'Create plans' },
    { id: 'plan:update', category: 'plan', access: 'write', text: 'Change plans' },
    { id: 'facility:read', category: 'facility', access: 'read', text: 'Read facilities' },
  ],
  scopesRequired: true,
  testMode: true,
  notes: [
    'Make one key for each purpose.',
    'A test-mode key belongs in test environments alone; it does not touch production data.',
    'Requests are limited; how far is shown when a key is made.',
  ],
  advice: {
    create: [
      'The value is shown once, when the key is made.',
      'The limit of the key is shown there too, and nowhere else: note it with the key.',
    ],
    setScopes: ['The new key has the new scopes; the old one is deleted once the new one is in place.'],
    disable: ['The key does not work until it is enabled again.'],
    delete: ['Deleting is final. Programs that use the key are refused from then on.'],
  },
  absent: {
    list: 'UnlockOS has published no way to list keys; an inferred one can be switched on, together with the address of its API.',
    get: 'UnlockOS has published no way to look at one key.',
    setScopes:
      'The scopes of a key stay as they were chosen. Changing them makes a new key and deletes this one.',
    regenerate: 'UnlockOS gives no key a second value: make a new one and delete this one.',
    verify:
      'UnlockOS has published nothing that a key could be tried on. Look at its status and last use in the console.',
    health: 'UnlockOS has published nothing that could be asked without a key.',
    usage: 'UnlockOS tells when a key was last used, not how often.',
    limits: 'UnlockOS shows the limit of a key only when the key is made.',
    allowIps: 'UnlockOS does not bind keys to addresses.',
  },
  ops: {
    create: [
      {
        mode: 'guided',
        collect: ['rateLimit'],
        steps: [
          OPEN,
          'Click "Create New".',
          'Type the name, and a description of what the key is for.',
          'Switch Test Mode on if the key is for a test environment.',
          'Choose at least one scope, from the categories. They cannot be changed later.',
          'Create the key. Its value and its limit are shown now, and never again.',
          'Click "Copy", and enter the value in Keyrack. Note the limit beside it.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: {
          method: 'POST',
          path: KEYS,
          body: {
            name: { $: 'name' },
            description: { $: 'description', omitEmpty: true },
            test_mode: { $: 'testMode' },
            scopes: { $: 'scopes' },
          },
        },
        item: ['data.api_key', 'data.apiKey', 'api_key', 'apiKey', 'data', '$'],
        secret: ['key', 'data.key', 'secret', 'data.secret', 'token', 'data.token', 'api_key', 'apiKey'],
      },
    ],
    list: {
      mode: 'api',
      evidence: 'inferred',
      request: { method: 'GET', path: KEYS },
      items: ['$', 'data', 'keys', 'items', 'api_keys', 'apiKeys', 'data.keys', 'data.items'],
    },
    edit: [
      {
        mode: 'guided',
        steps: [
          OPEN,
          FIND,
          'Click the edit button in the column Actions.',
          'Change the name or the description, and save.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: {
          method: 'PATCH',
          path: `${KEYS}/{id}`,
          body: { name: { $: 'name' }, description: { $: 'description' } },
        },
        discardBody: true,
      },
    ],
    disable: [
      {
        mode: 'guided',
        steps: [OPEN, FIND, 'Click "Enable/Disable". The status now reads Inactive.'],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: { method: 'PATCH', path: `${KEYS}/{id}`, body: { enabled: false } },
        discardBody: true,
      },
    ],
    enable: [
      {
        mode: 'guided',
        steps: [OPEN, FIND, 'Click "Enable/Disable". The status now reads Active.'],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        request: { method: 'PATCH', path: `${KEYS}/{id}`, body: { enabled: true } },
        discardBody: true,
      },
    ],
    delete: [
      {
        mode: 'guided',
        final: true,
        steps: [
          OPEN,
          FIND,
          'Click the delete button in the column Actions, and confirm.',
          'The key is gone from the list.',
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
  },
  fields: {
    id: ['id', '_id', 'uuid', 'key_id', 'keyId'],
    name: { path: ['name', 'label', 'title'], optional: true },
    description: { path: 'description', optional: true },
    hint: { path: ['key_prefix', 'keyPrefix', 'prefix', 'masked_key', 'maskedKey', 'hint'], optional: true },
    scopes: { path: ['scopes', 'permissions'], as: 'list', optional: true },
    testMode: { path: ['test_mode', 'testMode', 'is_test', 'isTest'], optional: true },
    createdAt: { path: ['created_at', 'createdAt', 'created'], as: 'iso', optional: true },
    lastUsedAt: {
      path: ['last_used_at', 'lastUsedAt', 'last_used', 'lastUsed'],
      as: 'iso',
      optional: true,
    },
    rateLimit: {
      path: [
        'rate_limit',
        'rateLimit',
        'limit',
        'rate_limit.description',
        'rateLimit.description',
        'rate_limit.limit',
        'rateLimit.limit',
        'rate_limit.requests_per_minute',
        'rateLimit.requestsPerMinute',
      ],
      as: 'text',
      optional: true,
    },
  },
  status: [
    {
      path: ['enabled', 'is_enabled', 'isEnabled', 'active', 'is_active', 'isActive'],
      equals: false,
      is: 'inactive',
    },
    {
      path: ['enabled', 'is_enabled', 'isEnabled', 'active', 'is_active', 'isActive'],
      equals: true,
      is: 'active',
    },
    { path: ['status', 'state'], equals: 'active', is: 'active' },
    // A word that the document does not have: the key is there, and nobody says that it works.
    { path: ['status', 'state'], exists: true, is: 'inactive' },
    { is: 'active' },
  ],
  errors: {
    message: ['message', 'error.message', 'error', 'detail'],
    code: ['code', 'error.code', 'error.type', 'type'],
    rules: [{ status: 401, says: 'inactive', is: 'suspended' }],
  },
  redact: ['key', 'secret', 'token', 'value', 'api_key', 'apiKey'],
});
