import {
  type Evidence,
  type Offer,
  OPERATIONS,
  type Operation,
  type Provider,
} from '#shared/model/provider.ts';
import { mcpServer } from '#tests/fakes/provider.ts';

const READING = new Set<Operation>([
  'list',
  'get',
  'verify',
  'health',
  'usage',
  'limits',
  'scopes',
  'listAlerts',
]);

type Way = 'api' | 'guided' | null;

/** @param ways only what differs: everything else cannot be done */
function offers(ways: Partial<Record<Operation, Way>>, evidence: Evidence): Offer[] {
  return OPERATIONS.map((operation) => {
    const way = ways[operation] ?? null;
    return {
      operation,
      way,
      evidence,
      steps:
        way === 'guided'
          ? [
              'Open the console and choose API Keys.',
              'Press Generate key and give it the name shown here.',
              'Copy the key. It is shown once.',
            ]
          : [],
      collect: way === 'guided' && operation === 'create' ? ['expiresAt', 'remoteId'] : [],
      why: way === null ? 'The service has no such operation.' : null,
      final: operation === 'revoke' || operation === 'delete',
      keepsRow: operation === 'revoke',
      notes: [],
    };
  });
}

const everything = Object.fromEntries(OPERATIONS.map((operation) => [operation, 'api'])) as Record<
  Operation,
  Way
>;
const changing: readonly Operation[] = ['create', 'edit', 'regenerate', 'revoke', 'delete'];
const byHand = {
  ...Object.fromEntries(changing.map((operation) => [operation, 'guided'])),
  verify: 'api',
  health: 'api',
} as Partial<Record<Operation, Way>>;
const inferred = {
  ...byHand,
  ...Object.fromEntries([...changing, 'list', 'usage'].map((operation) => [operation, 'api'])),
} as Partial<Record<Operation, Way>>;

const plain: Omit<Provider, 'id' | 'name' | 'about' | 'variable' | 'offers'> = {
  evidence: 'documented',
  custom: false,
  links: { console: 'https://console.example.com/keys', docs: 'https://docs.example.com', support: null },
  hosts: [{ id: 'main', baseUrl: 'https://api.example.com', stages: [] }],
  params: [],
  credentialParts: [{ id: 'secret', label: 'Secret' }],
  inferredOffers: null,
  scopes: [],
  scopesRequired: false,
  testMode: false,
  expiry: 'none',
  modes: [],
  boundToEnvironment: false,
  selfManaged: false,
  naming: [],
  notes: [],
  limits: { requests: [], concurrent: null },
  credential: true,
  userHost: false,
  servers: [],
  header: null,
};

const unizoServer = (name: string, about: string, purpose: string | null) =>
  mcpServer({
    id: name,
    about,
    purpose,
    command: ['npx', `@unizo/${name}`],
    env: { UNIZO_BASE_URL: '{base}', UNIZO_ENVIRONMENT: '{stage}' },
    options: [
      {
        id: 'retries',
        label: 'Retries',
        about: 'How often the server tries again after the rate limit, and how long it waits.',
        env: { UNIZO_RETRY_ATTEMPTS: '3', UNIZO_RETRY_DELAY: '1000' },
        temporary: false,
      },
      {
        id: 'debug',
        label: 'Debug logging',
        about: 'The server logs each request and how it authenticates.',
        env: { UNIZO_LOG_LEVEL: 'debug', UNIZO_LOG_AUTH: 'true' },
        temporary: true,
      },
    ],
  });

export const providers: readonly Provider[] = [
  {
    ...plain,
    id: 'playground',
    name: 'Playground',
    about: 'A key service inside Keyrack, to try everything with. Nothing leaves this machine.',
    evidence: 'verified',
    links: { console: null, docs: null, support: null },
    hosts: [{ id: 'local', baseUrl: null, stages: [] }],
    offers: offers(everything, 'verified'),
    scopes: [
      { id: 'contacts:read', category: 'contacts', access: 'read', text: 'Read the list of contacts.' },
      { id: 'contacts:write', category: 'contacts', access: 'write', text: 'Create and change contacts.' },
      { id: 'contacts:delete', category: 'contacts', access: 'delete', text: 'Delete contacts.' },
      { id: 'payments:read', category: 'payments', access: 'read', text: 'Read collected payments.' },
      {
        id: 'webhooks:manage',
        category: 'webhooks',
        access: 'manage',
        text: 'Create, edit and delete webhooks.',
      },
    ],
    scopesRequired: true,
    testMode: true,
    expiry: 'asked',
    variable: 'PLAYGROUND_API_KEY',
    credential: false,
    limits: { requests: [{ count: 600, perSeconds: 60 }], concurrent: 5 },
    servers: [mcpServer({ command: ['npx', '-y', '@keyrack/playground-mcp'] })],
  },
  {
    ...plain,
    id: 'unizo',
    name: 'Unizo',
    about: 'Unified APIs for security and developer tools.',
    links: {
      console: 'https://console.unizo.ai',
      docs: 'https://docs.unizo.ai',
      support: 'support@unizo.example',
    },
    hosts: [
      { id: 'dev', baseUrl: 'https://dev-api.unizo.ai', stages: ['development'] },
      { id: 'main', baseUrl: 'https://api.unizo.ai', stages: [] },
    ],
    params: [
      {
        name: 'integrationId',
        label: 'Integration id',
        about: 'Sent with every request. The console shows it under Integrations.',
        required: false,
        default: null,
        choices: null,
      },
    ],
    offers: offers(byHand, 'documented'),
    inferredOffers: offers(inferred, 'inferred'),
    scopes: [{ id: 'scm:read', category: 'scm', access: 'read', text: 'Read repositories.' }],
    expiry: 'assigned',
    boundToEnvironment: true,
    limits: {
      requests: [
        { count: 100, perSeconds: 60 },
        { count: 10_000, perSeconds: 86_400 },
      ],
      concurrent: 5,
    },
    variable: 'UNIZO_API_KEY',
    servers: [
      unizoServer('mcp-server', 'All of its services.', null),
      unizoServer('mcp-edr', 'Endpoint detection and response only.', 'security'),
    ],
  },
  {
    ...plain,
    id: 'unlockos',
    name: 'UnlockOS',
    about: 'Check-in, plans and facilities of member clubs.',
    hosts: [{ id: 'own', baseUrl: null, stages: [] }],
    credential: false,
    offers: offers({ ...byHand, disable: 'guided', enable: 'guided' }, 'documented'),
    inferredOffers: offers({ ...inferred, disable: 'api', enable: 'api' }, 'inferred'),
    scopesRequired: true,
    testMode: true,
    variable: 'UNLOCKOS_API_KEY',
  },
  {
    ...plain,
    id: 'ugc',
    name: 'UGC Inc',
    about: 'Accounts, posts and keys of an organisation.',
    offers: offers({ ...byHand, list: 'api', edit: 'api', delete: 'api' }, 'documented'),
    inferredOffers: offers({ ...byHand, list: 'api', edit: 'api', delete: 'api', create: 'api' }, 'inferred'),
    selfManaged: true,
    variable: 'UGC_API_KEY',
  },
  {
    ...plain,
    id: 'unisoft',
    name: 'Unisoft',
    about: 'Contacts, payments and webhooks of associations.',
    offers: offers(byHand, 'documented'),
    inferredOffers: offers(inferred, 'inferred'),
    variable: 'UNISOFT_API_KEY',
  },
  {
    ...plain,
    id: 'acme-crm',
    name: 'Acme CRM for the north-western sales region, self-hosted',
    about: 'Our own customer register.',
    evidence: 'inferred',
    custom: true,
    hosts: [{ id: 'own', baseUrl: null, stages: [] }],
    params: [
      {
        name: 'region',
        label: 'Region',
        about: 'Where the register of your company is kept.',
        required: true,
        default: null,
        choices: ['eu-west', 'us-east', 'ap-south'],
      },
    ],
    credentialParts: [
      { id: 'client', label: 'Client id' },
      { id: 'secret', label: 'Client secret' },
    ],
    offers: offers(Object.fromEntries([...READING].map((operation) => [operation, 'api'])), 'inferred'),
    userHost: true,
    variable: 'ACME_CRM_API_KEY',
  },
];

export const serviceOf = (id: string): Provider | undefined => providers.find((each) => each.id === id);

/** A description as the app would give it back, with inferred paths where the service has them. */
export function manifestOf(id: string): string {
  const service = serviceOf(id);
  const api = (path: string, method = 'GET') => ({
    mode: 'api',
    evidence: 'inferred',
    request: { method, path },
  });
  const base = '/api/v1/platform/api-keys';
  const guided = { mode: 'guided', steps: ['Open the console.'] };
  return JSON.stringify(
    {
      schema: 1,
      id,
      name: service?.name ?? id,
      revision: 1,
      evidence: service?.evidence ?? 'inferred',
      about: service?.about ?? '',
      hosts: [{ id: 'main', kind: 'fixed', baseUrl: 'https://api.acme.example' }],
      credentials: [{ id: 'management', auth: { bearer: {} } }],
      fields: { id: 'id', name: 'name' },
      ops:
        service?.inferredOffers === null
          ? { list: { ...api('/keys'), items: 'items' } }
          : {
              create: [guided, { ...api(base, 'POST'), item: '$', secret: 'key' }],
              list: [guided, { ...api(base), items: 'items' }],
              regenerate: [guided, { ...api(`${base}/{id}/regenerate`, 'POST'), secret: 'key' }],
              edit: [guided, api(`${base}/{id}`, 'PATCH')],
            },
    },
    null,
    2,
  );
}
