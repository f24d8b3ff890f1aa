import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Bridge } from '#shared/ipc/client.ts';
import { openEntry, openFailure, openReveal } from './all-windows.ts';
import { faultsOf } from './axe.ts';
import { listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { dress, LOOKS, type Look, shoot, watchPages } from './looks.ts';
import type { Scene } from './scenes/scene.ts';
import { scenes } from './scenes.ts';
import { seed } from './seed.ts';
import { tabTo } from './tabbing.ts';

const [FIRST] = LOOKS as readonly [Look];

/** @returns what is wrong with a page in one look */
async function inspect({ app, window }: Keyrack, page: Page, scene: string, look: Look): Promise<string[]> {
  // A window of a few lines follows the system, which is dressed here with the main window.
  if (page !== window) {
    await page.emulateMedia({
      colorScheme: look.theme === 'dark' ? 'dark' : 'light',
      contrast: look.theme === 'contrast' ? 'more' : 'no-preference',
    });
  }
  await shoot(app, page, `${scene}-${look.name}`);
  return (await faultsOf(page)).map((fault) => `${scene}, ${look.name}: ${fault}`);
}

/** As users of the app change them while a page stands. Each scene has one look, in turn; KEYRACK_ALL_LOOKS=1: all. */
const looksOf = (index: number): readonly Look[] =>
  process.env.KEYRACK_ALL_LOOKS === '1' ? LOOKS : [LOOKS[index % LOOKS.length] ?? FIRST];

/** Looks at one scene, and goes on. */
async function visit(
  keyrack: Keyrack,
  { name, go, leave }: Scene,
  looks: readonly Look[],
): Promise<string[]> {
  const faults: string[] = [];
  const page = await go(keyrack);
  for (const look of looks) {
    await dress(keyrack.app, keyrack.window, look);
    faults.push(...(await inspect(keyrack, page, name, look)));
  }
  await dress(keyrack.app, keyrack.window, FIRST);
  await leave(keyrack, page);
  return faults;
}

/** The same for what closes or keeps its size when the main window changes. */
async function visitAnew(
  keyrack: Keyrack,
  { name, go, leave }: Scene,
  looks: readonly Look[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const look of [...looks, FIRST]) {
    await dress(keyrack.app, keyrack.window, look);
    const page = await go(keyrack);
    faults.push(...(await inspect(keyrack, page, name, look)));
    await leave(keyrack, page);
  }
  return faults;
}

test('every view, dialog and window is without a fault, in every theme and at 200 %, and under the policy', async ({
  start,
}) => {
  // Some forty scenes, each in one look or four.
  test.setTimeout(240_000);
  const keyrack = await start();
  const said = await watchPages(keyrack.app, keyrack.window);
  const faults: string[] = [];
  for (const [index, scene] of scenes.entries()) {
    faults.push(...(await (scene.anew ? visitAnew : visit)(keyrack, scene, looksOf(index))));
  }
  expect(faults).toEqual([]);
  expect(said()).toEqual([]);
});

test('the window of a failed start is without a fault', async ({ start, place }) => {
  const { app, window } = await openFailure(start, place);
  await shoot(app, window, 'failure-light');
  expect(await faultsOf(window)).toEqual([]);
  await window.emulateMedia({ colorScheme: 'dark' });
  await shoot(app, window, 'failure-dark');
  expect(await faultsOf(window)).toEqual([]);
});

test('a window for a secret follows the zoom, and shows all of itself without scrolling', async ({
  start,
}) => {
  const keyrack = await start();
  const { app, window, nextWindow } = keyrack;
  const seeded = await seed(window);
  for (const zoom of [1, 2] as const) {
    await dress(app, window, { name: '', theme: 'light', zoom });
    const { reveal } = await openReveal(keyrack, seeded);
    const secret = await openEntry(keyrack, seeded);
    await secret.getByRole('button', { name: 'Save secret' }).click();
    const [passphrase] = await Promise.all([
      nextWindow('Enter passphrase'),
      window.evaluate(() => {
        const { bridge } = globalThis as unknown as { readonly bridge: Bridge };
        void bridge.call('storage.setPresence', undefined);
      }),
    ]);
    await passphrase.getByRole('button', { name: 'Set passphrase' }).click();
    for (const [page, button] of [
      [reveal, 'Hide'],
      [secret, 'Cancel'],
      [passphrase, 'Cancel'],
    ] as const) {
      expect(await page.evaluate(() => devicePixelRatio)).toBe(zoom);
      const last = page.getByRole('button', { name: button });
      await expect(last).toBeInViewport({ ratio: 1 });
      const scrolls = await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.documentElement;
        return scrollHeight - clientHeight;
      });
      expect(scrolls, button).toBe(0);
      await closeBy(page, () => last.click());
    }
  }
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

  await expect(window.getByLabel('For which tool?')).toBeFocused();
  await window.keyboard.type('Claude');
  await expect(window.getByLabel('Name', { exact: true })).toHaveValue('Claude');
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
  expect(await listKeys(window)).toMatchObject([{ deliveries: [{ mechanism: 'launcher' }] }]);
});
