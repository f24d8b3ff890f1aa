import type { ActivityRow, ActivityVerdict } from '#shared/model/activity.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { ChangeRow, DeliveryRow } from '#shared/model/delivery.ts';
import type { Environment, Stage } from '#shared/model/environment.ts';
import type { Alert, Key, KeyStatus } from '#shared/model/key.ts';
import type { Policy } from '#shared/model/policy.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '#shared/model/preferences.ts';
import type { Provider } from '#shared/model/provider.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import type { Storage } from '#shared/model/storage.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { activityIn, verdictOn } from './activity.ts';
import { connectionOf, servicesIn } from './connection-rows.ts';
import { providers } from './providers.ts';
import { keychainStorage } from './storage.ts';

/** Everything that main would hold. */
export interface World {
  storage: Storage;
  preferences: Preferences;
  environments: Environment[];
  /** Ids of the environments that are sample data. */
  samples: string[];
  providers: Provider[];
  connections: Connection[];
  keys: Key[];
  alerts: Alert[];
  deliveries: DeliveryRow[];
  changes: ChangeRow[];
  rotations: Rotation[];
  /** A run stops at its first file, until it is cancelled. */
  runsHeld?: boolean;
  /** Oldest first. */
  activity: ActivityRow[];
  verdict: ActivityVerdict;
  policies?: Policy[];
  /** Until when, by the key's id. */
  snoozed?: Readonly<Record<string, string>>;
  /** The run that replaces it, by the key's id. */
  rotating?: Readonly<Record<string, string>>;
  reviewedAt?: string;
  /** What stands in the files of other programs: many, long, none, … */
  files?: string;
  /** What does not fit: none, full, limits, long, many. */
  inventory?: string;
}

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

export const newId = () => crypto.randomUUID();

export const environmentOf = (name: string, stage: Stage): Environment =>
  environmentRow({ id: newId(), name, stage });

export const template = () => [
  environmentOf('Development', 'development'),
  environmentOf('Staging', 'staging'),
  environmentOf('Production', 'production'),
];

export function keyOf(fields: Pick<Key, 'name' | 'environmentId'> & Partial<Key>): Key {
  return {
    id: newId(),
    description: '',
    tags: [],
    connectionId: null,
    remoteId: null,
    variable: 'PLAYGROUND_API_KEY',
    hint: 'pg_live_8f2K',
    held: true,
    acknowledged: true,
    status: 'active',
    scopes: ['contacts:read', 'payments:read'],
    testMode: false,
    createdAt: ago(0),
    expiresAt: null,
    lastUsedAt: null,
    allowedIps: [],
    rateLimit: null,
    checkedAt: null,
    notes: '',
    fingerprint: null,
    replacedBy: null,
    rotationDueAt: fields.expiresAt ?? null,
    deliveries: [],
    ...fields,
  };
}

const STATUSES: readonly KeyStatus[] = [
  'active',
  'active',
  'active',
  'active',
  'inactive',
  'revoked',
  'expired',
];
const NAMES = [
  'Claude Desktop',
  'n8n nightly sync',
  'Zapier Mailchimp',
  'Accounting export',
  'CI smoke tests',
];

/** A world with one key of every kind, and as many plain ones as are asked for. */
export function fullWorld(count: number): World {
  const environments = template();
  const [development, , production] = environments as [Environment, Environment, Environment];
  const connections = environments.map((environment) =>
    connectionOf({
      provider: 'playground',
      environmentId: environment.id,
      account: 'Ada’s playground',
      syncedAt: ago(0.01),
    }),
  );
  connections.push(...servicesIn(development.id, ago));
  const connectionId = connections[0]?.id ?? null;
  const delivered: DeliveryRow = {
    id: newId(),
    target: 'claude-desktop',
    mechanism: 'launcher',
    file: '/home/ada/.config/Claude/claude_desktop_config.json',
    keyId: newId(),
    environmentId: development.id,
    server: 'playground-dev',
    variable: 'PLAYGROUND_API_KEY',
    createdAt: ago(2),
    state: 'intact',
    until: null,
  };
  const { id, target, mechanism, file } = delivered;
  const keys = [
    keyOf({
      id: delivered.keyId,
      name: 'Claude Desktop',
      environmentId: development.id,
      connectionId,
      description: 'Reads contacts for the assistant.',
      remoteId: 'key_01J9Z7Q2',
      tags: ['assistant'],
      notes: 'Asked for by Ada in March.\nReads contacts for the weekly letter.',
      lastUsedAt: ago(0.1),
      createdAt: ago(2),
      expiresAt: ago(-12),
      deliveries: [{ id, target, mechanism, file }],
    }),
    keyOf({
      name: 'n8n nightly sync',
      remoteId: newId(),
      environmentId: development.id,
      connectionId,
      acknowledged: false,
      createdAt: ago(0.01),
    }),
    keyOf({
      name: 'Zapier Mailchimp',
      remoteId: newId(),
      environmentId: development.id,
      connectionId,
      status: 'revoked',
      createdAt: ago(90),
      lastUsedAt: ago(41),
    }),
    keyOf({
      name: 'Staging smoke',
      remoteId: newId(),
      environmentId: development.id,
      connectionId,
      status: 'inactive',
      testMode: true,
      createdAt: ago(200),
    }),
    keyOf({
      name: 'CI lost on the way',
      environmentId: development.id,
      connectionId,
      status: 'orphan',
      held: false,
      hint: '',
      createdAt: ago(1),
    }),
    keyOf({
      name: 'Old import',
      environmentId: development.id,
      hint: 'sk_test',
      variable: 'STRIPE_KEY',
      scopes: [],
      createdAt: ago(420),
      status: 'expired',
      expiresAt: ago(20),
    }),
    keyOf({
      name: `${'A very long name that somebody pasted from a ticket and never shortened, '.repeat(2)}end`.slice(
        0,
        120,
      ),
      environmentId: development.id,
      connectionId,
      createdAt: ago(30),
      lastUsedAt: ago(2),
      scopes: ['contacts:read', 'contacts:write', 'contacts:delete', 'payments:read', 'webhooks:manage'],
    }),
    keyOf({
      name: '🧑🏽‍🚀 Rakete 火箭 مفتاح',
      remoteId: newId(),
      environmentId: development.id,
      connectionId,
      createdAt: ago(5),
    }),
    keyOf({
      name: 'Checkout',
      remoteId: newId(),
      environmentId: production.id,
      connectionId: connections[2]?.id ?? null,
      createdAt: ago(12),
      lastUsedAt: ago(0),
    }),
  ];
  for (let index = 0; index < count; index += 1) {
    keys.push(
      keyOf({
        name: `${NAMES[index % NAMES.length]} ${index}`,
        environmentId: development.id,
        connectionId,
        hint: `pg_live_${(index * 7919).toString(36).padStart(4, '0').slice(0, 4)}`,
        status: STATUSES[index % STATUSES.length] ?? 'active',
        createdAt: ago(3 + index / 20),
        lastUsedAt: index % 3 === 0 ? null : ago(index / 90),
      }),
    );
  }
  const activity = activityIn({ keys, environments }, 17);
  return {
    activity,
    rotations: [],
    verdict: verdictOn(activity),
    storage: keychainStorage(true),
    preferences: { ...DEFAULT_PREFERENCES, environmentId: development.id },
    environments,
    samples: [],
    providers: [...providers],
    connections,
    keys,
    alerts: [
      {
        id: newId(),
        keyId: delivered.keyId,
        condition: 'api_requests > 120/hour',
        judgedBy: 'keyrack',
        lastFiredAt: ago(1),
      },
    ],
    deliveries: [delivered],
    changes: [
      {
        id: newId(),
        file: delivered.file,
        what: 'Added playground-dev to Claude Desktop',
        at: ago(2),
        undone: false,
      },
      {
        id: newId(),
        file: '/home/ada/.config/Claude/claude_desktop_config.json',
        what: 'Added playground to Claude Desktop',
        at: ago(3),
        undone: true,
      },
    ],
  };
}

export function emptyWorld(): World {
  return {
    activity: [],
    rotations: [],
    verdict: verdictOn([]),
    storage: keychainStorage(false),
    preferences: DEFAULT_PREFERENCES,
    environments: [],
    samples: [],
    providers: [...providers],
    connections: [],
    keys: [],
    alerts: [],
    deliveries: [],
    changes: [],
  };
}
