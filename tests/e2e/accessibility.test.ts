import { statSync } from 'node:fs';
import { openFailure } from './all-windows.ts';
import { ask } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { dress, faultsOf, LOOKS, type Look, shoot, watchPages } from './looks.ts';
import { type Scene, scenes } from './scenes.ts';
import { tabTo } from './tabbing.ts';

const [FIRST] = LOOKS as readonly [Look];

/** Goes through the app once; at each stop looks at it in every look. @returns what is wrong, by scene and look */
async function tour(keyrack: Keyrack, stops: readonly Scene[]): Promise<readonly string[]> {
  const { app, window } = keyrack;
  const faults: string[] = [];
  for (const { name, go, leave, closesBySelf } of stops) {
    let page = closesBySelf ? window : await go(keyrack);
    for (const look of LOOKS) {
      await dress(app, window, look);
      if (closesBySelf) page = await go(keyrack);
      // A window of a few lines follows the system, which is dressed here with the main window.
      if (page !== window) {
        await page.emulateMedia({
          colorScheme: look.theme === 'dark' ? 'dark' : 'light',
          contrast: look.theme === 'contrast' ? 'more' : 'no-preference',
        });
      }
      await shoot(page, `${name}-${look.name}`);
      for (const fault of await faultsOf(page)) faults.push(`${name}, ${look.name}: ${fault}`);
      if (closesBySelf) await leave?.(keyrack, page);
    }
    await dress(app, window, FIRST);
    if (!closesBySelf) await leave?.(keyrack, page);
  }
  return faults;
}

test('every view, dialog and window is without a fault, in every theme and at 200 %, and under the policy', async ({
  start,
}) => {
  // Some forty scenes, each in four looks.
  test.setTimeout(240_000);
  const keyrack = await start();
  const said = await watchPages(keyrack.app, keyrack.window);
  expect(await tour(keyrack, scenes)).toEqual([]);
  expect(said()).toEqual([]);
});

test('the window of a failed start is without a fault', async ({ start, place }) => {
  const { window } = await openFailure(start, place);
  await shoot(window, 'failure-light');
  expect(await faultsOf(window)).toEqual([]);
  await window.emulateMedia({ colorScheme: 'dark' });
  await shoot(window, 'failure-dark');
  expect(await faultsOf(window)).toEqual([]);
});

test('the keyboard alone leads from the first run to a delivered key', async ({ start, place }) => {
  const { window, nextWindow } = await start();
  await expect(window.getByRole('radio', { name: /Keychain/ })).toBeChecked();
  await tabTo(window, 'Continue');
  await window.keyboard.press('Enter');
  await tabTo(window, 'Create environments');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('radio', { name: /Playground/ })).toBeChecked();
  await tabTo(window, 'Add connection');
  await window.keyboard.press('Enter');

  await expect(window.getByRole('button', { name: 'New key' })).toBeVisible();
  await window.keyboard.press('n');
  await expect(window.getByLabel('Name', { exact: true })).toBeFocused();
  await window.keyboard.type('Claude');
  await window.keyboard.press('Enter');
  const created = window.getByRole('dialog', { name: 'Key created' });
  await expect(created).toBeVisible();
  await tabTo(window, 'Show once');
  const [reveal] = await Promise.all([nextWindow('Secret'), window.keyboard.press('Enter')]);
  await expect(reveal.getByRole('textbox', { name: 'Secret' })).toBeFocused();
  await tabTo(reveal, 'Hide');
  await closeBy(reveal, () => reveal.keyboard.press('Enter'));
  await tabTo(window, 'I have copied the key');
  await window.keyboard.press('Enter');
  await expect(created).toHaveCount(0);

  await tabTo(window, /^Claude/);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('complementary')).toBeVisible();
  await window.keyboard.press('e');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toBeVisible();
  await tabTo(window, 'Command');
  await window.keyboard.type('npx -y playground-mcp');
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('playground-mcp');
  await window.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect((statSync(place.claude).mode & 0o777).toString(8)).toBe('600');
  expect(await ask(window, 'keys.list')).toMatchObject([{ deliveries: [{ mechanism: 'launcher' }] }]);
});
