import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ask, listKeys } from './bridge.ts';
import { pick } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { dialogOf, furnish } from './rack.ts';

const newValue = () => `sk_live_${crypto.randomUUID().replaceAll('-', '')}`;

test('keys of a .env are imported, and the file goes only where nothing is lost and the user says so', async ({
  start,
  place,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window);
  const values = [newValue(), newValue()];
  const file = join(dirname(place.home), '.env');
  writeFileSync(file, `STRIPE_SECRET_KEY=${values[0]}\nPORT=8080\nMAILER_TOKEN=${values[1]}\n`);
  await pick(keyrack, file);

  await window.keyboard.press('i');
  const dialog = dialogOf(window, 'Import');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Import STRIPE_SECRET_KEY' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Import PORT' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Import 2 keys' }).click();
  await expect(dialog.getByText('2 keys imported.')).toBeVisible();
  await expect(dialog.getByText('would be lost with it')).toBeVisible();
  expect(await window.content()).not.toContain(values[0]);
  const keys = await listKeys(window);
  expect(keys.map(({ variable }) => variable).toSorted()).toEqual(['MAILER_TOKEN', 'STRIPE_SECRET_KEY']);
  for (const key of keys) expect(values).toContain(fromKeyring(key));
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  expect(existsSync(file)).toBe(true);

  // A second time what is held is passed over, and nothing is left to be lost.
  writeFileSync(file, `STRIPE_SECRET_KEY=${values[0]}\nNEW_TOKEN=${newValue()}\n`);
  await window.keyboard.press('i');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await expect(dialog.getByText('Held already, as the key')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import 1 key' }).click();
  await dialog.getByRole('button', { name: 'Delete the file' }).click();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(dialog.getByText('The file is deleted.')).toBeVisible();
  expect(existsSync(file)).toBe(false);
});

test('a plaintext key of Cursor’s file is adopted, and undo gives the bytes and the mode back', async ({
  start,
  place,
}) => {
  const home = join(dirname(place.home), 'user');
  const file = join(home, '.cursor', 'mcp.json');
  const value = newValue();
  const before = `{
  "mcpServers": {
    "payments": { "command": "npx", "args": ["-y", "payments-mcp"], "env": { "STRIPE_KEY": "${value}" } }
  }
}\r\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before, { mode: 0o644 });
  const { window } = await start({ env: { HOME: home } });
  await furnish(window);
  await window.getByRole('link', { name: 'Targets' }).click();
  await window.getByRole('button', { name: 'Find plaintext keys' }).click();
  await window.getByRole('combobox', { name: 'Target' }).click();
  await window.getByRole('option', { name: 'Cursor' }).click();
  const list = window.getByRole('table', { name: 'Plaintext keys' });
  await list.getByRole('button', { name: 'Adopt STRIPE_KEY of payments' }).click();
  const dialog = dialogOf(window, 'Adopt');
  const changes = dialog.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('0644 → 0600');
  await expect(changes).toContainText('payments-mcp');
  expect(await window.content()).not.toContain(value);
  await dialog.getByLabel('Name').fill('Payments of the team');
  await expect(dialog.getByRole('button', { name: 'Adopt' })).not.toHaveAttribute('aria-disabled');
  await dialog.getByRole('button', { name: 'Adopt' }).click();
  await expect(dialog).toHaveCount(0);

  await expect(window.getByText('No secret stands in the clear in this file.')).toBeVisible();
  expect(readFileSync(file, 'utf8')).not.toContain(value);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [key] = await listKeys(window);
  if (key === undefined) throw new Error('no key was kept');
  expect([key.name, key.variable, fromKeyring(key)]).toEqual(['Payments of the team', 'STRIPE_KEY', value]);
  expect(await ask(window, 'targets.deliveries')).toMatchObject([{ target: 'cursor', state: 'intact' }]);

  await window.keyboard.press('Control+z');
  await expect(list.getByRole('row', { name: 'payments' })).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o644);
});
