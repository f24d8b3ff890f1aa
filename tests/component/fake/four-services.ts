import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import type { Offer, Operation, Provider, Scope } from '#shared/model/provider.ts';
import { connectionOf } from './connection-rows.ts';
import { keyOf, type World } from './world.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

type Told = Partial<Provider> & { readonly told: Partial<Record<Operation, Partial<Offer>>> };

const tree: Scope[] = ['edr', 'ticketing', 'scm', 'observability'].flatMap((product) =>
  (['read', 'write', 'delete'] as const).map((access) => ({
    id: `${product}:${access}`,
    category: product,
    access,
    text: {
      read: 'Read its records.',
      write: 'Create and change its records.',
      delete: 'Delete its records.',
    }[access],
  })),
);

/** What the services' documents say, as far as the page shows it. */
const SERVICES: Readonly<Record<string, Told>> = {
  unizo: {
    scopes: tree,
    notes: [
      'One key works for all services of Unizo: unified APIs, MCP tools and the platform.',
      'A key works in the environment that it was made for, nowhere else.',
    ],
    told: {
      revoke: {
        final: false,
        keepsRow: true,
        notes: ['Unizo revokes a key by giving it a new value that nobody learns.'],
      },
      allowIps: {
        way: 'guided',
        why: null,
        steps: ['Open API Keys and select the key.', 'Add the allowed IP ranges.', 'Save the configuration.'],
      },
      delete: { way: null, why: 'Unizo has no way to delete a key. Revoke it instead.', steps: [] },
    },
  },
  unlockos: {
    scopes: [
      { id: 'checkin:read', category: 'check-in', access: 'read', text: 'Read check-ins.' },
      { id: 'checkin:create', category: 'check-in', access: 'write', text: 'Create check-ins.' },
      { id: 'plan:read', category: 'plan', access: 'read', text: 'Read plans.' },
      { id: 'plan:update', category: 'plan', access: 'write', text: 'Change plans.' },
      { id: 'facility:read', category: 'facility', access: 'read', text: 'Read facilities.' },
    ],
    notes: ['Test-mode keys belong in test environments only.'],
    told: {
      create: { collect: ['rateLimit', 'expiresAt', 'remoteId'] },
      setScopes: { why: 'UnlockOS fixes the scopes of a key when it is made.' },
      regenerate: { way: null, why: 'UnlockOS has no way to regenerate a key.', steps: [] },
      revoke: { way: null, why: 'UnlockOS has no Revoke. Disable the key, or delete it.', steps: [] },
    },
  },
  ugc: {
    naming: [
      { group: 'Environment', names: ['Production API Key', 'Development Key', 'Staging Environment'] },
      { group: 'Service', names: ['Backend Service Key', 'Mobile App Key', 'Analytics Dashboard'] },
      { group: 'Team', names: ['Marketing Team Key', 'Engineering Key', 'Partner Integration'] },
    ],
    told: {
      regenerate: { way: null, why: 'UGC Inc has no way to regenerate a key.', steps: [] },
      revoke: { way: null, why: 'UGC Inc has no Revoke. Delete the key.', steps: [] },
    },
  },
  unisoft: {
    scopesRequired: true,
    scopes: [
      ['contacts:read', 'contacts', 'read', 'Read the list and profiles of contacts.'],
      ['paiements:read', 'paiements', 'read', 'Read collected payments.'],
      ['abonnements:read', 'abonnements', 'read', 'Read recurring payments.'],
      ['forms:read', 'forms', 'read', 'Read the form definitions.'],
      ['forms_submit:read', 'forms', 'read', 'Read the submissions sent by your forms.'],
      ['webhooks:manage', 'webhooks', 'manage', 'Create, edit and delete outgoing webhooks.'],
    ].map(([id, category, access, text]) => ({ id, category, access, text }) as Scope),
    told: {
      revoke: {
        keepsRow: true,
        final: true,
        steps: [
          'In Developers, tab API Keys, find the key by its name or its prefix.',
          'Press Revoke in its Actions column.',
          'Confirm. The status changes to Revoked.',
        ],
        notes: ['Prefer Revoke over Delete where the trace of the key is wanted for audit.'],
      },
      delete: {
        notes: ['Reserve Delete for old keys without historical interest; Revoke keeps the trace.'],
      },
      regenerate: { way: null, why: 'Unisoft has no way to regenerate a key.', steps: [] },
      edit: { way: null, why: 'Unisoft cannot rename a key.', steps: [] },
    },
  },
};

const told = (offers: readonly Offer[], changes: Told['told']): Offer[] =>
  offers.map((offer) => ({ ...offer, ...changes[offer.operation] }));

function explained(provider: Provider): Provider {
  const words = SERVICES[provider.id];
  if (words === undefined) return provider;
  const { told: changes, ...fields } = words;
  return { ...provider, ...fields, offers: told(provider.offers, changes) };
}

/** Development with a connection and keys of each of the four services, and one of them in production. */
export function fourServices(world: World): void {
  const [development, , production] = world.environments;
  if (development === undefined || production === undefined) return;
  world.providers = world.providers.map(explained);
  const connect = (provider: string, fields: Partial<Connection> = {}) => {
    const found = world.providers.find((each) => each.id === provider);
    const way = fields.inferred === true ? found?.inferredOffers : found?.offers;
    return connectionOf({
      provider,
      environmentId: development.id,
      offers: told(way ?? [], fields.inferred === true ? {} : (SERVICES[provider]?.told ?? {})),
      ...fields,
    });
  };
  const unizo = connect('unizo');
  const published = connect('unizo', { name: 'Unizo, inferred', inferred: true });
  const [unlockos, ugc, unisoft] = [connect('unlockos'), connect('ugc'), connect('unisoft')];
  const live = connect('unisoft', { environmentId: production.id });
  world.connections = [
    unizo,
    published,
    unlockos,
    ugc,
    unisoft,
    live,
    ...world.connections.filter((each) => each.provider === 'playground'),
  ];
  world.keys = [
    ...world.keys
      .filter((key) => key.deliveries.length > 0)
      .map((key) => ({ ...key, connectionId: unisoft.id })),
    ...keysOf({ unizo, published, unlockos, ugc, unisoft, live }),
  ];
}

function keysOf(
  by: Readonly<Record<'unizo' | 'published' | 'unlockos' | 'ugc' | 'unisoft' | 'live', Connection>>,
): Key[] {
  const at = (connection: Connection, name: string, fields: Partial<Key>) =>
    keyOf({
      name,
      connectionId: connection.id,
      environmentId: connection.environmentId,
      variable: `${connection.provider.toUpperCase()}_API_KEY`,
      ...fields,
    });
  return [
    at(by.unizo, 'MCP Claude Desktop', {
      hint: 'uz_dev_4Kq',
      scopes: ['edr:read', 'ticketing:read', 'ticketing:write', 'scm:read'],
      remoteId: '550e8400-e29b-41d4-a716-446655440000',
      expiresAt: ago(-88),
      allowedIps: ['203.0.113.7', '10.0.0.0/8'],
      createdAt: ago(2),
      lastUsedAt: ago(0.02),
    }),
    at(by.published, 'Nightly scanner', {
      hint: 'uz_dev_9Zw',
      scopes: ['observability:read'],
      remoteId: 'key_7f21',
      expiresAt: ago(-3),
      createdAt: ago(80),
    }),
    at(by.unlockos, 'Front desk tablets', {
      hint: 'ul_test_77',
      testMode: true,
      scopes: ['checkin:read', 'checkin:create'],
      rateLimit: '120 requests a minute',
      createdAt: ago(14),
      lastUsedAt: ago(1),
    }),
    at(by.unlockos, 'Door displays', {
      hint: 'ul_live_3x',
      status: 'inactive',
      scopes: ['facility:read'],
      createdAt: ago(40),
    }),
    at(by.ugc, 'Backend Service Key', {
      hint: '',
      held: false,
      scopes: [],
      remoteId: '9b2d6f60-1c1e-4a53-9c76-0e1f8a9d2b11',
      createdAt: ago(120),
    }),
    at(by.unisoft, 'Make - Mailchimp sync', {
      hint: 'ke_live_9fQ2',
      scopes: ['contacts:read'],
      remoteId: 'k_118',
      createdAt: ago(33),
      lastUsedAt: ago(0.5),
    }),
    at(by.unisoft, 'Zapier export', {
      hint: 'ke_live_0aB7',
      held: false,
      scopes: ['paiements:read'],
      createdAt: ago(300),
    }),
    at(by.unisoft, 'Old CRM bridge', {
      hint: 'ke_live_77Lm',
      status: 'ghost',
      scopes: ['contacts:read'],
      createdAt: ago(500),
    }),
    at(by.unisoft, 'Newsletter script', {
      hint: 'ke_live_5Tt1',
      status: 'revoked',
      scopes: ['contacts:read'],
      createdAt: ago(410),
      lastUsedAt: ago(200),
    }),
    at(by.live, 'Accounting export', {
      hint: 'ke_live_Pp4r',
      scopes: ['paiements:read', 'abonnements:read'],
      createdAt: ago(60),
      lastUsedAt: ago(0),
    }),
  ];
}
