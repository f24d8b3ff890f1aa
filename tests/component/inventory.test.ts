import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED } from './scenes/steps.mjs';
import { tabTo } from './tabbing.ts';

const FULL = `${COPIED}&inventory=full#/targets`;

const mend = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page, group: string) => page.getByRole('list', { name: group }).getByRole('listitem');

test('a ghost is reached from the header, and deleted, by the keyboard alone', async ({ page, open }) => {
  await open(FULL);
  await tabTo(page, page.getByRole('button', { name: '9 things to mend' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Inventory' })).toBeFocused();
  await tabTo(page, mend(page, 'Delete Nightly backup'));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete' });
  await tabTo(page, dialog.getByRole('button', { name: 'Delete', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Ghosts' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '8 things to mend' })).toBeVisible();
});

for (const [name, title, subject] of [
  ['Revoke CI lost on the way', 'Revoke', 'CI lost on the way'],
  ['Adopt Claude Desktop, CONTACTS_API_KEY', 'Adopt', 'CONTACTS_API_KEY'],
  ['New key Claude Desktop, contacts', 'New key', 'Claude Code'],
  ['Delete Checkout (copy)', 'Delete', 'Checkout (copy)'],
  ['Revoke Quarterly report', 'Revoke', 'Quarterly report'],
] as const) {
  test(`"${name}" opens its dialog, and Esc leads back to the button`, async ({ page, open }) => {
    await open(FULL);
    await mend(page, name).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toContainText(subject);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(mend(page, name)).toBeFocused();
  });
}

test('a value is entered from its row, which then goes', async ({ page, open }) => {
  await open(FULL);
  await mend(page, 'Enter it Made in the console').click();
  await expect(page.getByRole('heading', { name: 'Not held' })).toHaveCount(0);
});

test('a copy that cannot be adopted says why, and has no button that would do nothing', async ({
  page,
  open,
}) => {
  await open(FULL);
  const obstructed = rows(page, 'Strays').nth(1);
  await expect(obstructed).toContainText('It stands in an argument');
  await expect(obstructed.getByRole('button')).toHaveCount(0);
});

test('when a service was listed is told once, and at a row where its own time differs', async ({
  page,
  open,
}) => {
  await open(FULL);
  const inventory = page.getByRole('region', { name: 'Inventory' });
  await expect(rows(page, 'Orphans').first()).toBeVisible();
  await expect(inventory.getByText('listed 3 hr. ago')).toHaveCount(1);
  await open(`${COPIED}&inventory=limits#/targets`);
  await expect(inventory.getByText('Services as listed')).toBeVisible();
  await expect(rows(page, 'Orphans').first()).toContainText('listed 3 hr. ago');
});

test('a key is adopted for its own environment, whichever is shown', async ({ page, open }) => {
  await open(`${COPIED}&inventory=full&environment=none#/targets`);
  await mend(page, 'Adopt Claude Desktop, CONTACTS_API_KEY').click();
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Environment' })).toContainText(
    'Development',
  );
});

test('rows are of the environment that is shown, with those that share a value with it', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&inventory=full&environment=Production#/targets`);
  await expect(rows(page, 'Shared')).toHaveCount(1);
  await expect(rows(page, 'Shared')).toContainText('Checkout (copy)');
  await expect(page.getByRole('button', { name: '1 thing to mend' })).toBeVisible();
});

test('of three hundred rows five are shown, until all are asked for', async ({ page, open }) => {
  await open(`${COPIED}&inventory=many&keys=900#/targets`);
  await expect(rows(page, 'Stale')).toHaveCount(5);
  await page.getByRole('button', { name: 'Show all 300' }).click();
  await expect(rows(page, 'Stale')).toHaveCount(300);
  await page.getByRole('button', { name: 'Show fewer' }).click();
  await expect(rows(page, 'Stale')).toHaveCount(5);
});

test('while Keyrack is locked rows stay, and nothing is mended', async ({ page, open }) => {
  await open(`${COPIED}&inventory=full&storage=app-locked#/targets`);
  const button = mend(page, 'Revoke CI lost on the way');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('a failure is told with what to do, and tried again', async ({ page, open }) => {
  await open(`${COPIED}&fail=inventory.list:home-failed#/targets`);
  const alert = page.getByRole('region', { name: 'Inventory' }).getByRole('alert');
  await expect(alert).toContainText('permission denied');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
});
