import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';
import { tabTo } from './tabbing.ts';

const ALL = `${COPIED}&due=full&environment=none#/rotation`;
const HERE = `${COPIED}&due=full#/rotation`;

const table = (page: Page) => page.getByRole('table', { name: 'Due keys' });
const row = (page: Page, name: string) => table(page).getByRole('row', { name });
const timeLine = (page: Page) => page.getByRole('slider', { name: 'Time line of the next 12 months' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Policy' });
const toast = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words });

test('a key is snoozed from its row by the keyboard alone', async ({ page, open }) => {
  await open(ALL);
  await tabTo(page, row(page, 'Old import'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Checkout webhooks')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Snooze Checkout webhooks' }));
  await page.keyboard.press('Enter');
  // An opening menu takes the focus a moment after it is seen: who finds it elsewhere presses again.
  await expect(async () => {
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('menuitem', { name: 'Snooze for 14 days' })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Checkout webhooks snoozed for 14 days')).toBeVisible();
  await expect(row(page, 'Checkout webhooks')).toContainText('Snoozed until');
});

test('a key is rotated from its row, and many at once', async ({ page, open }) => {
  await open(ALL);
  await tabTo(page, row(page, 'Old import'));
  await tabTo(page, page.getByRole('button', { name: 'Rotate Old import' }));
  await row(page, 'Old import').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  const picked = page.getByRole('toolbar', { name: 'Selected keys' });
  await expect(picked).toContainText('2 selected');
  await expect(picked.getByRole('button', { name: 'Rotate 2 keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picked).toHaveCount(0);
});

test('Enter shows the key in the Rack', async ({ page, open }) => {
  await open(ALL);
  await tabTo(page, row(page, 'Old import'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Key detail' })).toContainText('Payroll export');
});

test('the arrows walk from one day of the time line to the next, and tell its keys', async ({
  page,
  open,
}) => {
  await open(ALL);
  await tabTo(page, timeLine(page));
  await expect(timeLine(page)).toHaveAttribute(
    'aria-valuetext',
    /^Overdue: 3 by policy, 1 in production\. Payroll export/,
  );
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(timeLine(page)).toHaveAttribute(
    'aria-valuetext',
    /2 by policy, 2 in production\. Receipts by mail, Receipts by mail \(second region\)$/,
  );
  await page.keyboard.press('End');
  await expect(timeLine(page)).toHaveAttribute('aria-valuetext', /1 expires\. Yearly certificate$/);
});

test('the pointer tells the names of a day', async ({ page, open }) => {
  await open(ALL);
  const box = await timeLine(page).boundingBox();
  if (box === null) throw new Error('It is not there.');
  await page.mouse.move(box.x + 60, box.y + 60);
  await expect(page.getByText(/^Overdue: 3 by policy/)).toBeVisible();
});

test('the same stands in a table, day by day', async ({ page, open }) => {
  await open(ALL);
  await page.getByRole('button', { name: 'As a table' }).click();
  const days = page.getByRole('table', { name: 'Time line of the next 12 months' });
  await expect(days.getByRole('row').nth(1)).toContainText('Overdue');
  await expect(days.getByRole('row').filter({ hasText: 'Yearly certificate' })).toHaveCount(1);
});

test('of one environment its keys are listed, and what is overdue elsewhere is told', async ({
  page,
  open,
}) => {
  await open(HERE);
  await expect(row(page, 'Weekly letter')).toBeVisible();
  await expect(row(page, 'Checkout webhooks')).toHaveCount(0);
  await expect(page.getByText('1 key overdue in other environments.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all environments' }).click();
  await expect(row(page, 'Checkout webhooks')).toBeVisible();
});

test('a run that is under way leads to it', async ({ page, open }) => {
  await open(ALL);
  await expect(row(page, 'Payroll export').getByRole('button', { name: 'Rotating' })).toBeVisible();
});

test('the calendar is saved where main says', async ({ page, open }) => {
  await open(ALL);
  await page.getByRole('button', { name: 'Save calendar' }).click();
  await expect(toast(page, 'Calendar saved to /home/ada/Documents/keyrack.ics')).toBeVisible();
});

test('of ten thousand rows only those in sight are in the page, and End leads to the last', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&due=full&keys=10000&environment=none#/rotation`);
  await tabTo(page, table(page).getByRole('row').nth(1));
  expect(await table(page).getByRole('row').count()).toBeLessThan(60);
  await page.keyboard.press('End');
  await expect(row(page, 'Yearly certificate')).toBeFocused();
  await expect(row(page, 'Yearly certificate')).toBeInViewport({ ratio: 0.9 });
});

test('a policy is set for a key by the keyboard, changes when it is due, and is taken back', async ({
  page,
  open,
}) => {
  await open(ALL);
  await row(page, 'Checkout webhooks').focus();
  await tabTo(page, page.getByRole('button', { name: 'Policy of Checkout webhooks' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('After 30 days, from the environment Production.');
  await tabTo(page, dialog(page).getByRole('combobox', { name: 'Replace after' }));
  await page.keyboard.press('Enter');
  const year = page.getByRole('option', { name: '365 days (12 months)' });
  await year.waitFor();
  await page.keyboard.type('365');
  await expect(year).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, dialog(page).getByRole('button', { name: 'Save policy' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(row(page, 'Checkout webhooks')).toContainText('by its own policy, 365 days');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Checkout webhooks')).toContainText('by policy of the environment, 30 days');
});

test('a bad number is told at its field, which has the focus, and nothing is sent', async ({
  page,
  open,
}) => {
  await open(ALL);
  await row(page, 'Weekly letter').focus();
  await page.getByRole('button', { name: 'Policy of Weekly letter' }).click();
  await dialog(page).getByRole('combobox', { name: 'Report when unused' }).click();
  await page.getByRole('option', { name: 'After a number of days' }).click();
  const unused = dialog(page).getByLabel('Days without use');
  await unused.fill('a while');
  await page.keyboard.press('Enter');
  await expect(unused).toBeFocused();
  await expect(unused).toHaveAccessibleDescription(/Use a whole number of days/);
  await unused.fill('45');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
});

test('a key can opt out of being reported as unused', async ({ page, open }) => {
  await open(ALL);
  const old = row(page, 'Import from the old shop');
  await expect(old).toContainText('Unused');
  await old.focus();
  await page.getByRole('button', { name: 'Policy of Import from the old shop' }).click();
  await dialog(page).getByRole('combobox', { name: 'Report when unused' }).click();
  await page.getByRole('option', { name: 'Do not report' }).click();
  await dialog(page).getByRole('button', { name: 'Save policy' }).click();
  await expect(old).toHaveCount(0);
});

test('an environment’s policy is inherited by what has none of its own', async ({ page, open }) => {
  await open(HERE);
  await page.getByRole('button', { name: 'Development', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Policy' }).click();
  await dialog(page).getByRole('combobox', { name: 'Replace after' }).click();
  await page.getByRole('option', { name: '60 days', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Save policy' }).click();
  await expect(row(page, 'Weekly letter')).toContainText('by policy of the environment, 60 days');
});

test('the review comes when it is time, never used first, and goes when it is done', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&due=review&environment=none#/rotation`);
  await tabTo(page, page.getByRole('button', { name: 'Review', exact: true }));
  await page.keyboard.press('Enter');
  const keys = page.getByRole('table', { name: 'Keys by last use' });
  await expect(keys.getByRole('row').nth(1)).toContainText('Never');
  await keys.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await expect(keys.getByRole('row').last()).toContainText('Its service does not tell');
  await page.getByRole('button', { name: 'Reviewed' }).click();
  await expect(keys).toHaveCount(0);
  await expect(page.getByText('Time for the quarterly review')).toHaveCount(0);
  await page.getByRole('button', { name: 'Review last use' }).click();
  await expect(page.getByText(/^Reviewed just now/)).toBeVisible();
});

test('a key that nothing uses is disabled from the review', async ({ page, open }) => {
  await open(`${COPIED}&due=review&environment=none#/rotation`);
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  const unused = page
    .getByRole('table', { name: 'Keys by last use' })
    .getByRole('row', { name: 'n8n nightly sync' });
  await unused.hover();
  await unused.getByRole('button', { name: 'Disable n8n nightly sync' }).click();
  await expect(page.getByRole('dialog', { name: 'Disable' })).toContainText('n8n nightly sync');
});

test('what another door changes is shown at once', async ({ page, open, ask }) => {
  await open(ALL);
  await expect(row(page, 'Old import')).toBeVisible();
  const [first] = await ask('due.list', undefined);
  await ask('due.snooze', { keyId: first?.keyId ?? '', days: 14 });
  await expect(table(page).getByText(/^Snoozed until/)).toHaveCount(2);
});
