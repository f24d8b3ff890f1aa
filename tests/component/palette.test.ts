import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

const field = (page: Page) => page.getByRole('combobox', { name: 'Commands' });
const option = (page: Page, name: string) => page.getByRole('option', { name });

const take = async (page: Page, command: string) => {
  await page.keyboard.press('Control+k');
  await field(page).fill(command);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

test('what the palette leads to has the focus: the search, a section of the settings', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await page.getByRole('row', { name: 'Claude Desktop' }).click();
  await take(page, 'search keys');
  await expect(page.getByRole('searchbox', { name: 'Search keys' })).toBeFocused();
  await take(page, 'reminders');
  await expect(page.getByRole('heading', { name: 'Reminders', exact: true })).toBeFocused();
  await take(page, 'search keys');
  await expect(page.getByRole('searchbox', { name: 'Search keys' })).toBeFocused();
});

test('a palette that is left gives the focus back, and so does a dialog that was opened from it', async ({
  page,
  open,
}) => {
  await open(COPIED);
  const row = page.getByRole('row', { name: 'Claude Desktop' });
  await row.click();
  await expect(row).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.keyboard.press('Control+k');
  await field(page).fill('keyboard shortcuts');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
});

test('the line that is chosen in the palette stays chosen when lists are read again', async ({
  page,
  open,
  ask,
}) => {
  await open(COPIED);
  await page.getByRole('row', { name: 'Claude Desktop' }).waitFor();
  await page.keyboard.press('Control+k');
  await field(page).fill('set');
  const first = page.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'false');
  const chosen = await page.getByRole('option', { selected: true }).textContent();
  const [{ id = '' } = {}] = await ask('connections.list', undefined);
  await ask('connections.edit', {
    changes: { id, name: 'Set of its own' },
    askCredential: false,
    askProxyPassword: false,
  });
  await expect(option(page, 'Set of its own')).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toHaveText(chosen ?? '');
  await field(page).fill('sett');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
});
