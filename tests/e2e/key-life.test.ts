import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey, openExport } from './rack.ts';
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

test('a key tells how it is used, keeps its notes, and a second tool is offered a key of its own', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  await makeConfirmedKey(window, 'Claude Desktop - Contacts');
  await rowOf(window, 'Claude Desktop - Contacts').click();
  await verdict(window, /^Valid/);
  await detail(window).getByRole('button', { name: 'Usage' }).click();
  await expect(detail(window).getByRole('img', { name: /^Chart: 1 request/ })).toBeVisible();
  await detail(window).getByRole('button', { name: 'Show as table' }).click();
  await expect(
    detail(window)
      .getByRole('table', { name: 'Requests over time' })
      .getByRole('cell', { name: '1', exact: true }),
  ).toBeVisible();

  const notes = detail(window).getByRole('textbox', { name: 'Notes' });
  await notes.fill('x'.repeat(4_194_304));
  await expect(detail(window).getByText(/Not saved.*at most 4,000/)).toBeVisible();
  await notes.fill('Ada asked for it.\nSince March.');
  await expect(detail(window).getByText('Saved', { exact: true })).toBeVisible();
  await window.reload();
  await rowOf(window, 'Claude Desktop - Contacts').click();
  await expect(notes).toHaveValue('Ada asked for it.\nSince March.');

  await detail(window).getByRole('button', { name: 'History', exact: true }).click();
  const history = detail(window).getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem').first()).toContainText('notes');
  await expect(history.getByRole('listitem').last()).toContainText('Window');

  const first = await openExport(window, 'Claude Desktop - Contacts');
  await first.getByLabel('Command').fill('npx -y playground-mcp');
  await first.getByRole('button', { name: 'Export' }).click();
  await expect(first).toHaveCount(0);
  const second = await openExport(window, 'Claude Desktop - Contacts');
  await second.getByLabel('File', { exact: true }).fill(join(place.home, 'other.json'));
  await second.getByRole('button', { name: 'Make a new key for this tool' }).click();
  const dialog = dialogOf(window, 'New key');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Claude Desktop - Contacts');
  await dialog.getByLabel('For which tool?').fill('n8n');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialogOf(window, 'Key created')).toContainText('n8n - Contacts');
});
