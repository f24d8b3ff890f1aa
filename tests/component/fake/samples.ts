import type { MainClient } from '#shared/ipc/client.ts';
import { connectionOf } from './connection-rows.ts';
import { emptyWorld, environmentOf, keyOf, newId, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `samples.${string}`>>;

/** Two environments, as main would make them. */
function fillWorld(world: World): void {
  const made = [
    { ...environmentOf('Sample dev', 'development'), project: 'Sample' },
    { ...environmentOf('Sample prod', 'production'), project: 'Sample' },
  ];
  world.environments = [...world.environments, ...made];
  world.samples = made.map(({ id }) => id);
  for (const { id: environmentId } of made) {
    const connection = connectionOf({ provider: 'playground', environmentId, account: null, syncedAt: null });
    world.connections = [...world.connections, connection];
    const names = ['Claude Desktop - contacts', 'n8n - nightly report'];
    world.keys = [
      ...world.keys,
      ...names.map((name) => keyOf({ name, environmentId, connectionId: connection.id, remoteId: newId() })),
    ];
  }
}

/** @param delivered the first key is in Claude Desktop's file */
export function sampleWorld(world: World, delivered: boolean): void {
  Object.assign(world, emptyWorld());
  fillWorld(world);
  const [first] = world.keys;
  const file = '/home/ada/.config/Claude/claude_desktop_config.json';
  const delivery = { id: newId(), target: 'claude-desktop', mechanism: 'launcher', file } as const;
  if (delivered && first !== undefined) first.deliveries = [delivery];
  world.keys = world.keys.map((key) => ({ ...key, acknowledged: true }));
  world.storage = { ...world.storage, chosen: true };
  world.preferences = { ...world.preferences, environmentId: world.environments[0]?.id ?? null };
}

export function sampleHandlers(world: World, changed: (what: 'environments') => void): Methods {
  const isSample = ({ environmentId }: { readonly environmentId: string }) =>
    world.samples.includes(environmentId);
  return {
    'samples.list': async () => world.samples,
    'samples.fill': async () => {
      fillWorld(world);
      changed('environments');
    },
    'samples.clear': async () => {
      world.keys = world.keys.filter((key) => !isSample(key));
      world.connections = world.connections.filter((connection) => !isSample(connection));
      world.environments = world.environments.filter(({ id }) => !world.samples.includes(id));
      world.samples = [];
      changed('environments');
    },
  };
}
