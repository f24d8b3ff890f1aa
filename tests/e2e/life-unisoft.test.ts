import type { Locator, Page } from '@playwright/test';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { unisoft } from '#tests/counterparts/services/unisoft.ts';
import { ask, listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import {
  act,
  actByHand,
  action,
  addConnection,
  connectInferred,
  connectionRow,
  detail,
  expectRefusal,
  keyNamed,
  openConnection,
  openView,
  scope,
  settle,
  test,
} from './life.ts';
import { dialogOf, newKey, openExport } from './rack.ts';
import { rowOf } from './steps.ts';

const HINT = 12;
const READING = ['contacts:read', 'paiements:read', 'abonnements:read', 'forms:read', 'forms_submit:read'];
const EVERYTHING = 'Whoever gets hold of this key can do everything that it can.';

/** The five that read are ticked, and everything only by the user's own hand, not without a warning. */
async function tryScopes(dialog: Locator): Promise<void> {
  for (const reading of READING) await expect(scope(dialog, reading)).toBeChecked();
  await expect(scope(dialog, 'webhooks:manage')).not.toBeChecked();
  await expect(dialog.getByText('Read what people sent by your forms')).toBeVisible();
  await expect(dialog.getByText(EVERYTHING)).toHaveCount(0);
  await scope(dialog, 'webhooks:manage').check();
  await expect(dialog.getByText(EVERYTHING)).toBeVisible();
  await scope(dialog, 'webhooks:manage').uncheck();
  await expect(dialog.getByText(EVERYTHING)).toHaveCount(0);
}

/** Opens the entry window, types a wrong value that is told, then the right one. */
async function enterAtLast(
  { nextWindow }: Keyrack,
  open: () => Promise<unknown>,
  wrong: readonly (readonly [value: string, told: string])[],
  right: string,
): Promise<void> {
  const [entry] = await Promise.all([nextWindow('Enter secret'), open()]);
  const save = entry.getByRole('button', { name: 'Save secret' });
  for (const [value, told] of wrong) {
    await entry.getByLabel('Secret').fill(value);
    await save.click();
    await expect(entry.getByRole('alert')).toContainText(told);
    await expect(entry.getByRole('alert')).not.toContainText(value.slice(HINT));
  }
  await entry.getByLabel('Secret').fill(right);
  await closeBy(entry, () => save.click());
}

async function verify(window: Page, words: string): Promise<void> {
  await action(window, 'Verify').click();
  await expect(detail(window).getByRole('status').filter({ hasText: words })).toBeVisible();
}

async function deliver(window: Page, name: string): Promise<void> {
  const dialog = await openExport(window, name);
  await dialog.getByLabel('Command').fill('npx -y unisoft-mcp');
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('unisoft-mcp');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog).toHaveCount(0);
}

async function sync(window: Page): Promise<Locator> {
  await openView(window, 'Connections');
  await connectionRow(window, 'Unisoft').getByRole('button', { name: 'Sync' }).click();
  const told = window.getByRole('status').filter({ hasText: 'listed.' });
  await expect(told).toBeVisible();
  return told;
}

/** Red, and said in a word. */
async function expectRevoked(window: Page, name: string): Promise<void> {
  const word = rowOf(window, name).getByText('Revoked', { exact: true });
  await expect(word).toBeVisible();
  const red = await window.evaluate(() => {
    const probe = document.createElement('span');
    probe.style.color = 'var(--danger)';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  await expect(word.locator('[aria-hidden]')).toHaveCSS('background-color', red);
}

const revokeAtConsole = ({ keys }: Counterpart, name: string): void => {
  for (const key of keys.all()) if (key.name === name) key.state = 'revoked';
};

test('Unisoft by hand: entered and checked, delivered, revoked with its row, deleted without', {
  tag: '@in-full',
}, async ({ start, serve, place }) => {
  const service = await serve(unisoft());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  const adding = await openConnection(window, 'Unisoft');
  await expect(adding.getByRole('radio', { name: 'Guided by hand' })).toBeChecked();
  await adding.getByRole('button', { name: 'Advanced' }).click();
  await adding.getByLabel('Base URL').fill(service.url);
  await adding.getByLabel('CA certificate').fill(service.ca);
  await addConnection(window, adding, 'Unisoft');
  await expect(connectionRow(window, 'Unisoft')).toContainText('Not the service’s own address');

  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByLabel('Name', { exact: true }).fill('Make - Mailchimp sync');
  await tryScopes(asking);
  await scope(asking, 'paiements:read').uncheck();
  await asking.getByRole('button', { name: 'Continue' }).click();
  const steps = asking.getByRole('region', { name: 'Steps' });
  await expect(steps.getByRole('checkbox', { name: /as an Administrator/ })).toBeVisible();
  const { secret } = service.keys.add({
    name: 'Make - Mailchimp sync',
    scopes: ['contacts:read', 'forms:read'],
  });
  await enterAtLast(
    keyrack,
    () => asking.getByRole('button', { name: 'Enter the key' }).click(),
    [['ke_live_that-nobody-ever-made-at-the-service', 'is not kept']],
    secret,
  );
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(window.getByTitle('is stored; the service accepts it')).toBeVisible();
  const key = await keyNamed(window, 'Make - Mailchimp sync');
  expect(key).toMatchObject({ hint: secret.slice(0, HINT), held: true, acknowledged: true });
  expect(fromKeyring(key)).toBe(secret);
  await expect(rowOf(window, key.name)).toContainText(`${secret.slice(0, HINT)}…`);
  await verify(window, 'Valid');
  await deliver(window, key.name);

  await action(window, 'Revoke').click();
  const revoking = dialogOf(window, 'Revoke');
  await expect(revoking).toContainText('Unisoft keeps listing it, so the trace stays.');
  await expect(revoking).toContainText('nobody can bring it back');
  const stopping = revoking.getByRole('region', { name: 'Stops working' });
  await expect(stopping.getByRole('listitem').filter({ hasText: place.claude })).toBeVisible();
  await revoking.getByRole('button', { name: 'Cancel' }).click();
  revokeAtConsole(service, key.name);
  await actByHand(window, 'Revoke', /Click "Revoke" in the column Actions/);
  await expectRevoked(window, key.name);
  await expectRefusal(window, action(window, 'Revoke'), 'revoked already');
  // What was true before is not said any more.
  await expect(detail(window).getByRole('status').filter({ hasText: 'Valid' })).toHaveCount(0);

  await action(window, 'Delete').click();
  const deleting = dialogOf(window, 'Delete');
  await expect(deleting).toContainText('the activity log of Keyrack does');
  await deleting.getByRole('button', { name: 'Cancel' }).click();
  await actByHand(window, 'Delete', /Click the red bin/);
  await expect(rowOf(window, key.name)).toHaveCount(0);
  expect(() => fromKeyring(key)).toThrow();
});

test('Unisoft by the inferred way: what is made elsewhere is found, entered or replaced; revoked first, then deleted', async ({
  start,
  serve,
  place,
}) => {
  const service = await serve(unisoft());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'Unisoft', service);

  // Made by a person in the console: one whose value somebody still has, and one that is lost.
  const kept = service.keys.add({ name: 'Zapier', scopes: ['contacts:read'] });
  const other = service.keys.add({ name: 'n8n', scopes: ['contacts:read', 'forms:read'] });
  const told = await sync(window);
  await expect(told).toContainText('2 new');
  await expect(told).toContainText('2 not held');

  await openView(window, 'Rack');
  await expect(rowOf(window, 'Zapier')).toContainText('Not held');
  await expect(rowOf(window, 'Zapier')).toContainText(`${kept.secret.slice(0, HINT)}…`);
  await rowOf(window, 'Zapier').click();
  for (const name of ['Copy key', 'Verify', 'Export'])
    await expectRefusal(window, action(window, name), 'Keyrack does not have the value of this key');
  const enterIt = () => action(window, 'Enter it').click();
  await enterAtLast(
    keyrack,
    enterIt,
    [
      [other.secret, 'This is another key'],
      [`${kept.secret.slice(0, HINT)}${'0'.repeat(28)}`, 'is not kept'],
    ],
    kept.secret,
  );
  await expect(rowOf(window, 'Zapier')).not.toContainText('Not held');
  await verify(window, 'Valid');
  expect(fromKeyring(await keyNamed(window, 'Zapier'))).toBe(kept.secret);

  await rowOf(window, 'n8n').click();
  await action(window, 'Replace lost key').click();
  const replacing = dialogOf(window, 'Replace lost key');
  await replacing.getByRole('combobox', { name: 'Overlap' }).click();
  await window.getByRole('option', { name: 'None' }).click();
  await replacing.getByRole('button', { name: 'Replace lost key' }).click();
  await expect(replacing).toHaveCount(0);
  await expect.poll(async () => (await ask(window, 'rotations.list'))[0]?.state).toBe('done');
  expect(service.keys.find(other.key.id)?.state).toBe('revoked');
  const [replaced, ...more] = service.keys
    .all()
    .filter(({ name, state }) => name === 'n8n' && state === 'active');
  expect([replaced?.scopes, more]).toEqual([['contacts:read', 'forms:read'], []]);
  const rows = (await listKeys(window)).filter(({ name }) => name.startsWith('n8n'));
  expect(rows.map(({ status, held, remoteId }) => ({ status, held, remoteId }))).toEqual(
    expect.arrayContaining([
      { status: 'active', held: true, remoteId: replaced?.id },
      { status: 'revoked', held: false, remoteId: other.key.id },
    ]),
  );
  await openView(window, 'Rack');

  await deliver(window, 'Zapier');
  const buttons = await detail(window).getByRole('button').allTextContents();
  expect(buttons.indexOf('Revoke')).toBeLessThan(buttons.indexOf('Delete'));
  await action(window, 'Revoke').click();
  const revoking = dialogOf(window, 'Revoke');
  await expect(revoking).toContainText('Prefer this to deleting.');
  await expect(revoking.getByRole('region', { name: 'Stops working' })).toContainText(place.claude);
  await revoking.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expectRevoked(window, 'Zapier');
  expect(service.keys.find(kept.key.id)?.state).toBe('revoked');
  await sync(window);
  await openView(window, 'Rack');
  await expectRevoked(window, 'Zapier');

  await rowOf(window, 'Zapier').click();
  await act(window, 'Delete');
  await expect(rowOf(window, 'Zapier')).toHaveCount(0);
  expect(service.keys.find(kept.key.id)).toBeNull();
  // The contacts that a verification reads are people's: not a word of them came in.
  expect(await window.content()).not.toContain('CANARY-PERSON');
});
