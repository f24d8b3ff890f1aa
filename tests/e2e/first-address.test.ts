import { unlockos } from '#tests/counterparts/services/unlockos.ts';
import { expect } from './fixtures.ts';
import { addConnection, connectionRow, enterAfter, openConnection, settle, test } from './life.ts';
import { dialogOf } from './rack.ts';

test('a connection by hand is given its address in the settings, is diagnosed, and leads to its keys', async ({
  start,
  serve,
}) => {
  const { url, ca, credential, keys } = await serve(unlockos());
  keys.add({ name: 'Made elsewhere' });
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await addConnection(window, await openConnection(window, 'UnlockOS'), 'UnlockOS');
  const row = connectionRow(window, 'UnlockOS');
  const more = async (item: string) => {
    await row.getByRole('button', { name: 'More actions' }).click();
    await window.getByRole('menuitem', { name: item }).click();
  };

  await more('Settings');
  const settings = dialogOf(window, 'Settings');
  await expect(settings.getByLabel('Base URL')).toHaveCount(0);
  await settings.getByRole('radio', { name: 'Inferred API', exact: true }).click();
  await expect(settings).toContainText('UnlockOS names no address of its own.');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings).toContainText('Enter the base URL');
  await settings.getByLabel('Base URL').fill(url);
  await settings.getByRole('button', { name: 'Advanced' }).click();
  await settings.getByLabel('CA certificate').fill(ca);
  await enterAfter(keyrack, credential, () => settings.getByRole('button', { name: 'Save' }).click());
  await expect(row).toContainText(url);

  await more('Diagnose');
  const diagnosis = dialogOf(window, 'Diagnose');
  await expect(diagnosis).toContainText('"UnlockOS" works');
  await expect(diagnosis.getByRole('button', { name: 'Close', exact: true }).first()).toBeFocused();
  await window.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Sync' }).click();
  await window.getByRole('button', { name: 'Show in rack' }).click();
  await expect(window.getByRole('searchbox', { name: 'Search keys' })).toHaveValue('connection:UnlockOS');
  await expect(window.getByRole('searchbox', { name: 'Search keys' })).toBeFocused();
  await expect(window.locator('tr[data-key]').filter({ hasText: 'Made elsewhere' })).toBeVisible();
});
