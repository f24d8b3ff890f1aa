import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { asking, dialog, dismiss, popup, press, type Scene, scene, view } from './scene.ts';

async function connectionMenu(window: Page, item: string): Promise<void> {
  await window
    .getByRole('button', { name: /^More actions for/ })
    .first()
    .click();
  await window.getByRole('menuitem', { name: item }).click();
}

async function environmentMenu(window: Page, item: string): Promise<void> {
  await window.getByRole('main').getByRole('button', { name: 'More for Production' }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

export const placing: readonly Scene[] = [
  scene('connections', async (window) => {
    await view(window, 'Connections');
    await window.getByRole('button', { name: 'Test' }).click();
    await expect(window.getByText('Works')).toBeVisible();
  }),
  asking('add-connection', 'Add connection', (window) => press(window, 'Add connection')),
  asking('connection-settings', 'Settings', (window) => connectionMenu(window, 'Settings')),
  scene(
    'diagnose',
    async (window) => {
      await connectionMenu(window, 'Diagnose');
      await expect(dialog(window, 'Diagnose').getByRole('button', { name: 'Run again' })).toBeVisible();
    },
    (window) => dialog(window, 'Diagnose').getByRole('button', { name: 'Close' }).last().click(),
  ),
  asking('remove-connection', 'Remove', (window) => connectionMenu(window, 'Remove')),
  scene('services', (window) => window.getByRole('tab', { name: 'Your services' }).click()),
  scene(
    'service-new',
    (window) => press(window, 'New service'),
    (window) => press(window, 'Discard'),
  ),
  scene('webhook', (window) => window.getByRole('tab', { name: 'Webhook check' }).click()),
  scene('settings', (window) => view(window, 'Settings')),
  scene(
    'settings-locked',
    async (window) => {
      await window.keyboard.press('Control+l');
      await expect(window.getByText('anyone at this keyboard can unlock it: ')).toBeVisible();
    },
    async (window) => {
      await window.getByRole('main').getByRole('button', { name: 'Unlock' }).first().click();
      await expect(window.getByText('anyone at this keyboard can unlock it: ')).toHaveCount(0);
    },
  ),
  popup(
    'palette',
    async (window) => {
      await window.keyboard.press('Control+k');
      await expect(window.getByRole('combobox', { name: 'Commands' })).toBeFocused();
    },
    dismiss,
  ),
  scene(
    'cheat-sheet',
    async (window) => {
      await window.keyboard.press('?');
      await expect(dialog(window, 'Keyboard shortcuts')).toBeVisible();
    },
    dismiss,
  ),
  asking('new-environment', 'New environment', (window) => press(window, 'New environment')),
  asking('edit-environment', 'Edit', (window) => press(window, 'Edit')),
  popup(
    'environment-menu',
    (window) => window.getByRole('main').getByRole('button', { name: 'More for Production' }).click(),
    dismiss,
  ),
  asking('duplicate-environment', 'Duplicate', (window) => environmentMenu(window, 'Duplicate')),
  asking('archive-environment', 'Archive', (window) => environmentMenu(window, 'Archive')),
  asking('delete-production', 'Delete', (window) => environmentMenu(window, 'Delete')),
  scene(
    'connections-empty',
    async (window) => {
      await window.getByRole('button', { name: /^Production/ }).click();
      await view(window, 'Connections');
    },
    (window) => view(window, 'Rack'),
  ),
  scene('rack-production', (window) => expect(window.getByText('No connection yet')).toBeVisible()),
];
