import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

const row = (page: Page, name: string) => page.getByRole('row', { name });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true });

test('a leaked key is found by its value, replaced, and its note saved', async ({ page, open }) => {
  await open(COPIED);
  await expect(row(page, 'Claude Desktop')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('Leaked key');
  await expect(page.getByRole('option', { name: 'Leaked key' })).toBeVisible();
  await page.keyboard.press('Enter');
  await button(dialog(page, 'Leaked key'), 'Enter the leaked value').click();
  const found = dialog(page, 'Leaked key');
  await expect(found).toContainText('A new key takes its place everywhere');
  await expect(found.getByText('Cursor', { exact: true })).toBeVisible();
  await button(found, 'Replace it now').click();
  await expect(page.getByRole('region', { name: 'Incident note' })).toContainText('# Leak');
  await button(page, 'Save note').click();
  await expect(page.getByText('Written to /home/ada/Documents/incident.md', { exact: true })).toBeVisible();
});

test('a leaked key is picked by keyboard, and in production its name is typed', async ({ page, open }) => {
  await open(`${COPIED}&environment=none#/rotation`);
  await button(page, 'Leaked key').press('Enter');
  await page.getByLabel('Find the key').fill('Checkout');
  await page.keyboard.press('Enter');
  const submit = button(dialog(page, 'Leaked key'), 'Replace it now');
  await expect(submit).toBeDisabled();
  await page.getByLabel('Type Production to confirm').fill('production');
  // Main takes it as it is written, and so does the button.
  await expect(submit).toBeDisabled();
  await page.getByLabel('Type Production to confirm').fill('Production');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Incident note' })).toBeVisible();
});
