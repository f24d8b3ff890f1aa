import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { COPIED, choose, still } from './scenes/steps.mjs';

const read = async (page: Page) => {
  await still(page);
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  return page.getByRole('table', { name: 'Values of the file' });
};

const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Import ${name}`, exact: true });

test('keys are chosen from the start; logins, settings and what another environment has are not', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await read(page);
  await expect(box(page, 'STRIPE_SECRET_KEY')).toBeChecked();
  await expect(box(page, 'PORT')).not.toBeChecked();
  await expect(box(page, 'MAILER_TOKEN')).toBeDisabled();
  await box(page, 'SENTRY_TOKEN').check();
  await expect(page.getByText('a leak in one would be a leak in both')).toBeVisible();
  await page.getByRole('button', { name: 'Select none' }).click();
  await expect(page.getByRole('button', { name: 'Import 0 keys' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Select all new' }).click();
  await page.getByRole('button', { name: 'Import 4 keys' }).click();
  await expect(page.getByText('4 keys imported.')).toBeVisible();
  await expect(page.getByText('Not imported: SENTRY_TOKEN, DB_PASSWORD.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete the file' })).toHaveCount(0);
});

test('of two thousand values only those in sight are in the page, and a focused one stays', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&files=many`);
  const table = await read(page);
  await expect(table).toHaveAttribute('aria-rowcount', '2001');
  await box(page, 'SERVICE_1_API_KEY').focus();
  const list = page.getByRole('region', { name: 'Values of the file' });
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(box(page, 'SERVICE_2000_API_KEY')).toBeVisible();
  await expect(box(page, 'SERVICE_1_API_KEY')).toBeFocused();
  expect(await table.getByRole('row').count()).toBeLessThan(40);
});

test('what was cut off goes on with the rest, and the file goes only after a second word', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&files=cut`);
  await read(page);
  await page.getByRole('button', { name: 'Import 3 keys' }).click();
  await expect(page.getByText('Cancelled. 1 key imported so far; they stay.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 2 keys' }).click();
  await expect(page.getByText('3 keys imported.')).toBeVisible();

  await open(`${COPIED}&files=keys`);
  await read(page);
  await page.getByRole('button', { name: 'Import 3 keys' }).click();
  await page.getByRole('button', { name: 'Delete the file' }).click();
  await expect(page.getByRole('button', { name: 'Keep the file' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The file is deleted.')).toBeVisible();
});

for (const [wish, why] of [
  ['notes', 'It also holds what is not imported: 2 notes, 1 card, 3 one-time passwords.'],
  ['link', 'It is a link to /home/ada/Documents/shared/.env.'],
] as const) {
  test(`no file is deleted from here that would take more with it: ${wish}`, async ({ page, open }) => {
    await open(`${COPIED}&files=${wish}`);
    await read(page);
    await page.getByRole('button', { name: 'Import 3 keys' }).click();
    await expect(page.getByText(why)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Delete the file' })).toHaveCount(0);
  });
}

test('where another environment cannot be looked at, nothing of the one before can be imported', async ({
  page,
  open,
}) => {
  await open(`${COPIED}&fail=importing.plan:file-refused`);
  await read(page);
  await choose(page, 'Environment', 'Staging');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('what is adopted leaves the list, and the toast takes it back', async ({ page, open }) => {
  await open(`${COPIED}#/targets`);
  await page.getByRole('button', { name: 'Find plaintext keys' }).click();
  const list = page.getByRole('table', { name: 'Plaintext keys' });
  await list.getByRole('button', { name: 'Adopt GITHUB_TOKEN of github' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adopt' });
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('only you can read it');
  await dialog.getByRole('button', { name: 'Adopt' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(list.getByRole('row', { name: 'github' })).toHaveCount(0);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Adopted from Claude Desktop' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(page.getByText(/^Undone\./)).toBeVisible();
});

test('a value of another environment is adopted only where the user says so', async ({ page, open }) => {
  await open(`${COPIED}&files=elsewhere#/targets`);
  await page.getByRole('button', { name: 'Find plaintext keys' }).click();
  await page.getByRole('button', { name: 'Adopt GITHUB_TOKEN of github' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adopt' });
  const adopt = dialog.getByRole('button', { name: 'Adopt', exact: true });
  await expect(adopt).not.toHaveAttribute('aria-disabled');
  await adopt.click();
  await dialog.getByRole('button', { name: 'Keep it all the same' }).click();
  await expect(dialog.getByText('though another environment has it too')).toBeVisible();
  await expect(adopt).not.toHaveAttribute('aria-disabled');
  await adopt.click();
  await expect(dialog).toHaveCount(0);
});
