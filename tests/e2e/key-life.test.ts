import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';
import { rowOf } from './steps.ts';

const detail = (window: Page): Locator => window.getByRole('complementary', { name: 'Key detail' });

const press = (window: Page, name: string) =>
  detail(window).getByRole('button', { name, exact: true }).click();

/** Presses a button of the detail, and the button of the same name in the dialog of the same name. */
async function act(window: Page, name: string): Promise<void> {
  await press(window, name);
  const dialog = dialogOf(window, name);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function verdict(window: Page, word: RegExp): Promise<void> {
  await press(window, 'Verify');
  await expect(detail(window).getByRole('status').filter({ hasText: word })).toBeVisible();
}

test('the whole life of a key, in the window', async ({ start }) => {
  const { window } = await start();
  await furnish(window);
  await makeConfirmedKey(window, 'Nightly sync');
  await rowOf(window, 'Nightly sync').click();
  await verdict(window, /^Valid/);

  await press(window, 'Edit');
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Nightly sync of CRM');
  await edit.getByLabel('Tags').fill('crm, night');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(window, 'Nightly sync of CRM')).toHaveCount(1);
  await expect(detail(window)).toContainText('night');

  await press(window, 'Change scopes');
  const scopes = dialogOf(window, 'Change scopes');
  await scopes.getByRole('checkbox', { name: 'tickets:write' }).check();
  await scopes.getByRole('button', { name: 'Change scopes' }).click();
  await expect(detail(window)).toContainText('tickets:write');

  await act(window, 'Disable');
  await expect(rowOf(window, 'Nightly sync of CRM')).toContainText('Inactive');
  await verdict(window, /^Invalid/);
  await act(window, 'Enable');
  await expect(rowOf(window, 'Nightly sync of CRM')).toContainText('Active');
  await verdict(window, /^Valid/);

  await press(window, 'Regenerate');
  await dialogOf(window, 'Regenerate').getByRole('button', { name: 'Regenerate' }).click();
  await dialogOf(window, 'Key created').getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await verdict(window, /^Valid/);

  await act(window, 'Revoke');
  await expect(rowOf(window, 'Nightly sync of CRM')).toContainText('Revoked');
  await expect(detail(window).getByRole('button', { name: 'Copy key' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await act(window, 'Delete');
  await expect(rowOf(window, 'Nightly sync of CRM')).toHaveCount(0);
});
