import type { MainClient } from '#shared/ipc/client.ts';
import { durationMs, type Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { FakeFailure } from './failure.ts';
import { serviceOf } from './providers.ts';
import { keyOf, newId, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `keys.${string}` | `alerts.${string}`>>;
type NewKey = Parameters<MainClient['keys.create']>[0];

const HOUR = 3_600_000;

const PART = 500;
const FIRST_PAGE = 60;

export function keyHandlers(world: World, changed: (what: 'keys' | 'alerts') => void): Methods {
  const find = (id: string): Key => {
    const found = world.keys.find((each) => each.id === id);
    if (found === undefined)
      throw new FakeFailure({ code: 'not-found', message: 'The key is not there any more.', next: null });
    return found;
  };
  const replace = (id: string, changes: Partial<Key>): Key => {
    const next = { ...find(id), ...changes };
    world.keys = world.keys.map((each) => (each.id === id ? next : each));
    changed('keys');
    return next;
  };
  const insert = (made: Key): Key => {
    world.keys = [...world.keys, made];
    changed('keys');
    return made;
  };
  const offer = (connectionId: string) => {
    const { offers } = world.connections.find((each) => each.id === connectionId) ?? { offers: [] };
    return offerOf(offers, 'create');
  };
  return {
    'keys.list': async ({ after }) => {
      const next = after + PART;
      return { keys: world.keys.slice(after, next), next: next < world.keys.length ? next : null };
    },
    'keys.newest': async () => {
      const { environmentId } = world.preferences;
      return world.keys
        .filter((key) => environmentId === null || key.environmentId === environmentId)
        .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
        .slice(0, FIRST_PAGE);
    },
    'keys.exportList': async ({ format }) => ({ file: `/home/ada/Documents/keys.${format}` }),
    'keys.create': async (input) => {
      if (offer(input.connectionId).way === 'guided') {
        throw new FakeFailure({
          code: 'steps-needed',
          message: 'Keys of this service are made in its console.',
          next: 'Follow the steps, then enter the key.',
        });
      }
      return insert(made(input));
    },
    'keys.prepareByHand': async ({ connectionId }) => offer(connectionId),
    'keys.createByHand': async (input) => insert(made(input)),
    'keys.add': async ({ environmentId, name, variable }) =>
      insert(keyOf({ environmentId, name, variable, scopes: [] })),
    'keys.enter': async ({ id }) => replace(id, { held: true }),
    'keys.copyValue': async ({ id, environmentId }) =>
      insert({ ...find(id), id: newId(), environmentId, deliveries: [] }),
    'keys.identify': async () => ({
      keyIds: world.keys.slice(0, 1).map(({ id }) => id),
      beginning: { provider: 'playground', testMode: false },
    }),
    'keys.edit': async ({ id, done: _done, ...changes }) =>
      replace(id, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))),
    'keys.act': async ({ id, act }) => {
      if (act !== 'delete') {
        const status = { disable: 'inactive', enable: 'active', revoke: 'revoked' } as const;
        return replace(id, { status: status[act] });
      }
      world.keys = world.keys.filter((each) => each.id !== id);
      changed('keys');
      return null;
    },
    'keys.regenerate': async ({ id }) =>
      replace(id, { hint: 'pg_live_Nw77', held: true, acknowledged: false }),
    'keys.consequences': async ({ id }) => ({ deliveries: find(id).deliveries, warnings: [] }),
    'keys.verify': async ({ id }) => {
      replace(id, { checkedAt: new Date().toISOString() });
      const message = 'Playground accepts this key for contacts:read.';
      return { is: 'valid', because: null, message, next: null };
    },
    'keys.usage': async ({ id, since }) => usageOf(find(id), Date.parse(since)),
    'keys.snippets': async ({ id }) => snippetsFor(find(id), world.connections),
    'keys.showOnce': async () => undefined,
    'keys.copy': async () => ({ clearsInSeconds: 30 }),
    'keys.acknowledge': async ({ id }) => replace(id, { acknowledged: true }),
    'keys.recreate': async ({ id }) =>
      replace(id, { status: 'active', held: true, acknowledged: false, hint: 'pg_live_Qz91' }),
    'alerts.list': async ({ keyId }) => world.alerts.filter((each) => each.keyId === keyId),
    'alerts.add': async ({ keyId, condition }) => {
      const alert = { id: newId(), keyId, condition, judgedBy: 'keyrack' as const, lastFiredAt: null };
      world.alerts = [...world.alerts, alert];
      changed('alerts');
      return alert;
    },
    'alerts.remove': async ({ id }) => {
      world.alerts = world.alerts.filter((each) => each.id !== id);
      changed('alerts');
      return undefined;
    },
  };
}

function made({ name, environmentId, connectionId, expiresIn, shown, ...rest }: NewKey): Key {
  const expiresAt =
    expiresIn === undefined ? null : new Date(Date.now() + durationMs(expiresIn)).toISOString();
  const connected = serviceOf('playground');
  return keyOf({
    name,
    environmentId,
    connectionId,
    tags: rest.tags ?? [],
    expiresAt: shown?.expiresAt ?? expiresAt,
    description: rest.description ?? '',
    variable: rest.variable ?? connected?.variable ?? null,
    scopes: rest.scopes ?? [],
    testMode: rest.testMode ?? false,
    allowedIps: (rest.allowedIps ?? []) as string[],
    rateLimit: shown?.rateLimit ?? null,
    remoteId: shown?.remoteId ?? 'key_01JABC',
    acknowledged: false,
  });
}

/** A day's work, with a night in it; a key that was never used has none. */
function usageOf({ lastUsedAt }: Key, since: number): Awaited<ReturnType<MainClient['keys.usage']>> {
  const hours = lastUsedAt === null ? 0 : Math.ceil((Date.now() - since) / HOUR);
  const points = Array.from({ length: hours }, (_, hour) => ({
    at: new Date(since + hour * HOUR).toISOString(),
    requests: Math.max(0, Math.round(40 + 55 * Math.sin(hour / 3.7) + 9 * Math.sin(hour * 1.7))),
  }));
  const requests = points.reduce((sum, point) => sum + point.requests, 0);
  return { since: new Date(since).toISOString(), requests, points };
}

const snippetsFor = ({ variable, connectionId }: Key, connections: World['connections']) => {
  const base = connections.find(({ id }) => id === connectionId)?.baseUrl ?? 'https://api.example.com';
  return [
    {
      id: 'http',
      title: 'Raw HTTP',
      text: `GET /v1/contacts HTTP/1.1\nHost: ${new URL(base).host}\nAuthorization: Bearer $${variable ?? 'KEY'}`,
    },
    {
      id: 'curl',
      title: 'curl',
      text: `printf 'Authorization: Bearer %s\\n' "$${variable ?? 'KEY'}" | curl -H @- ${base}/v1/contacts`,
    },
    {
      id: 'fetch',
      title: 'fetch',
      text: `const response = await fetch('${base}/v1/contacts', {\n  headers: { Authorization: \`Bearer \${process.env.${variable ?? 'KEY'}}\` },\n});`,
    },
    { id: 'mcp', title: 'MCP client', text: 'npx -y some-mcp-server' },
    { id: 'agent', title: 'Connect Agent session', text: 'POST /v1/sessions' },
  ];
};
