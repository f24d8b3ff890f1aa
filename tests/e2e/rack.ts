import type { Locator, Page } from '@playwright/test';
import type { Stage } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { ask } from './bridge.ts';
import { expect } from './fixtures.ts';
import { rowOf } from './steps.ts';

/** The first run's result without its clicks: the keychain, three environments, Playground in two of them. */
export async function furnish(window: Page, stages: readonly Stage[] = ['development']): Promise<void> {
  // Answered before it is shown, the first run would never have been: what follows on it would not come.
  await window.getByRole('heading', { level: 1 }).first().waitFor();
  await ask(window, 'storage.choose', { tier: 'keychain' });
  await furnishRooms(window, stages);
}

/** The same, where the storage is chosen already. */
async function furnishRooms(window: Page, stages: readonly Stage[] = ['development']): Promise<void> {
  const environments = await ask(window, 'environments.createFromTemplate');
  for (const { id, stage } of environments) {
    if (stages.includes(stage)) {
      const connection = { environmentId: id, provider: 'playground' };
      await ask(window, 'connections.add', { connection, askProxyPassword: false });
    }
  }
  // The first key's dialog follows the first connection by itself, and can be left.
  if (stages.length > 0) await dialogOf(window, 'New key').getByRole('button', { name: 'Cancel' }).click();
  await expect(newKey(window)).toBeVisible();
}

export const newKey = (window: Page): Locator => window.getByRole('button', { name: 'New key' }).first();

export const dialogOf = (window: Page, name: string): Locator =>
  window.getByRole('dialog', { name, exact: true });

/** A key, made as the page would make it but without its dialogs. */
export async function makeKey(window: Page, name: string, stage: Stage = 'development'): Promise<Key> {
  const environments = await ask(window, 'environments.list');
  const environmentId = environments.find((each) => each.stage === stage)?.id ?? '';
  const connections = await ask(window, 'connections.list');
  const connectionId = connections.find((each) => each.environmentId === environmentId)?.id ?? '';
  return ask(window, 'keys.create', { environmentId, connectionId, name });
}

/** One that is confirmed as copied, so that nothing asks for it. */
export async function makeConfirmedKey(window: Page, name: string, stage?: Stage): Promise<Key> {
  const { id } = await makeKey(window, name, stage);
  return ask(window, 'keys.acknowledge', { id });
}

export async function openExport(window: Page, key: string): Promise<Locator> {
  await rowOf(window, key).click();
  await window.keyboard.press('e');
  return dialogOf(window, 'Export');
}
