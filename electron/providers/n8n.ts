import { parseManifest } from './engine/manifest/index.ts';

// An n8n instance is a place that keys are delivered to. Its own API keys are made by people, in its settings; its public
// API has no path for them. Sources: the OpenAPI document of n8n 2.41.3 (dist/public-api/v1/openapi.yml) and its
// controllers; docs.n8n.io/connect/n8n-api/authentication for what a person does.

const OPEN = 'Log in to n8n and open Settings, n8n API.';

/** It needs a key and no scope of it, changes nothing, and every n8n with a public API has it. */
const PROBE = { method: 'GET', path: '/api/v1/credentials/schema/httpHeaderAuth' } as const;

/** What it answers is a JSON Schema of a form: a page of some proxy in between is not. */
const asked = {
  mode: 'api',
  evidence: 'documented',
  success: { status: [200], require: { path: 'type', equals: 'object' } },
} as const;
const auth = { headers: [{ name: 'X-N8N-API-KEY' }] };

export const n8n = parseManifest({
  schema: 1,
  id: 'n8n',
  name: 'n8n',
  revision: 1,
  evidence: 'documented',
  about: 'An n8n instance of yours, at its own address: a place that other services’ keys are delivered to.',
  links: { docs: 'https://docs.n8n.io/connect/n8n-api/authentication/' },
  hosts: [{ id: 'own', kind: 'user' }],
  credentials: [
    { id: 'management', parts: [{ id: 'secret', label: 'API key' }], auth },
    { id: 'key', auth },
  ],
  notes: [
    'The base URL is where the editor opens, without /api/v1.',
    'An API key of n8n can do what its user can; on Enterprise plans, what its scopes say.',
    'n8n Cloud has no API during the free trial.',
  ],
  advice: {
    create: ['Its value is shown once, when the key is made.', 'A key with an expiration time stops then.'],
    delete: ['Programs that use the key are refused from then on.'],
  },
  absent: {
    list: 'The public API of n8n does not list its own API keys: they stand in its settings.',
    get: 'The public API of n8n does not tell of its own API keys.',
    edit: 'The label and the scopes of a key are changed in the settings of n8n.',
    setScopes: 'The scopes of a key are changed in the settings of n8n, on Enterprise plans.',
    disable: 'n8n cannot switch an API key off: delete it, and make a new one.',
    enable: 'n8n cannot switch an API key off and on.',
    regenerate: 'n8n gives an API key no second value: make a new one, then delete this one.',
    usage: 'n8n does not tell how much an API key is used.',
    limits: 'n8n publishes no limits of its API.',
    scopes: 'Which scopes there are is chosen in the settings of n8n.',
    allowIps: 'n8n cannot tie an API key to addresses.',
    listAlerts: 'n8n has no alerts about its API keys.',
    setAlert: 'n8n has no alerts about its API keys, and no usage that Keyrack could judge.',
    deleteAlert: 'n8n has no alerts about its API keys.',
  },
  ops: {
    create: {
      mode: 'guided',
      collect: ['expiresAt'],
      steps: [
        OPEN,
        'Select "Create an API key".',
        'Type the name chosen here as its label, and set an expiration time.',
        'On an Enterprise plan, choose its scopes: for deliveries, those of credentials.',
        'Copy the key at once: it is shown only now. Enter it here.',
      ],
    },
    delete: { mode: 'guided', steps: [OPEN, 'Select "Delete" beside the key with this label, and confirm.'] },
    verify: {
      ...asked,
      request: { ...PROBE, credential: 'key' },
      verdict: [
        { status: 200, is: 'valid' },
        { status: 401, is: 'invalid' },
      ],
    },
    health: { ...asked, request: PROBE },
  },
  errors: { message: 'message', rules: [{ status: 403, is: 'scope missing' }] },
  snippets: [
    {
      id: 'http',
      title: 'Raw HTTP',
      text: `GET /api/v1/workflows HTTP/1.1\nHost: {host}\nX-N8N-API-KEY: $\{variable}`,
    },
    {
      id: 'curl',
      title: 'curl',
      // Through stdin: a header on the command line could be read by every program of the machine.
      text: `printf 'X-N8N-API-KEY: %s\\n' "$\{variable}" | curl -H @- {base}/api/v1/workflows`,
    },
  ],
});
