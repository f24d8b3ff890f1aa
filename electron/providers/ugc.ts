import { parseManifest } from './engine/manifest/index.ts';

// Source: UGC Inc's API reference. Every operation on keys is a POST with the id in the body; every answer stands in the
// envelope `ok, code, message, data`. It documents list, rename and delete; of create it says only that the value is
// returned then and never again.

const success = { status: [200, 201], require: { path: 'ok', equals: true } };
const documented = { mode: 'api', evidence: 'documented', success } as const;

export const ugc = parseManifest({
  schema: 1,
  id: 'ugc',
  name: 'UGC Inc',
  revision: 1,
  evidence: 'documented',
  about: 'Content of creators, by API. Keys belong to your organisation.',
  links: { docs: 'https://docs.ugc.inc/data-structures/api-key' },
  hosts: [{ id: 'api', kind: 'fixed', baseUrl: 'https://api.ugc.inc' }],
  credentials: [
    { id: 'management', parts: [{ id: 'secret', label: 'API key' }], auth: { bearer: {} } },
    { id: 'key', auth: { bearer: {} } },
  ],
  selfManaged: true,
  naming: [
    { group: 'Environment', names: ['Production API Key', 'Development Key', 'Staging Environment'] },
    { group: 'Service', names: ['Backend Service Key', 'Mobile App Key', 'Analytics Dashboard'] },
    { group: 'Team', names: ['Marketing Team Key', 'Engineering Key', 'Partner Integration'] },
  ],
  notes: [
    'A key opens all that the organisation has: there are no scopes and no expiry.',
    'Any key of the organisation can list, rename and delete its keys, itself included.',
    'Use separate keys for development, staging and production, and delete those that nothing uses.',
  ],
  advice: {
    create: ['Its value is told only now. A key that is lost cannot be read again: make a new one.'],
    delete: [
      'It stops working at once, and the row goes: this cannot be undone.',
      'A key can delete itself. Where it is the one that this connection works with, the connection ends too: enter another one first.',
    ],
  },
  absent: {
    get: 'UGC Inc has no call for a single key: its list has all there is.',
    setScopes: 'Keys of UGC Inc have no scopes: each opens all that the organisation has.',
    disable: 'UGC Inc cannot switch a key off: delete it, and make a new one.',
    enable: 'UGC Inc cannot switch a key off and on.',
    regenerate: 'UGC Inc cannot give a key a new value: make a new key, then delete this one.',
    usage: 'UGC Inc does not tell how much a key is used.',
    limits: 'UGC Inc publishes no limits.',
    scopes: 'Keys of UGC Inc have no scopes.',
    allowIps: 'UGC Inc cannot tie a key to addresses.',
    listAlerts: 'UGC Inc has no alerts.',
    setAlert: 'UGC Inc has no alerts, and no usage that Keyrack could judge.',
    deleteAlert: 'UGC Inc has no alerts.',
  },
  ops: {
    create: [
      {
        mode: 'guided',
        collect: ['remoteId'],
        steps: [
          'Sign in to UGC Inc and open the API keys of your organisation.',
          'Make a new key under the name chosen here, so that it can be found in the list.',
          'Copy the value at once: it is returned only when the key is made.',
          'Enter it here.',
        ],
      },
      {
        mode: 'api',
        evidence: 'inferred',
        success,
        request: { method: 'POST', path: '/org/api-key/create', body: { name: { $: 'name' } } },
        item: ['data', 'data.apiKey', 'data.api_key', '$'],
        secret: [
          'data.key',
          'key',
          'data.apiKey',
          'data.api_key',
          'data.secret',
          'data.value',
          'data.apiKey.key',
          'data.api_key.key',
          'apiKey',
          'secret',
        ],
      },
    ],
    list: { ...documented, request: { method: 'POST', path: '/org/api-key', body: {} }, items: 'data' },
    edit: {
      ...documented,
      request: {
        method: 'POST',
        path: '/org/api-key/edit',
        body: { apiKeyId: { $: 'id' }, name: { $: 'name' } },
      },
    },
    delete: {
      ...documented,
      request: { method: 'POST', path: '/org/api-key/delete', body: { apiKeyId: { $: 'id' } } },
      gone: [404],
      final: true,
    },
    verify: {
      ...documented,
      // Read whole: the envelope may refuse where HTTP does not.
      request: { method: 'GET', path: '/org', credential: 'key' },
      verdict: [
        { status: 200, is: 'valid' },
        { status: 401, is: 'invalid' },
      ],
    },
    health: {
      ...documented,
      request: { method: 'GET', path: '/org' },
      account: ['data.0.name', 'data.name'],
    },
  },
  fields: {
    id: 'id',
    name: 'name',
    createdAt: { path: ['created_at', 'createdAt'], optional: true },
  },
  errors: {
    message: 'message',
    status: 'code',
    rules: [
      { status: 401, says: 'expired', is: 'expired' },
      { status: 401, says: 'revoked', is: 'revoked' },
    ],
  },
  snippets: [
    {
      id: 'http',
      title: 'Raw HTTP',
      text: `GET /org HTTP/1.1\nHost: {host}\nAuthorization: Bearer $\{variable}`,
    },
    {
      id: 'curl',
      title: 'curl',
      // Through stdin: a header on the command line could be read by every program of the machine.
      text: `printf 'Authorization: Bearer %s\\n' "$\{variable}" | curl -H @- {base}/org`,
    },
    {
      id: 'fetch',
      title: 'fetch',
      text: `const response = await fetch('{base}/org', {
  headers: { Authorization: \`Bearer \${process.env.{variable}}\` },
});
const { ok, data, message } = await response.json();`,
    },
    {
      id: 'client',
      title: 'SDK',
      text: `const client = new UGCClient({ apiKey: process.env.{variable} });
const response = await client.org.getApiKeys();`,
    },
  ],
  redact: ['key', 'apiKey', 'api_key', 'secret', 'value'],
});
