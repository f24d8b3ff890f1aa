import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import type { Key } from '#shared/model/key.ts';
import { ask, listKeys } from './bridge.ts';
import { expect, type Keyrack, type Place, test } from './fixtures.ts';
import { rowOf, setUpPlayground } from './steps.ts';

const FOREIGN = `\uFEFF{\r\n\t"preferences": { "theme" : "dark" },\r\n\t"mcpServers": {\r\n\t\t"other": { "command": "other", "env": { "TOKEN": "not-ours" } }\r\n\t}\r\n}\r\n`;

function plantForeignFile({ claude }: Place): void {
  mkdirSync(dirname(claude), { recursive: true });
  writeFileSync(claude, FOREIGN, { mode: 0o644 });
}

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** What the service says to a call, asked by curl and not by our engine. */
function curl(
  url: string,
  key: string | null,
  method = 'GET',
): { readonly status: string; readonly body: string } {
  const headers = key === null ? '' : `header = "Authorization: Bearer ${key}"\n`;
  // Over stdin: an argument would show the key to every user of the machine.
  const out = execFileSync('curl', ['-sS', '-X', method, '-w', '\n%{http_code}', '--config', '-', url], {
    input: headers,
    encoding: 'utf8',
  });
  const lines = out.split('\n');
  return { status: lines.at(-1) ?? '', body: lines.slice(0, -1).join('\n') };
}

const fromKeyring = (account: string) =>
  execFileSync('secret-tool', ['lookup', 'service', 'keyrack', 'account', account], { encoding: 'utf8' });

async function onlyKey(window: Page): Promise<Key> {
  const [key] = await listKeys(window);
  if (key === undefined) throw new Error('there is no key');
  return key;
}

async function createKey(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'New key' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'New key' });
  await dialog.getByLabel('Name').fill('Claude - Contacts');
  await expect(dialog.getByRole('checkbox', { name: /contacts:read/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /contacts:write/ })).not.toBeChecked();
  await expect(dialog.getByLabel('Variable')).toHaveValue('PLAYGROUND_API_KEY');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(window.getByRole('dialog', { name: 'Key created' })).toBeVisible();
}

async function showOnce({ window, nextWindow }: Keyrack): Promise<string> {
  const [reveal] = await Promise.all([
    nextWindow('Secret'),
    window.getByRole('button', { name: 'Show once' }).click(),
  ]);
  const value = (await reveal.getByRole('textbox', { name: 'Secret' }).textContent()) ?? '';
  const closed = reveal.waitForEvent('close');
  // The window goes with the click: what counts is that it is closed.
  await reveal
    .getByRole('button', { name: 'Hide' })
    .click()
    .catch(() => undefined);
  await closed;
  return value.replaceAll(/\s/g, '');
}

test('a newcomer makes a key, sees it once, and has it in Claude Desktop, and the key works', async ({
  start,
  place,
}) => {
  plantForeignFile(place);
  const keyrack = await start();
  const { window } = keyrack;
  await setUpPlayground(window);
  await createKey(window);

  const { id, environmentId } = await onlyKey(window);
  const stored = fromKeyring(`${environmentId}/${id}`);
  const shown = await showOnce(keyrack);
  expect(shown).toBe(stored);
  await expect(window.getByText(shown)).toHaveCount(0);
  await window.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Claude - Contacts')).toContainText('Active');

  await rowOf(window, 'Claude - Contacts').click();
  await window.keyboard.press('e');
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByLabel('Command').fill('npx -y playground-mcp');
  await expect(dialog.getByRole('radio', { name: /Keyrack starts the server/ })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: /Environment variable/ })).toBeDisabled();
  await dialog.getByRole('radio', { name: /Value in the file/ }).click();
  const changes = dialog.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('PLAYGROUND_API_KEY');
  await expect(changes).toContainText('0644');
  await expect(changes).not.toContainText(stored);
  await expect(changes).not.toContainText('not-ours');
  expect(readFileSync(place.claude, 'utf8')).toBe(FOREIGN);
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog).toHaveCount(0);

  const written = readFileSync(place.claude, 'utf8');
  const entry = JSON.parse(written.replace('\uFEFF', '')).mcpServers['playground-dev'];
  expect(entry.env.PLAYGROUND_API_KEY).toBe(stored);
  expect(modeOf(place.claude)).toBe('600');
  const [head = '', tail = ''] = [FOREIGN.slice(0, FOREIGN.indexOf('"not-ours"') + 10), '\r\n}\r\n'];
  expect(written.startsWith(head)).toBe(true);
  expect(written.endsWith(tail)).toBe(true);

  const [connection] = await ask(window, 'connections.list');
  const baseUrl = connection?.baseUrl ?? '';
  expect(curl(`${baseUrl}/v1/contacts`, stored).status).toBe('200');
  expect(curl(`${baseUrl}/v1/contacts`, null).status).toBe('401');
  expect(curl(`${baseUrl}/v1/webhooks`, stored).status).toBe('403');

  await window.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => readFileSync(place.claude, 'utf8')).toBe(FOREIGN);
  expect(modeOf(place.claude)).toBe('644');

  const management = fromKeyring(`connection/${connection?.id}`);
  const { remoteId } = await onlyKey(window);
  expect(curl(`${baseUrl}/v1/keys/${remoteId}/revoke`, management, 'POST').status).toBe('200');
  expect(curl(`${baseUrl}/v1/contacts`, stored).status).toBe('401');

  await rowOf(window, 'Claude - Contacts').click();
  await window.getByRole('complementary').getByRole('button', { name: 'Delete' }).click();
  await window.getByRole('dialog', { name: 'Delete' }).getByRole('button', { name: 'Delete' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Claude - Contacts')).toHaveCount(0);
  expect(curl(`${baseUrl}/v1/contacts`, stored).status).toBe('401');
});
