import type { Page } from '@playwright/test';
import { closeBy } from '../closing.ts';
import { expect } from '../fixtures.ts';
import { rowOf } from '../steps.ts';
import {
  asking,
  cancel,
  dialog,
  dismiss,
  popup,
  press,
  type Scene,
  scene,
  stay,
  view,
  type Walk,
} from './scene.ts';

export const firstRun: readonly Scene[] = [
  scene(
    'setup-storage',
    (window) => expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked(),
    (window) => press(window, 'Continue'),
  ),
  scene(
    'setup-environments',
    (window) => expect(window.getByRole('button', { name: 'Create environments' })).toBeVisible(),
    (window) => press(window, 'Create environments'),
  ),
  scene(
    'setup-connection',
    (window) => expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked(),
    (window) => press(window, 'Add connection'),
  ),
  // It follows by itself.
  asking('first-key', 'New key', stay),
  scene('rack-empty', (window) => expect(window.getByText('No keys yet')).toBeVisible()),
];

export const making: readonly Scene[] = [
  asking('new-key', 'New key', (window) => press(window, 'New key')),
  asking('new-key-faulty', 'New key', async (window) => {
    await press(window, 'New key');
    await dialog(window, 'New key').getByRole('button', { name: 'Create key' }).click();
    await expect(window.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }),
  popup(
    'new-key-select',
    async (window) => {
      await press(window, 'New key');
      await dialog(window, 'New key').getByLabel('Expires').click();
      await expect(window.getByRole('listbox')).toBeVisible();
    },
    async (window) => {
      await dismiss(window);
      await cancel(window);
    },
  ),
  scene('key-created', async (window) => {
    await press(window, 'New key');
    await dialog(window, 'New key').getByLabel('Name').fill('Claude');
    await press(window, 'Create key');
    await expect(dialog(window, 'Key created')).toBeVisible();
  }),
  {
    name: 'reveal',
    anew: true,
    go: async ({ window, nextWindow }) => {
      const [reveal] = await Promise.all([nextWindow('Secret'), press(window, 'Show once')]);
      await expect(reveal.getByRole('textbox', { name: 'Secret' })).toBeVisible();
      return reveal;
    },
    leave: async (_keyrack, reveal) => {
      await closeBy(reveal, () => reveal.getByRole('button', { name: 'Hide' }).click());
    },
  },
  scene('key-copied', async (window) => {
    await press(window, 'Copy key');
    await expect(window.getByText(/Clipboard clears in/)).toBeVisible();
  }),
  scene(
    'key-created-leaving',
    async (window) => {
      await dismiss(window);
      await expect(window.getByText('Keep it for later?')).toBeVisible();
    },
    (window) => press(window, 'Keep for later'),
  ),
  scene('rack', async (window) => {
    await expect(rowOf(window, 'Claude')).toBeVisible();
  }),
  scene('detail', async (window) => {
    await rowOf(window, 'Claude').click();
    await window.getByRole('complementary').getByRole('button', { name: 'Verify' }).click();
    await expect(window.getByRole('complementary').getByText('Valid')).toBeVisible();
  }),
  scene('detail-parts', async (window) => {
    const detail = window.getByRole('complementary');
    for (const part of ['Use this key', 'Usage', 'Alerts']) {
      await detail.getByRole('button', { name: part, exact: true }).click();
    }
    await expect(detail.getByRole('tab', { name: 'curl' })).toBeVisible();
    await expect(detail.getByRole('img', { name: /^Chart/ })).toBeVisible();
    await detail.getByRole('img', { name: /^Chart/ }).scrollIntoViewIfNeeded();
  }),
  scene(
    'search-nothing',
    (window) => window.getByRole('searchbox').fill('no such key'),
    (window) => window.getByRole('searchbox').fill(''),
  ),
  popup('menu', (window) => press(window, /^More$/), dismiss),
];

const exporting: Walk = async (window) => {
  await rowOf(window, 'Claude').click();
  await window.keyboard.press('e');
  await dialog(window, 'Export').getByLabel('Command').fill('npx -y playground-mcp');
  await expect(window.getByRole('region', { name: 'Changes' })).toContainText('playground-mcp');
};

export const delivering: readonly Scene[] = [
  scene(
    'targets-empty',
    (window) => view(window, 'Targets'),
    (window) => view(window, 'Rack'),
  ),
  asking('export', 'Export', exporting),
  scene(
    'export-inline',
    async (window) => {
      await exporting(window);
      await window.getByRole('radio', { name: /Value in the file/ }).click();
      await expect(window.getByRole('radio', { name: /Value in the file/ })).toBeChecked();
      await window.getByRole('region', { name: 'Changes' }).scrollIntoViewIfNeeded();
    },
    (window) => dialog(window, 'Export').getByRole('button', { name: 'Export' }).click(),
  ),
  scene('exported', (window) => expect(window.getByRole('button', { name: 'Undo' }).first()).toBeVisible()),
  asking('delete', 'Delete', (window) =>
    window.getByRole('complementary').getByRole('button', { name: 'Delete' }).click(),
  ),
  scene('targets', (window) => view(window, 'Targets')),
  scene('activity', async (window) => {
    await view(window, 'Activity');
    await expect(window.getByRole('table', { name: 'Activity' })).toContainText('Key exported');
    await expect(window.getByText('Nothing was changed')).toBeVisible();
  }),
];

const cell = (window: Page, at: number) =>
  window.getByRole('row', { name: 'PLAYGROUND_API_KEY' }).getByRole('gridcell').nth(at);
const closeLast: Walk = (window) =>
  window.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

export const comparing: readonly Scene[] = [
  scene('grid', async (window) => {
    await view(window, 'Grid');
    await expect(cell(window, 1)).toHaveText(/Missing/);
  }),
  asking('promote', 'Add connection', (window) => cell(window, 1).click()),
  scene('identify', (window) => press(window, 'Whose key is this?'), closeLast),
];
