import type { Locator, Page } from '@playwright/test';
import { ask, listKeys } from './bridge.ts';
import { commandJson } from './command.ts';
import { expect, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { dialogOf, furnish, makeConfirmedKey, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

/** A row under an open dialog, which hides it from screen readers. */
const lineOf = (window: Page, name: string): Locator =>
  window.locator('tr[data-key]').filter({ hasText: name });

test('what the command changes while Edit is open stays, and what is typed is not lost', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const { id } = await makeConfirmedKey(window, 'Nightly');
  await rowOf(window, 'Nightly').click();
  await window.getByRole('complementary').getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Tags').fill('night');
  await commandJson(place, ['key', 'edit', id, '--name', 'Nightly of CRM']);
  await expect(lineOf(window, 'Nightly of CRM')).toHaveCount(1);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  expect(await listKeys(window)).toMatchObject([{ name: 'Nightly of CRM', tags: ['night'] }]);

  await window.getByRole('complementary').getByRole('button', { name: 'Edit', exact: true }).click();
  await edit.getByLabel('Description').fill('Reads contacts at night.');
  await commandJson(place, ['key', 'delete', id, '--yes']);
  await expect(lineOf(window, 'Nightly of CRM')).toHaveCount(0);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit.getByRole('alert')).toContainText('There is no key');
  await expect(edit.getByLabel('Description')).toHaveValue('Reads contacts at night.');
});

test('a key that is deleted at the service while it is edited is named, and nothing typed is lost', {
  tag: '@in-full',
}, async ({ start }) => {
  const { window } = await start();
  await furnish(window);
  const { remoteId } = await makeConfirmedKey(window, 'Nightly');
  const [connection] = await ask(window, 'connections.list');
  await rowOf(window, 'Nightly').click();
  await window.getByRole('complementary').getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Nightly of CRM');
  const credential = fromKeyring({ environmentId: 'connection', id: connection?.id ?? '' });
  const deleted = await fetch(`${connection?.baseUrl}/v1/keys/${remoteId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${credential}` },
  });
  expect(deleted.status).toBe(204);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit.getByRole('alert')).toContainText('does not know this key');
  await expect(edit.getByLabel('Name', { exact: true })).toHaveValue('Nightly of CRM');
  expect(await listKeys(window)).toMatchObject([{ name: 'Nightly' }]);
});

test('a flurry of clicks makes one key', async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  await newKey(window).click();
  await dialogOf(window, 'New key').getByLabel('Name', { exact: true }).fill('Once');
  const create = dialogOf(window, 'New key').getByRole('button', { name: 'Create key' });
  await create.evaluate((button: HTMLElement) => {
    for (let count = 0; count < 12; count += 1) button.click();
  });
  const created = dialogOf(window, 'Key created');
  await created.getByRole('button', { name: 'I have copied the key' }).evaluate((button: HTMLElement) => {
    for (let count = 0; count < 12; count += 1) button.click();
  });
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect(await listKeys(window)).toMatchObject([{ name: 'Once', acknowledged: true }]);
  expect(await commandJson(place, ['sync'])).toMatchObject([{ listed: 1, added: [], orphans: [] }]);
});
