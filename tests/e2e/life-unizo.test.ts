import type { Page } from '@playwright/test';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { unizo } from '#tests/counterparts/services/unizo.ts';
import { closeBy } from './closing.ts';
import { expect, type Keyrack } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import {
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
  verdict,
} from './life.ts';
import { dialogOf, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

async function fromMenu(window: Page, connection: string, item: string): Promise<void> {
  await window.getByRole('button', { name: `More actions for ${connection}` }).click();
  await window.getByRole('menuitem', { name: item }).click();
}

/** What came of `Sync`, below its row. */
async function synced(window: Page, connection: string, words: string | RegExp): Promise<void> {
  await openView(window, 'Connections');
  await connectionRow(window, connection).getByRole('button', { name: 'Sync' }).click();
  await expect(window.getByRole('status').filter({ hasText: words })).toBeVisible();
}

/** Tests, diagnoses and lists a connection that was just added. */
async function lookAround(keyrack: Keyrack): Promise<void> {
  const { window } = keyrack;
  const row = connectionRow(window, 'Unizo');
  await expect(row).toContainText('Inferred API');
  await expect(row).toContainText('Not the service’s own address');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Works' })).toBeVisible();

  await fromMenu(window, 'Unizo', 'Diagnose');
  const diagnosis = dialogOf(window, 'Diagnose');
  const steps = diagnosis.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  for (const step of ['Certificate', 'Health', 'Credential', 'Clock'])
    await expect(steps.filter({ hasText: step })).toContainText('In order');
  await diagnosis.getByRole('button', { name: 'Close', exact: true }).last().click();

  await synced(window, 'Unizo', 'One key listed.');
}

/** `New key` until the service has it, and the value is seen once. @returns the value */
async function makeKey(keyrack: Keyrack, { seen }: Counterpart): Promise<string> {
  const { window, nextWindow } = keyrack;
  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByLabel('Name', { exact: true }).fill('Pipeline');
  for (const product of ['edr', 'ticketing', 'scm', 'observability'])
    await expect(scope(asking, `${product}:read`)).toBeChecked();
  await expect(scope(asking, 'scm:write')).not.toBeChecked();
  for (const product of ['edr', 'ticketing', 'observability'])
    await scope(asking, `${product}:read`).uncheck();
  await scope(asking, 'scm:write').check();
  await expect(asking).toContainText('Unizo sets the expiry itself.');
  await expect(asking).toContainText('Inferred: Unizo has not published this way.');
  await asking.getByLabel('Allowed IPs').fill('127.0.0.0/8\n10.0.0.0/33');
  await asking.getByRole('button', { name: 'Create key' }).click();
  await expect(asking.getByRole('alert')).toContainText('10.0.0.0/33');
  expect(seen.filter(({ method }) => method === 'POST')).toEqual([]);
  await asking.getByLabel('Allowed IPs').fill('127.0.0.0/8\n203.0.113.7');
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
  return shown.replaceAll(/\s/g, '');
}

async function changeIt(keyrack: Keyrack, service: Counterpart): Promise<void> {
  const { window } = keyrack;
  const { remoteId } = await keyNamed(window, 'Pipeline');
  const there = () => service.keys.find(remoteId ?? '');
  await action(window, 'Edit').click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Pipeline of main');
  await edit.getByLabel('Allowed IPs').fill('127.0.0.0/8');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  await expect(rowOf(window, 'Pipeline of main')).toHaveCount(1);
  await expect(fact(window, 'Allowed IPs')).toHaveText('127.0.0.0/8');
  expect(there()).toMatchObject({ name: 'Pipeline of main', allowedIps: ['127.0.0.0/8'] });

  await action(window, 'Change scopes').click();
  const scopes = dialogOf(window, 'Change scopes');
  await expect(scopes).toContainText('its value stays');
  await scope(scopes, 'scm:write').uncheck();
  await scope(scopes, 'edr:read').check();
  await scopes.getByRole('button', { name: 'Change scopes' }).click();
  await expect(scopes).toHaveCount(0);
  await expect(part(window, 'Scopes')).toContainText('edr:read');
  expect(there()?.scopes.toSorted()).toEqual(['edr:read', 'scm:read']);
}

async function watchIt(keyrack: Keyrack, service: Counterpart): Promise<void> {
  const { window } = keyrack;
  const { remoteId } = await keyNamed(window, 'Pipeline of main');
  const uses = service.keys.find(remoteId ?? '')?.uses.length ?? 0;
  expect(uses).toBeGreaterThan(0);
  await detail(window).getByRole('button', { name: 'Usage' }).click();
  await expect(
    detail(window)
      .getByRole('status')
      .filter({ hasText: /request/ }),
  ).toHaveText(`${uses} ${uses === 1 ? 'request' : 'requests'}`);

  await detail(window).getByRole('button', { name: 'Alerts' }).click();
  const alerts = detail(window).getByRole('region', { name: 'Alerts' });
  await expect(alerts).toContainText('No alert yet.');
  await expect(alerts).toContainText('The service judges it, also while Keyrack is closed.');
  await alerts.getByLabel('More than').fill('0');
  await alerts.getByRole('button', { name: 'Add alert' }).click();
  await expect(alerts.getByRole('alert')).toContainText('whole number above 0');
  await alerts.getByLabel('More than').fill('1000');
  await alerts.getByRole('button', { name: 'Add alert' }).click();
  const one = alerts.getByRole('listitem').filter({ hasText: 'api_requests > 1000/hour' });
  await expect(one).toContainText('Judged by the service.');
  // Only the detail scrolls, never the page under it.
  expect(await window.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await one.getByRole('button', { name: 'Remove api_requests > 1000/hour' }).click();
  await expect(alerts).toContainText('No alert yet.');
  const asked = service.seen.filter(({ path }) => path.includes('/platform/alerts'));
  expect(asked.map(({ method, status }) => `${method} ${status}`)).toEqual(
    expect.arrayContaining(['POST 201', 'DELETE 204']),
  );
}

async function renewAndEnd(keyrack: Keyrack, service: Counterpart, first: string): Promise<void> {
  const { window } = keyrack;
  const { remoteId } = await keyNamed(window, 'Pipeline of main');
  await action(window, 'Regenerate').click();
  const regenerate = dialogOf(window, 'Regenerate');
  await expect(regenerate).toContainText('The old value dies at once');
  await expect(regenerate).toContainText('The ID stays the same.');
  await expect(regenerate).toContainText('Inferred: Unizo has not published this way.');
  await regenerate.getByRole('button', { name: 'Regenerate' }).click();
  const created = dialogOf(window, 'Key created');
  await created.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(created).toHaveCount(0);
  const renewed = await keyNamed(window, 'Pipeline of main');
  expect(renewed.remoteId).toBe(remoteId);
  expect(service.keys.bySecret(first)).toBeNull();
  expect(service.keys.bySecret(fromKeyring(renewed))?.id).toBe(remoteId);
  await verdict(window, /^Valid/);

  await expectRefusal(window, action(window, 'Delete'), 'Unizo keeps every key in its list');
  await expectRefusal(window, action(window, 'Disable'), 'cannot switch a key off for a while');
  await action(window, 'Revoke').click();
  const revoke = dialogOf(window, 'Revoke');
  await expect(revoke).toContainText('Unizo revokes a key by giving it a new value.');
  await expect(revoke).toContainText('Keyrack drops that value unread');
  await expect(revoke).toContainText('Unizo keeps listing it');
  await expect(revoke).toContainText('This cannot be taken back.');
  const value = fromKeyring(renewed);
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(revoke).toHaveCount(0);
  await expect(rowOf(window, 'Pipeline of main')).toContainText('Revoked');
  expect(service.keys.bySecret(value)).toBeNull();
}

test('Unizo by the inferred way: made with permissions and a range, watched, changed, regenerated, revoked', async ({
  start,
  serve,
}) => {
  const service = await serve(unizo());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'Unizo', service);
  await lookAround(keyrack);

  service.seen.length = 0;
  const shown = await makeKey(keyrack, service);
  const key = await keyNamed(window, 'Pipeline');
  expect(shown).toBe(fromKeyring(key));
  expect(service.keys.bySecret(shown)).toMatchObject({
    id: key.remoteId,
    name: 'Pipeline',
    scopes: ['scm:read', 'scm:write'],
    allowedIps: ['127.0.0.0/8', '203.0.113.7'],
  });
  await rowOf(window, 'Pipeline').click();
  await expect(fact(window, 'Expires')).toContainText('set by the service');
  await expect(detail(window)).toContainText('One key for all of its services');
  await expect(detail(window).getByRole('button', { name: 'Write to support@unizo.ai' })).toBeVisible();
  await verdict(window, /^Valid/);

  await changeIt(keyrack, service);
  await watchIt(keyrack, service);
  await renewAndEnd(keyrack, service, shown);

  // The console may show a revoked key as active: what was done here stays. What was done there follows.
  const other = service.keys.add({ name: 'Of a colleague', environment: 'development' });
  await synced(window, 'Unizo', /1 new\s*Of a colleague/);
  other.key.state = 'suspended';
  await synced(window, 'Unizo', /1 changed\s*Of a colleague/);
  await openView(window, 'Rack');
  await expect(rowOf(window, 'Of a colleague')).toContainText('Inactive');
  await expect(rowOf(window, 'Of a colleague')).toContainText('Not held');
  await expect(rowOf(window, 'Pipeline of main')).toContainText('Revoked');
});

test('Unizo by hand: its steps are shown, the value is entered and verified, and Keyrack keeps the rest', async ({
  start,
  serve,
}) => {
  const service = await serve(unizo());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await connectInferred(keyrack, 'Unizo', service);

  const adding = await openConnection(window, 'Unizo');
  await adding.getByLabel('Name', { exact: true }).fill('Unizo by hand');
  await expect(adding.getByRole('radio', { name: 'Guided by hand' })).toBeChecked();
  await adding.getByRole('button', { name: 'Advanced' }).click();
  await adding.getByLabel('Base URL').fill(service.url);
  await adding.getByLabel('CA certificate').fill(service.ca);
  await expect(adding).toContainText('no window will ask');
  await addConnection(window, adding, 'Unizo by hand');
  await expect(connectionRow(window, 'Unizo by hand')).toContainText('Guided');

  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByLabel('Name', { exact: true }).fill('Dashboard');
  await asking.getByLabel('Connection').click();
  await window.getByRole('option', { name: /^Unizo by hand/ }).click();
  await asking.getByLabel('Allowed IPs').fill('203.0.113.0/24');
  await asking.getByRole('button', { name: 'Continue' }).click();

  await expect(asking).toContainText('Unizo has published no way for a program to do this.');
  await expect(asking.getByRole('definition').filter({ hasText: 'Dashboard' })).toBeVisible();
  const steps = asking.getByRole('region', { name: 'Steps' });
  await steps.getByRole('checkbox', { name: /press Generate API Key/ }).check();
  await expect(asking.getByRole('region', { name: 'Allow only 203.0.113.0/24' })).toBeVisible();
  const made = service.keys.add({ name: 'Dashboard', environment: 'development' });
  await asking.getByLabel('Expiry date', { exact: true }).fill('2031-05-04');
  await asking.getByLabel('Id at the service', { exact: true }).fill(made.key.id);
  service.seen.length = 0;
  await enterAfter(keyrack, made.secret, () => asking.getByRole('button', { name: 'Enter the key' }).click());
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Dashboard')).toContainText('Active');
  expect(service.seen.map(({ method, path }) => `${method} ${path}`)).toContain('GET /v1/auth/verify');
  const key = await keyNamed(window, 'Dashboard');
  expect(key).toMatchObject({ remoteId: made.key.id, held: true });
  expect(fromKeyring(key)).toBe(made.secret);
  await expect(window.getByText(made.secret)).toHaveCount(0);
  await expect(fact(window, 'Expires')).toContainText('2031');

  await action(window, 'Regenerate').click();
  const regenerate = dialogOf(window, 'Regenerate');
  await expect(regenerate.getByRole('region', { name: 'Steps' })).toContainText('press Regenerate');
  await expect(regenerate).not.toContainText('asks you to copy it');
  const renewed = service.keys.renew(made.key.id);
  await enterAfter(keyrack, renewed, () => regenerate.getByRole('button', { name: 'Enter the key' }).click());
  await expect(regenerate).toHaveCount(0);
  await expect.poll(() => fromKeyring(key)).toBe(renewed);

  await actByHand(window, 'Revoke', /press Revoke/);
  await expect(rowOf(window, 'Dashboard')).toContainText('Revoked');
  expect(service.seen.every(({ method }) => method === 'GET')).toBe(true);
});
