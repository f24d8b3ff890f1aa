import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '#tests/counterparts/certificates.ts';
import { ask, call } from './bridge.ts';
import { pick, watchOpening } from './desktop.ts';
import { expect } from './fixtures.ts';
import { addConnection, connectionRow, enterAfter, openConnection, openView, settle, test } from './life.ts';
import { dialogOf } from './rack.ts';

// What leaves Keyrack for the desktop and comes from there: links of a manifest, files that the user picks.

const folder = mkdtempSync(join(tmpdir(), 'keyrack-picked-'));
const fileOf = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

test('a link of a service is the one of its manifest, and nothing else can be named', async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  const opened = await watchOpening(keyrack);
  await settle(window);
  const provider = (await ask(window, 'providers.list')).find(({ id }) => id === 'unizo');
  const { console: address, support } = provider?.links ?? {};
  if (!address || !support) throw new Error('the manifest names no such links');
  await addConnection(window, await openConnection(window, 'Unizo'), 'Unizo');
  await connectionRow(window, 'Unizo').getByRole('button', { name: 'More actions' }).click();
  await window.getByRole('menuitem', { name: 'Open console' }).click();
  await expect.poll(opened).toEqual([address]);
  await ask(window, 'providers.open', { id: 'unizo', link: 'support' });
  expect(await opened()).toEqual([address, `mailto:${support}`]);

  const refused: string[] = [];
  for (const input of [
    { id: 'unizo', link: 'https://attacker.example/' },
    { id: 'https://attacker.example/', link: 'console' },
    { id: 'unizo', link: 'console', url: 'https://attacker.example/' },
    { id: 'unizo', link: '__proto__' },
    'https://attacker.example/',
  ]) {
    const result = await call(window, 'providers.open', input);
    refused.push(result.ok ? 'opened' : result.error.code);
  }
  expect(refused).toEqual(['invalid-input', 'not-found', 'invalid-input', 'invalid-input', 'invalid-input']);
  expect(await opened()).toHaveLength(2);
});

test('a certificate authority comes from a file that the user picks, and from no other kind of file', async ({
  start,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  const { cert } = createAuthority('Own authority');
  const dialog = await openConnection(window, 'UnlockOS');
  await dialog.getByRole('button', { name: 'Advanced' }).click();
  const choose = () => dialog.getByRole('button', { name: 'Choose a file' }).click();
  const field = dialog.getByLabel('CA certificate');

  await pick(keyrack, null);
  await choose();
  await expect(field).toHaveValue('');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await pick(keyrack, fileOf('notes.txt', 'no certificate'));
  await choose();
  await expect(dialog.getByRole('alert')).toContainText('notes.txt holds no certificate');
  await pick(keyrack, folder);
  await choose();
  await expect(dialog.getByRole('alert')).toContainText('is no plain file');
  await expect(field).toHaveValue('');

  await pick(keyrack, fileOf('authority.pem', cert));
  await choose();
  await expect(field).toHaveValue(cert);
  await addConnection(window, dialog, 'UnlockOS');
  const [made] = await ask(window, 'connections.list');
  expect(made).toMatchObject({ ca: cert, baseUrl: '', hasCredential: false });
  await connectionRow(window, 'UnlockOS').getByRole('button', { name: 'More actions' }).click();
  await window.getByRole('menuitem', { name: 'Settings' }).click();
  await dialogOf(window, 'Settings').getByRole('button', { name: 'Advanced' }).click();
  await expect(dialogOf(window, 'Settings').getByLabel('CA certificate')).toHaveValue(cert);
});

test('a webhook is checked by the very bytes of a file', { tag: '@in-full' }, async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  // No text: an editor or a page would have changed it.
  const payload = Uint8Array.from([0xff, 0x00, 0x0d, 0x0a, 0xc3, 0x28, 0xef, 0xbb, 0xbf]);
  const secret = `whsec_${crypto.randomUUID()}`;
  await openView(window, 'Connections');
  await window.getByRole('tab', { name: 'Webhook check' }).click();
  await pick(keyrack, fileOf('delivery.bin', payload));
  await window.getByRole('button', { name: 'Choose a file' }).click();
  await expect(window.getByText('delivery.bin')).toBeVisible();
  await window.getByLabel('Signature').fill(createHmac('sha256', secret).update(payload).digest('hex'));
  const check = () => window.getByRole('button', { name: 'Check signature' }).click();
  await enterAfter(keyrack, secret, check);
  await expect(window.getByRole('status').filter({ hasText: /^Valid/ })).toBeVisible();
  await enterAfter(keyrack, `${secret}x`, check);
  await expect(window.getByRole('status').filter({ hasText: /^Not valid/ })).toBeVisible();
});
