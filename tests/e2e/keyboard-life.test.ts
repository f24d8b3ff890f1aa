import type { Page } from '@playwright/test';
import { listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish } from './rack.ts';
import { rowOf } from './steps.ts';
import { tabTo } from './tabbing.ts';

/** The row of this key, found by the search and opened, as fingers do it. */
async function pick(window: Page, name: string): Promise<void> {
  await window.keyboard.press('/');
  await expect(window.locator('input:focus')).toBeVisible();
  await window.keyboard.type(name);
  await expect(rowOf(window, name)).toHaveCount(1);
  await window.keyboard.press('ArrowDown');
  await expect(rowOf(window, name)).toBeFocused();
}

/** An entry of the row's menu, by its first letters. */
async function choose(window: Page, entry: string): Promise<void> {
  await window.keyboard.press('Shift+F10');
  await expect(window.getByRole('menu')).toBeVisible();
  await window.keyboard.type(entry);
  await expect(window.getByRole('menuitem', { name: new RegExp(`^${entry}`) })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, entry)).toBeVisible();
}

/** The button of a dialog that has the dialog's name, and the dialog goes. */
async function confirm(window: Page, name: string): Promise<void> {
  await tabTo(window, new RegExp(`^${name}$`));
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, name)).toHaveCount(0);
}

test('the whole life of a key with the keyboard alone, and the focus comes back each time', async ({
  start,
}) => {
  const { window, nextWindow } = await start();
  await furnish(window);
  await window.keyboard.press('n');
  await expect(dialogOf(window, 'New key')).toBeVisible();
  await tabTo(window, 'Name');
  await window.keyboard.press('Control+a');
  await window.keyboard.type('Nightly');
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, 'Key created')).toBeVisible();
  await tabTo(window, 'Show once');
  const [reveal] = await Promise.all([nextWindow('Secret'), window.keyboard.press('Enter')]);
  await closeBy(reveal, () => reveal.keyboard.press('Escape'));
  await tabTo(window, 'I have copied the key');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await pick(window, 'Nightly');
  await choose(window, 'Edit');
  await tabTo(window, 'Tags');
  await window.keyboard.type('night');
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, 'Edit')).toHaveCount(0);
  await expect(rowOf(window, 'Nightly')).toBeFocused();

  await choose(window, 'Export');
  await tabTo(window, 'Command');
  await window.keyboard.type('npx -y playground-mcp');
  await expect(dialogOf(window, 'Export').getByRole('region', { name: 'Changes' })).toContainText('npx');
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, 'Export')).toHaveCount(0);
  expect(await listKeys(window)).toMatchObject([{ tags: ['night'], deliveries: [{}] }]);

  for (const [act, becomes] of [
    ['Disable', 'Inactive'],
    ['Enable', 'Active'],
  ] as const) {
    await choose(window, act);
    await confirm(window, act);
    await expect(rowOf(window, 'Nightly')).toContainText(becomes);
    await expect(rowOf(window, 'Nightly')).toBeFocused();
  }
  await choose(window, 'Regenerate');
  await tabTo(window, /^Regenerate$/);
  await window.keyboard.press('Enter');
  await expect(dialogOf(window, 'Key created')).toBeVisible();
  await tabTo(window, 'I have copied the key');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Nightly')).toBeFocused();
  await choose(window, 'Revoke');
  await confirm(window, 'Revoke');
  await expect(rowOf(window, 'Nightly')).toContainText('Revoked');
  await choose(window, 'Delete');
  await confirm(window, 'Delete');
  await expect.poll(() => listKeys(window)).toEqual([]);
});
