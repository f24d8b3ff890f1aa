import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';

const rows = (page: Page) => page.getByRole('table', { name: 'Keys' }).locator('tbody tr[data-key]');
const row = (page: Page, name: string) => page.getByRole('row', { name });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const detail = (page: Page) => page.getByRole('complementary', { name: 'Key detail' });

test('a search that nothing fits says so, and clearing it brings the keys back', async ({ page, open }) => {
  await open(COPIED);
  await expect(row(page, 'Claude Desktop')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('no such key');
  await expect(page.getByText('no such key')).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('main').getByRole('button', { name: 'Clear search' }).last().click();
  await expect(row(page, 'Claude Desktop')).toBeVisible();
});

test('of ten thousand keys few are in the page, and the last one is one key press away', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&keys=10000`);
  // Until then it has its first page.
  await expect(page.getByRole('table', { name: 'Keys' })).toHaveAttribute('aria-rowcount', '10009');
  await row(page, 'Claude Desktop').first().click();
  expect(await rows(page).count()).toBeLessThan(80);
  await page.keyboard.press('End');
  await expect(page.locator('tr[aria-rowindex="10009"]')).toBeFocused();
  expect(await rows(page).count()).toBeLessThan(80);
});

test('the grid is walked by keys, of ten thousand variables few are in the page, and P promotes', async ({
  page,
  open,
}) => {
  await open('/?stage=grid&keys=10000#/grid');
  const cells = page.getByRole('gridcell');
  const at = (variable: string, column: number) =>
    page.getByRole('row', { name: variable }).getByRole('gridcell').nth(column);
  await at('ACCOUNTING_TOKEN', 0).focus();
  await page.keyboard.press('Control+End');
  await expect(at('WEBHOOK_SIGNING_KEY', 2)).toBeFocused();
  expect(await cells.count()).toBeLessThan(200);
  await page.keyboard.press('ArrowLeft');
  await expect(at('WEBHOOK_SIGNING_KEY', 1)).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect(at('ACCOUNTING_TOKEN', 0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(detail(page)).toContainText('ACCOUNTING_TOKEN');
  await page.keyboard.press('Escape');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('p');
  await expect(dialog(page, 'Add key').getByLabel('Variable')).toHaveValue('MAILER_API_KEY');
  await page.keyboard.press('Escape');
  await expect(at('MAILER_API_KEY', 0)).toBeFocused();
});

test('the grid is searched, and its warnings stand alone where that is asked for', async ({ page, open }) => {
  await open('/?stage=grid#/grid');
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText('4 warnings');
  await page.getByRole('button', { name: 'Show only these' }).click();
  await expect(page.getByRole('row', { name: 'CRM_API_KEY' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'MAPS_API_KEY' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search variables' }).fill('billing');
  await expect(page.getByRole('row', { name: 'MAPS_API_KEY' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'BILLING_API_KEY' })).toBeVisible();
});

test('a dialog takes the focus and gives it back', async ({ page, open }) => {
  await open(COPIED);
  await row(page, 'Claude Desktop').click();
  const edit = detail(page).getByRole('button', { name: 'Edit', exact: true });
  await edit.press('Enter');
  await expect(dialog(page, 'Edit').getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(edit).toBeFocused();
});

test('a service that cannot be reached is told in the dialog, which keeps what was typed', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&fail=keys.create:network`);
  await page.getByRole('button', { name: 'New key', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Weekly report');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog(page, 'New key').getByRole('alert')).toContainText('cannot be reached');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Weekly report');
});

test('keys that cannot be read are an alert with a way to try again', async ({ page, open }) => {
  await open('/?fail=keys.list:home-failed');
  await expect(page.getByRole('alert')).toContainText('permission denied');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a new key is asked to be copied, and leaving is not confirming', async ({ page, open }) => {
  await open(COPIED);
  await expect(row(page, 'Claude Desktop')).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('Name', { exact: true }).fill('Weekly report');
  await page.keyboard.press('Enter');
  await expect(dialog(page, 'Key created')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep for later' }).click();
  await expect(row(page, 'Weekly report')).toContainText('Not yet copied');
});

test('a key that was made before all keys were read is not asked about twice', async ({ page, open }) => {
  await open(`${COPIED}&slow=keys.list:1500`);
  await expect(row(page, 'Claude Desktop')).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('Name', { exact: true }).fill('Weekly report');
  await page.keyboard.press('Enter');
  await expect(dialog(page, 'Key created')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep for later' }).click();
  await expect(row(page, 'Weekly report')).toContainText('Not yet copied');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('in production a key is deleted only with the name of its environment', async ({ page, open }) => {
  await open(`${COPIED}&environment=Production`);
  await row(page, 'Checkout').click();
  await detail(page).getByRole('button', { name: 'Delete', exact: true }).click();
  const asking = dialog(page, 'Delete');
  const submit = asking.getByRole('button', { name: 'Delete', exact: true });
  await expect(submit).toBeDisabled();
  await asking.getByLabel('Type Production to confirm').fill('Production');
  await submit.click();
  await expect(row(page, 'Checkout')).toHaveCount(0);
});

test('an exported key can be taken back from where it was told', async ({ page, open }) => {
  await open(COPIED);
  await row(page, 'Claude Desktop').click();
  await page.keyboard.press('e');
  await expect(dialog(page, 'Export').getByRole('region', { name: 'Changes' })).toContainText(
    'playground-dev',
  );
  await dialog(page, 'Export').getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
