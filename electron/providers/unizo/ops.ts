// What can be done with Unizo's keys, and how; index.ts names the sources.

const KEYS = '{base}/platform/api-keys';
const ALERTS = '{base}/platform/alerts';
// Nobody has published what the answers look like: the usual spellings, ours first.
const ITEM = ['data', 'data.apiKey', 'apiKey', 'key', '$'];
const SECRET = ['key', 'data.key', 'apiKey', 'data.apiKey', 'secret', 'data.secret', 'value', 'data.value'];
const inferred = { mode: 'api', evidence: 'inferred' } as const;

const create = [
  {
    mode: 'guided',
    collect: ['expiresAt', 'remoteId'],
    steps: [
      'Open the Unizo Console in the environment that the key is for.',
      'Go to API Keys in the sidebar and press Generate API Key. In the other console: Settings, API Keys, Create New Key.',
      'Where it asks: give the key its name and select the permissions chosen here.',
      'Copy the key before you close the dialog: it is displayed only once.',
      'Note the expiry date and the key ID that stand beside it.',
      'Enter the key here.',
    ],
  },
  {
    ...inferred,
    request: {
      method: 'POST',
      path: KEYS,
      body: {
        name: { $: 'name' },
        permissions: { $: 'scopes', as: 'tree' },
        allowedIps: { $: 'allowedIps', omitEmpty: true },
      },
    },
    item: ITEM,
    secret: SECRET,
  },
];

const regenerate = [
  {
    mode: 'guided',
    collect: ['expiresAt'],
    steps: [
      'Open the Unizo Console and go to API Keys.',
      'Find the key by its ID and press Regenerate. The ID stays; the old value stops working at once.',
      'Copy the new value before you close the dialog: it is displayed only once.',
      'Enter it here.',
    ],
  },
  { ...inferred, request: { method: 'POST', path: `${KEYS}/{id}/regenerate` }, item: ITEM, secret: SECRET },
];

const revoke = [
  {
    mode: 'guided',
    final: true,
    keepsRow: true,
    steps: [
      'Open the Unizo Console and go to API Keys.',
      'Find the key by its ID and press Revoke. Where there is no such button: Regenerate.',
      'Close the dialog without copying the new value: so nobody has it.',
    ],
  },
  {
    ...inferred,
    request: { method: 'POST', path: `${KEYS}/{id}/regenerate` },
    discardBody: true,
    final: true,
    keepsRow: true,
  },
];

const change = (body: Readonly<Record<string, unknown>>) => ({
  ...inferred,
  request: { method: 'PATCH', path: `${KEYS}/{id}`, body },
});

const allowIps = [
  {
    mode: 'guided',
    steps: [
      'Open the Unizo Console and go to API Keys.',
      'Select the key.',
      'Add the allowed IP ranges that are listed here, and remove the others.',
      'Save the configuration.',
    ],
  },
  change({ allowedIps: { $: 'allowedIps' } }),
];

/** The operations of Unizo's manifest. */
export const unizoOps = {
  create,
  list: {
    ...inferred,
    request: { method: 'GET', path: KEYS },
    items: ['data', 'keys', 'apiKeys', 'items', '$', 'data.keys', 'data.items'],
    // The first page is asked for plainly: a service without pages need not know what an offset is.
    pagination: { kind: 'offset', param: 'offset', size: 100, total: ['pagination.total', 'total'] },
  },
  edit: change({ name: { $: 'name' } }),
  setScopes: change({ permissions: { $: 'scopes', as: 'tree' } }),
  allowIps,
  regenerate,
  revoke,
  verify: {
    mode: 'api',
    evidence: 'documented',
    request: { method: 'GET', path: '/v1/auth/verify', credential: 'key' },
    discardBody: true,
    verdict: [
      { status: 200, is: 'valid' },
      { status: 204, is: 'valid' },
      { status: 401, is: 'invalid' },
      { status: 403, is: 'valid, scope missing' },
    ],
  },
  health: {
    mode: 'api',
    evidence: 'documented',
    request: { method: 'HEAD', path: '/health', credential: 'none' },
    discardBody: true,
  },
  usage: {
    ...inferred,
    request: { method: 'GET', path: `${KEYS}/{id}/usage`, query: { since: { $: 'since' } } },
    requests: {
      path: [
        'requests',
        'data.requests',
        'api_requests',
        'data.api_requests',
        'apiRequests',
        'total',
        'count',
      ],
      as: 'integer',
    },
  },
  listAlerts: {
    ...inferred,
    request: { method: 'GET', path: ALERTS },
    items: ['data', 'alerts', 'items', '$', 'data.alerts', 'data.items'],
    id: ['id', 'alertId', 'alert_id'],
    condition: 'condition',
    keyId: { path: ['keyId', 'key_id', 'apiKeyId'], optional: true },
  },
  setAlert: {
    ...inferred,
    request: {
      method: 'POST',
      path: ALERTS,
      body: { condition: { $: 'condition' }, keyId: { $: 'keyId' } },
    },
    id: ['id', 'data.id', 'alertId', 'alert.id', 'data.alert.id'],
  },
  deleteAlert: { ...inferred, request: { method: 'DELETE', path: `${ALERTS}/{id}` }, gone: [404] },
};
