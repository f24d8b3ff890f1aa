import type { Page } from '@playwright/test';
import { ugc } from '#tests/counterparts/services/ugc.ts';
import { closeBy } from './closing.ts';
import { expect } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import {
  action,
  connectInferred,
  connectionRow,
  detail,
  enterAfter,
  expectRefusal,
  keyNamed,
  openView,
  settle,
  test,
  verdict,
} from './life.ts';
import { dialogOf, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

const MANAGER = 'Production API Key';

async function sync(window: Page): Promise<void> {
  await openView(window, 'Connections');
  await connectionRow(window, 'UGC Inc').getByRole('button', { name: 'Sync' }).click();
}

const told = (window: Page, words: string | RegExp) =>
  expect(window.getByRole('status').filter({ hasText: words })).toBeVisible();

test('UGC Inc: the organisation is shown, a key takes an advised name, is renamed, verified and deleted', async ({
  start,
  serve,
}) => {
  const service = await serve(ugc('Films & Söhne'));
  const keyrack = await start();
  const { window, nextWindow } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'UGC Inc', service);
  await connectionRow(window, 'UGC Inc').getByRole('button', { name: 'Test' }).click();
  await told(window, 'Works');
  await sync(window);
  await told(window, /1 not held\s*Production API Key/);
  await expect(connectionRow(window, 'UGC Inc')).toContainText('Films & Söhne');

  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByRole('button', { name: 'Marketing Team Key' }).click();
  await expect(asking.getByLabel('Name', { exact: true })).toHaveValue('Marketing Team Key');
  for (const group of ['Environment', 'Service', 'Team'])
    await expect(asking.getByRole('term').filter({ hasText: new RegExp(`^${group}$`) })).toBeVisible();
  await expect(asking).toContainText('A key that is lost cannot be read again');
  await expect(asking).toContainText('Inferred: UGC Inc has not published this way.');
  await expect(asking.getByLabel('Allowed IPs')).toHaveCount(0);
  await asking.getByRole('button', { name: 'Create key' }).click();
  const created = dialogOf(window, 'Key created');
  const [reveal] = await Promise.all([
    nextWindow('Secret'),
    created.getByRole('button', { name: 'Show once' }).click(),
  ]);
  const shown = (await reveal.getByRole('textbox', { name: 'Secret' }).textContent()) ?? '';
  await closeBy(reveal, () => reveal.getByRole('button', { name: 'Hide' }).click());
  await created.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(created).toHaveCount(0);
  const key = await keyNamed(window, 'Marketing Team Key');
  expect(shown.replaceAll(/\s/g, '')).toBe(fromKeyring(key));
  expect(service.keys.bySecret(fromKeyring(key))).toMatchObject({ id: key.remoteId, name: key.name });

  await rowOf(window, 'Marketing Team Key').click();
  await verdict(window, /^Valid/);
  await expectRefusal(window, action(window, 'Change scopes'), 'Keys of UGC Inc have no scopes');
  await expectRefusal(window, action(window, 'Regenerate'), 'make a new key, then delete this one');
  await expectRefusal(window, action(window, 'Disable'), 'cannot switch a key off');

  await action(window, 'Edit').click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Marketing in Ünïcode 🎬');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  await expect(rowOf(window, 'Marketing in Ünïcode 🎬')).toHaveCount(1);
  expect(service.keys.find(key.remoteId ?? '')?.name).toBe('Marketing in Ünïcode 🎬');

  await action(window, 'Delete').click();
  const deleting = dialogOf(window, 'Delete');
  await expect(deleting).toContainText('Keyrack has delivered it nowhere.');
  await expect(deleting).toContainText('this cannot be undone');
  await expect(deleting).not.toContainText('management credential of a connection');
  await deleting.getByRole('button', { name: 'Delete' }).click();
  await expect(deleting).toHaveCount(0);
  await expect(rowOf(window, 'Marketing in Ünïcode 🎬')).toHaveCount(0);
  expect(service.keys.all().map(({ name }) => name)).toEqual([MANAGER]);
  expect(() => fromKeyring(key)).toThrow();
});

test('UGC Inc: the key that a connection works with is listed as not held, and nobody deletes it unwarned', {
  tag: '@in-full',
}, async ({ start, serve }) => {
  const service = await serve(ugc());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'UGC Inc', service);
  await sync(window);
  await told(window, /1 not held/);

  await openView(window, 'Rack');
  await rowOf(window, MANAGER).click();
  await expect(rowOf(window, MANAGER)).toContainText('Not held');
  await expect(detail(window)).toContainText('Keyrack does not have its value');
  for (const name of ['Copy key', 'Verify', 'Export'])
    await expectRefusal(window, action(window, name), 'Keyrack does not have the value of this key');

  await action(window, 'Delete').click();
  const deleting = dialogOf(window, 'Delete');
  await expect(deleting).toContainText('This may be the key that a connection works with');
  await expect(deleting).toContainText('A key can delete itself.');
  await deleting.getByRole('button', { name: 'Cancel' }).click();
  await expect(deleting).toHaveCount(0);

  await enterAfter(keyrack, service.credential, () =>
    detail(window).getByRole('button', { name: 'Enter it' }).click(),
  );
  await expect(rowOf(window, MANAGER)).not.toContainText('Not held');
  expect(fromKeyring(await keyNamed(window, MANAGER))).toBe(service.credential);
  await verdict(window, /^Valid/);
  await action(window, 'Delete').click();
  await expect(deleting).toContainText('This key is the management credential of a connection');
  await deleting.getByRole('button', { name: 'Delete' }).click();
  await expect(deleting).toHaveCount(0);
  await expect(rowOf(window, MANAGER)).toHaveCount(0);
  expect(service.keys.all()).toEqual([]);

  // What the warning said: the connection ends with its key, and that is told with its next step.
  await sync(window);
  const failed = window.getByRole('alert').filter({ hasText: 'UGC Inc' });
  await expect(failed).toContainText(/credential|key/);
});
