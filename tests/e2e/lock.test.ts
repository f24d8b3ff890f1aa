import type { Page } from '@playwright/test';
import { startBare } from './bare.ts';
import { ask, listKeys } from './bridge.ts';
import { clipboardOf, entryAfter, expectProblem, type, typeAndClose } from './entry.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey, makeKey } from './rack.ts';
import { rowOf } from './steps.ts';

const APP_PASSPHRASE = 'an app passphrase';

const storage = (window: Page) => window.getByRole('status', { name: 'Storage' });

async function setAppPassphrase(keyrack: Keyrack): Promise<void> {
  const choosing = await entryAfter(keyrack, 'Enter passphrase', () =>
    // Its answer comes when the window is closed.
    Promise.resolve(void ask(keyrack.window, 'storage.setPresence')),
  );
  await typeAndClose(choosing, 'Set passphrase', APP_PASSPHRASE, APP_PASSPHRASE);
}

test('locked by its shortcut Keyrack shows, copies and exports nothing, and opens by the app passphrase', async ({
  start,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window);
  await setAppPassphrase(keyrack);
  const key = await makeKey(window, 'Reader');
  await rowOf(window, 'Reader').click();
  const [reveal] = await Promise.all([
    keyrack.nextWindow('Secret'),
    Promise.resolve(void ask(window, 'keys.showOnce', { id: key.id })),
  ]);
  await ask(window, 'keys.copy', { id: key.id });
  expect(await clipboardOf(keyrack)).toMatch(/^pg_live_/);

  await Promise.all([reveal.waitForEvent('close'), window.keyboard.press('Control+l')]);
  await expect(storage(window)).toContainText(/Keychain.*locked/is);
  await expect(window.getByText('Nothing is shown, copied or exported')).toBeVisible();
  expect(await clipboardOf(keyrack)).toBe('');
  const { id, environmentId } = key;
  const another = { environmentId, connectionId: key.connectionId ?? '', name: 'No' };
  const locked = /Keyrack is locked/;
  await expect(ask(window, 'keys.showOnce', { id })).rejects.toThrow(locked);
  await expect(ask(window, 'keys.copy', { id })).rejects.toThrow(locked);
  await expect(ask(window, 'keys.create', another)).rejects.toThrow(locked);
  await expect(window.getByRole('complementary').getByRole('button', { name: 'Copy key' })).toBeDisabled();

  // Browsing goes on.
  await window.keyboard.press('/');
  await window.keyboard.type('reader');
  await expect(rowOf(window, 'Reader')).toBeVisible();
  await window.keyboard.press('Escape');
  await window.getByRole('link', { name: 'Targets' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Targets' })).toBeVisible();

  const unlock = window.getByRole('main').getByRole('button', { name: 'Unlock' });
  const entry = await entryAfter(keyrack, 'Enter passphrase', () => unlock.click());
  await type(entry, 'Continue', 'not the passphrase');
  await expectProblem(entry, 'not the app passphrase');
  await typeAndClose(entry, 'Continue', APP_PASSPHRASE);
  await expect(unlock).toHaveCount(0);
  await ask(window, 'keys.copy', { id: key.id });
  expect(await clipboardOf(keyrack)).toMatch(/^pg_live_/);

  // An entry window that waits is closed by a lock that comes by itself, as sleep brings it.
  const waiting = await entryAfter(keyrack, 'Enter secret', () =>
    Promise.resolve(
      void ask(window, 'keys.add', {
        environmentId: key.environmentId,
        name: 'Typed',
        variable: 'TYPED',
      }).catch(() => undefined),
    ),
  );
  await Promise.all([
    waiting.waitForEvent('close'),
    keyrack.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')),
  ]);
  await expect(storage(window)).toContainText(/locked/i);
  expect((await listKeys(window)).map(({ name }) => name)).toEqual(['Reader']);
});

test('the palette by keyboard alone, the menu, and links that show a place and do nothing else', async ({
  start,
  place,
}) => {
  const keyrack = await start();
  const { app, window } = keyrack;
  await furnish(window, ['development', 'production']);
  const key = await makeConfirmedKey(window, 'Reader');
  await makeConfirmedKey(window, 'Shipping', 'production');
  await expect(rowOf(window, 'Shipping')).toBeVisible();

  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await window.keyboard.type('connec');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('ship');
  await expect(window.getByRole('option', { name: /Shipping.*Production/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await window.keyboard.press('Enter');
  await expect(window.getByRole('complementary')).toContainText('Shipping');
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
    /Shipping/,
    /Connections/,
  ]);
  await window.keyboard.press('Escape');

  // The menu names a command of the page.
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('cheat-sheet')?.click());
  await expect(dialogOf(window, 'Keyboard shortcuts')).toBeVisible();
  await window.keyboard.press('Escape');

  const open = (link: string) =>
    app.evaluate(
      ({ app: running }, word) => running.emit('second-instance', {}, ['keyrack', word], '', {}),
      link,
    );
  await open('keyrack://view/settings');
  await expect(window.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await window.keyboard.press('n');
  await dialogOf(window, 'New key').getByLabel('Name', { exact: true }).fill('Half typed');
  await open(`keyrack://key/${key.id}`);
  // What is typed in a dialog is not lost by a link.
  await expect(window).toHaveURL(/#\/rack$/);
  await expect(dialogOf(window, 'New key').getByLabel('Name', { exact: true })).toHaveValue('Half typed');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('complementary')).toContainText('Reader');
  const before = await listKeys(window);
  for (const hostile of [
    `keyrack://key/${key.id}/delete`,
    `keyrack://key/${key.id}?act=revoke&confirm=Production`,
    'keyrack://view/settings?lock=1',
    'keyrack://../../etc/passwd',
  ]) {
    await open(hostile);
  }
  await expect(window.getByRole('complementary')).toContainText('Reader');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect(await listKeys(window)).toEqual(before);

  // A second start of the real program hands its link over and ends.
  const second = startBare(place, ['keyrack://view/targets']);
  expect(await second.ended).toBe(0);
  await expect(window.getByRole('heading', { level: 1, name: 'Targets' })).toBeVisible();
});
