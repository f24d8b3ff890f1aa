import type { Page } from '@playwright/test';
import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { ask } from './bridge.ts';

/** A home after its first run. */
export interface Seeded {
  readonly development: Environment;
  readonly environments: readonly Environment[];
  readonly playground: Connection;
}

/** The first run by calls, for tests that are about something else; ends in the rack. */
export async function seed(window: Page): Promise<Seeded> {
  await ask(window, 'storage.choose', { tier: 'keychain' });
  return seedPlaces(window);
}

/** The same, where the storage is chosen already. */
export async function seedPlaces(window: Page): Promise<Seeded> {
  const environments = await ask(window, 'environments.createFromTemplate');
  const [development] = environments;
  if (development === undefined) throw new Error('the template made no environment');
  const connection = { environmentId: development.id, provider: 'playground' };
  const playground = await ask(window, 'connections.add', { connection, askProxyPassword: false });
  await window.reload();
  await window.getByRole('link', { name: 'Rack' }).waitFor();
  return { development, environments, playground };
}

/** @param acknowledged false: it waits to be copied, as after `Create key` */
export async function makeKey(
  window: Page,
  { development, playground }: Seeded,
  { name = 'CI', acknowledged = true } = {},
): Promise<Key> {
  const place = { environmentId: development.id, connectionId: playground.id };
  const key = await ask(window, 'keys.create', { ...place, name, variable: 'PLAYGROUND_API_KEY' });
  return acknowledged ? ask(window, 'keys.acknowledge', { id: key.id }) : key;
}
