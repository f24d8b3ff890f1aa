import type { MainClient } from '#shared/ipc/client.ts';
import { durationMs, type Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import { FakeFailure } from './failure.ts';
import { serviceOf } from './providers.ts';
import { keyOf, newId, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `keys.${string}` | `alerts.${string}`>>;
type NewKey = Parameters<MainClient['keys.create']>[0];

const DAY = 86_400_000;

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
    'keys.list': async () => world.keys,
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
    'keys.edit': async ({ id, done: _done, ...changes }) =>
      replace(id, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))),
    'keys.replace': async ({ id, scopes }) => {
      const old = find(id);
      const left = old.deliveries.length > 0 ? 'Claude Desktop still uses the old key.' : null;
      if (left === null) replace(id, { status: 'revoked' });
      return {
        key: insert({
          ...old,
          id: newId(),
          scopes: scopes ?? old.scopes,
          held: true,
          acknowledged: false,
          deliveries: [],
        }),
        left,
      };
    },
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
    'keys.usage': async ({ since }) => ({
      since,
      requests: 1284,
      points: Array.from({ length: 24 }, (_, hour) => ({
        at: new Date(Date.parse(since) + (hour * DAY) / 24).toISOString(),
        requests: Math.round(60 + 50 * Math.sin(hour / 3)),
      })),
    }),
    'keys.snippets': async ({ id }) => [
      {
        id: 'curl',
        title: 'curl',
        text: `curl https://api.example.com/v1/contacts \\\n  -H "Authorization: Bearer $${find(id).variable ?? 'KEY'}"`,
      },
    ],
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
