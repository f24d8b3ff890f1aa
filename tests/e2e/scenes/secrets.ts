import { ask } from '../bridge.ts';
import { closeBy } from '../closing.ts';
import { expect } from '../fixtures.ts';
import { cancel, dialog, press, type Scene, scene, view, type Walk } from './scene.ts';

const entry = (name: string, open: Walk, title: string): Scene => ({
  name,
  go: async ({ window, nextWindow }) => {
    const [page] = await Promise.all([nextWindow(title), open(window)]);
    await page.getByRole('button', { name: /^(Save secret|Set passphrase)$/ }).click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    return page;
  },
  leave: async (_keyrack, page) => {
    await closeBy(page, () => page.getByRole('button', { name: 'Cancel' }).click());
  },
});

export const entering: readonly Scene[] = [
  scene('add-key', async (window) => {
    await press(window, /^More$/);
    await window.getByRole('menuitem', { name: 'Add key' }).click();
    await expect(dialog(window, 'Add key')).toBeVisible();
  }),
  entry(
    'enter-secret',
    async (window) => {
      await window.getByLabel('Name', { exact: true }).fill('Local');
      await window.getByLabel('Variable').fill('LOCAL_KEY');
      await dialog(window, 'Add key').getByRole('button', { name: 'Add key' }).click();
    },
    'Enter secret',
  ),
  scene('add-key-cancelled', (window) => expect(dialog(window, 'Add key')).toBeVisible(), cancel),
  entry(
    'enter-passphrase',
    async (window) => {
      await view(window, 'Settings');
      await press(window, 'Set an app passphrase');
    },
    'Enter passphrase',
  ),
  scene('two-uncopied', async (window) => {
    const [connection] = await ask(window, 'connections.list');
    const { environmentId = '', id: connectionId = '' } = connection ?? {};
    await ask(window, 'keys.create', { environmentId, connectionId, name: 'Second' });
    await window.reload();
    await expect(dialog(window, 'Key created')).toBeVisible();
  }),
];
