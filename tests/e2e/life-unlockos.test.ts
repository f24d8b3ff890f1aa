import type { Locator, Page } from '@playwright/test';
import { unlockos } from '#tests/counterparts/services/unlockos.ts';
import { ask, listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import {
  act,
  actByHand,
  action,
  addConnection,
  connectInferred,
  connectionRow,
  detail,
  enterAfter,
  expectRefusal,
  fact,
  keyNamed,
  openConnection,
  openView,
  part,
  scope,
  settle,
  test,
} from './life.ts';
import { dialogOf, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

async function openNewKey(window: Page, name: string): Promise<Locator> {
  await openView(window, 'Rack');
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  return dialog;
}

test('UnlockOS by hand: made with its limit, taken out of use, put back, deleted', {
  tag: '@in-full',
}, async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);

  const adding = await openConnection(window, 'UnlockOS');
  await expect(adding.getByRole('radio', { name: 'Guided by hand' })).toBeChecked();
  await expect(adding).toContainText('no window will ask');
  await addConnection(window, adding, 'UnlockOS');
  await expect(connectionRow(window, 'UnlockOS')).toContainText('Guided');
  await expect(connectionRow(window, 'UnlockOS')).toContainText('none: done by hand');
  await expectRefusal(
    window,
    connectionRow(window, 'UnlockOS').getByRole('button', { name: 'Sync' }),
    'an inferred one can be switched on',
  );

  const asking = await openNewKey(window, 'Front desk');
  for (const category of ['check-in', 'plan', 'facility'])
    await expect(asking.getByText(category, { exact: true })).toBeVisible();
  await expect(scope(asking, 'checkin:read')).toBeChecked();
  for (const writing of ['checkin:create', 'checkin:update', 'plan:create', 'plan:update'])
    await expect(scope(asking, writing)).not.toBeChecked();
  for (const reading of ['checkin:read', 'plan:read', 'facility:read'])
    await scope(asking, reading).uncheck();
  await asking.getByRole('button', { name: 'Continue' }).click();
  await expect(asking.getByRole('alert')).toContainText('Choose at least one scope.');
  await scope(asking, 'checkin:read').check();
  await scope(asking, 'checkin:update').check();
  await asking.getByRole('checkbox', { name: 'Test mode' }).check();
  await asking.getByLabel('Description').fill('Tablets at the entrance');
  await asking.getByRole('button', { name: 'Continue' }).click();

  await expect(asking).toContainText('UnlockOS has published no way for a program to do this.');
  const wanted = asking.locator('dl[aria-label="What to choose there"]');
  for (const word of ['Front desk', 'Tablets at the entrance', 'checkin:read, checkin:update', 'on'])
    await expect(wanted.getByRole('definition').filter({ hasText: word }).first()).toBeVisible();
  const steps = asking.getByRole('region', { name: 'Steps' });
  await steps.getByRole('checkbox', { name: /Click "Create New"/ }).check();
  await steps.getByRole('checkbox', { name: /Choose at least one scope/ }).check();
  await expectRefusal(
    window,
    steps.getByRole('button', { name: 'Open console' }),
    'names no address of its console',
  );
  await asking.getByLabel('Rate limit').fill('60 requests per minute');
  const secret = `ulk_${crypto.randomUUID().replaceAll('-', '')}`;
  await enterAfter(keyrack, secret, () => asking.getByRole('button', { name: 'Enter the key' }).click());
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await expect(rowOf(window, 'Front desk')).toContainText('Active');
  await expect(fact(window, 'Rate limit')).toHaveText('60 requests per minute');
  await expect(fact(window, 'Test mode')).toContainText('on');
  await expect(part(window, 'Scopes')).toContainText('checkin:update');
  const key = await keyNamed(window, 'Front desk');
  expect(fromKeyring(key)).toBe(secret);
  await expect(window.getByText(secret)).toHaveCount(0);
  await expectRefusal(window, action(window, 'Verify'), 'published nothing that a key could be tried on');
  await expectRefusal(window, action(window, 'Regenerate'), 'gives no key a second value');

  // The console has no address: the focus begins at the first step, and no reason pops up unasked.
  await action(window, 'Disable').click();
  const disabling = dialogOf(window, 'Disable');
  await expect(disabling.getByRole('checkbox', { name: /^1\. Sign in/ })).toBeFocused();
  await disabling.getByRole('button', { name: 'Cancel' }).click();
  await actByHand(window, 'Disable', /Inactive/);
  await expect(rowOf(window, 'Front desk')).toContainText('Inactive');
  await actByHand(window, 'Enable', /Active/);
  await expect(rowOf(window, 'Front desk')).toContainText('Active');
  await actByHand(window, 'Delete', /Click the delete button/);
  await expect(rowOf(window, 'Front desk')).toHaveCount(0);
  expect(() => fromKeyring(key)).toThrow();
});

test('UnlockOS by the inferred way: made, out of use and back, renamed, other scopes by a rotation, deleted', async ({
  start,
  serve,
}) => {
  const service = await serve(unlockos());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'UnlockOS', service);
  await expect(connectionRow(window, 'UnlockOS')).toContainText('Inferred API');

  const asking = await openNewKey(window, 'Lobby tablets');
  await asking.getByRole('checkbox', { name: 'Test mode' }).check();
  await scope(asking, 'plan:read').uncheck();
  await expect(asking).toContainText('UnlockOS has not published this way');
  await asking.getByRole('button', { name: 'Create key' }).click();
  await dialogOf(window, 'Key created').getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  const [made] = service.keys.all();
  expect(made).toMatchObject({
    name: 'Lobby tablets',
    testMode: true,
    scopes: ['checkin:read', 'facility:read'],
  });
  await rowOf(window, 'Lobby tablets').click();
  await expect(fact(window, 'Rate limit')).toHaveText('60 requests per minute');
  await expect(fact(window, 'Last used')).toHaveText('never');

  await act(window, 'Disable');
  await expect(rowOf(window, 'Lobby tablets')).toContainText('Inactive');
  expect(made?.state).toBe('inactive');
  await act(window, 'Enable');
  await expect(rowOf(window, 'Lobby tablets')).toContainText('Active');
  expect(made?.state).toBe('active');

  await action(window, 'Edit').click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Lobby');
  await edit.getByLabel('Description').fill('Two tablets');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(detail(window).getByRole('heading', { name: 'Lobby', exact: true })).toBeVisible();
  expect(made).toMatchObject({ name: 'Lobby', description: 'Two tablets' });

  // Somebody uses it, and the next listing tells.
  if (made !== undefined) made.lastUsedAt = Date.now() - 3_600_000;
  await openView(window, 'Connections');
  await connectionRow(window, 'UnlockOS').getByRole('button', { name: 'Sync' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'One key listed.' })).toBeVisible();
  await openView(window, 'Rack');
  await rowOf(window, 'Lobby').click();
  await expect(fact(window, 'Last used')).toContainText('1 hr. ago');

  const before = await keyNamed(window, 'Lobby');
  const old = fromKeyring(before);
  await action(window, 'Change scopes').click();
  const scopes = dialogOf(window, 'Change scopes');
  await expect(scopes).toContainText('fixes the scopes of a key when it is made');
  await expect(scopes.getByRole('combobox', { name: 'Overlap' })).toContainText('None');
  await scope(scopes, 'plan:read').check();
  await scopes.getByRole('button', { name: 'Change scopes' }).click();
  await expect(scopes).toHaveCount(0);
  await expect.poll(async () => (await ask(window, 'rotations.list'))[0]?.state).toBe('done');
  const after = await keyNamed(window, 'Lobby');
  const { id } = before;
  expect(after).toMatchObject({ id, status: 'active', held: true, testMode: true });
  expect(after.description).toMatch(/^Two tablets \(rotated /);
  expect(service.keys.all()).toMatchObject([
    { id: after.remoteId, scopes: expect.arrayContaining(['plan:read']) },
  ]);
  expect(service.keys.bySecret(old)).toBeNull();
  expect(service.keys.bySecret(fromKeyring(after))?.id).toBe(after.remoteId);

  await openView(window, 'Rack');
  await rowOf(window, 'Lobby').click();
  await act(window, 'Delete');
  await expect(rowOf(window, 'Lobby')).toHaveCount(0);
  expect(service.keys.all()).toEqual([]);
  // Strict as it is, it was never asked for anything that it does not understand.
  expect(service.seen.filter(({ status }) => status !== null && status >= 400)).toEqual([]);
});

test('UnlockOS: a test-mode key is refused in production, wherever it comes from', {
  tag: '@in-full',
}, async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await addConnection(window, await openConnection(window, 'UnlockOS', 'Production'), 'UnlockOS');
  await window.getByRole('button', { name: /^Production/ }).click();
  const asking = await openNewKey(window, 'Doors');
  await expect(asking.getByRole('checkbox', { name: 'Test mode' })).toBeDisabled();
  await expect(asking).toContainText('A test-mode key is refused in production.');
  const [connection] = await ask(window, 'connections.list');
  if (connection === undefined) throw new Error('there is no connection');
  const { id: connectionId, environmentId } = connection;
  const input = { environmentId, connectionId, name: 'Doors', scopes: ['plan:read'], testMode: true };
  // The page cannot be trusted to have a disabled box: main refuses by itself.
  for (const method of ['keys.prepareByHand', 'keys.create'] as const)
    await expect(ask(window, method, input)).rejects.toThrow('a test-mode key has no place there');
  const [entry, refused] = [keyrack.nextWindow('Enter secret'), ask(window, 'keys.createByHand', input)];
  const page = await entry;
  await page.getByLabel('Secret').fill('ulk_a-value-that-nobody-knows');
  await Promise.all([
    closeBy(page, () => page.getByRole('button', { name: 'Save secret' }).click()),
    expect(refused).rejects.toThrow('a test-mode key has no place there'),
  ]);
  expect(await listKeys(window)).toEqual([]);
});
