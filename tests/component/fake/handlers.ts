import type { Failure, MainClient } from '#shared/ipc/client.ts';
import type { Connection } from '#shared/model/connection.ts';
import { STAGE_COLOURS } from '#shared/model/environment.ts';
import { durationMs } from '#shared/model/key.ts';
import { planOf } from './plan.ts';
import { environmentOf, keyOf, newId, providers, targets, template, type World } from './world.ts';

export class FakeFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Changed = 'storage' | 'environments' | 'connections' | 'keys' | 'targets' | 'preferences';

const missing = (what: string) =>
  new FakeFailure({ code: 'not-found', message: `${what} is not there any more.`, next: null });

/** Main's side of the contract over a world in memory. */
export function createHandlers(world: World, changed: (what: Changed) => void): MainClient {
  const key = (id: string) => {
    const found = world.keys.find((each) => each.id === id);
    if (found === undefined) throw missing('The key');
    return found;
  };
  const replace = (id: string, changes: Partial<World['keys'][number]>) => {
    const next = { ...key(id), ...changes };
    world.keys = world.keys.map((each) => (each.id === id ? next : each));
    changed('keys');
    return next;
  };
  const store = (changes: Partial<World['storage']>) => {
    world.storage = { ...world.storage, ...changes };
    changed('storage');
    return world.storage;
  };
  const written = () => ({
    change: newId(),
    delivery: newId(),
    file: targets[0]?.files[0] ?? '',
    mode: '0600',
  });
  return {
    'app.about': async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      platform: 'linux',
      home: '/home/ada/.config/keyrack',
    }),
    'preferences.get': async () => world.preferences,
    'preferences.set': async (input) => {
      world.preferences = { ...world.preferences, ...(input as Partial<World['preferences']>) };
      return world.preferences;
    },
    'storage.status': async () => world.storage,
    'storage.choose': async ({ tier }) =>
      store({ tier, chosen: true, state: 'ready', reason: null, presence: tier === 'passphrase' }),
    'storage.setPresence': async () => store({ presence: true }),
    'storage.unlock': async () => store({ state: 'ready', reason: null }),
    'storage.lock': async () => store({ state: 'locked' }),
    'environments.list': async () => world.environments,
    'environments.create': async ({ name, stage, colour }) => {
      if (world.environments.some((each) => each.name === name)) {
        throw new FakeFailure({
          code: 'name-taken',
          message: `There is an environment named ${name} already.`,
          next: 'Choose another name.',
          field: 'name',
        });
      }
      const made = { ...environmentOf(name, stage), colour: colour ?? STAGE_COLOURS[stage] };
      world.environments = [...world.environments, made];
      changed('environments');
      return made;
    },
    'environments.createFromTemplate': async () => {
      world.environments = template();
      changed('environments');
      return world.environments;
    },
    'environments.edit': async ({ id, name, stage, colour }) => {
      world.environments = world.environments.map((each) =>
        each.id === id
          ? { ...each, name: name ?? each.name, stage: stage ?? each.stage, colour: colour ?? each.colour }
          : each,
      );
      changed('environments');
      return world.environments.find((each) => each.id === id) ?? environmentOf('gone', 'custom');
    },
    'environments.remove': async () => {
      throw new FakeFailure({
        code: 'forbidden-by-rule',
        message: 'Keys and connections stand in this environment.',
        next: 'Delete them first.',
      });
    },
    'providers.list': async () => [...providers],
    'connections.list': async () => world.connections,
    'connections.add': async ({ environmentId, provider, name }) => {
      const made: Connection = {
        id: newId(),
        name: name ?? providers.find((each) => each.id === provider)?.name ?? provider,
        provider,
        environmentId,
        baseUrl: 'http://127.0.0.1:41573',
        customHost: false,
      };
      world.connections = [...world.connections, made];
      changed('connections');
      return made;
    },
    'connections.test': async () => ({
      ok: true,
      message: 'Playground answered in 3 ms and accepts the credential.',
      next: null,
    }),
    'connections.remove': async ({ id }) => {
      world.connections = world.connections.filter((each) => each.id !== id);
      changed('connections');
      return undefined;
    },
    'keys.list': async () => world.keys,
    'keys.create': async (input) => {
      const { expiresIn, description, variable, scopes, testMode, ...rest } = input;
      const expiresAt =
        expiresIn === undefined ? null : new Date(Date.now() + durationMs(expiresIn)).toISOString();
      const made = keyOf({
        ...rest,
        tags: [],
        expiresAt,
        description: description ?? '',
        variable: variable ?? null,
        scopes: scopes ?? [],
        testMode: testMode ?? false,
        remoteId: 'key_01JABC',
        acknowledged: false,
      });
      world.keys = [...world.keys, made];
      changed('keys');
      return made;
    },
    'keys.add': async ({ environmentId, name, variable }) => {
      const made = keyOf({ environmentId, name, variable, scopes: [] });
      world.keys = [...world.keys, made];
      changed('keys');
      return made;
    },
    'keys.verify': async () => ({ is: 'valid', message: 'Playground accepts this key for contacts:read.' }),
    'keys.delete': async ({ id }) => {
      world.keys = world.keys.filter((each) => each.id !== id);
      changed('keys');
      return undefined;
    },
    'keys.showOnce': async () => undefined,
    'keys.copy': async () => ({ clearsInSeconds: 30 }),
    'keys.acknowledge': async ({ id }) => replace(id, { acknowledged: true }),
    'keys.recreate': async ({ id }) =>
      replace(id, { status: 'active', held: true, acknowledged: false, hint: 'pg_live_Qz91' }),
    'targets.list': async () => [...targets],
    'targets.plan': async (input) => planOf(input),
    'targets.export': async () => {
      changed('targets');
      return written();
    },
    'targets.deliveries': async () => world.deliveries,
    'targets.unexport': async ({ id }) => {
      world.deliveries = world.deliveries.filter((each) => each.id !== id);
      world.keys = world.keys.map((each) => ({
        ...each,
        deliveries: each.deliveries.filter((one) => one.id !== id),
      }));
      changed('targets');
      return written();
    },
    'targets.changes': async () => world.changes,
    'targets.undo': async ({ id }) => {
      world.changes = world.changes.map((each) => (each.id === id ? { ...each, undone: true } : each));
      changed('targets');
      return (
        world.changes.find((each) => each.id === id) ?? {
          id,
          file: targets[0]?.files[0] ?? '',
          what: 'Undone',
          at: new Date().toISOString(),
          undone: true,
        }
      );
    },
  };
}
