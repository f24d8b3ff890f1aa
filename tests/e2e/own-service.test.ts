import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { orchard } from '#tests/counterparts/services/orchard.ts';
import { APP } from '#tests/counterparts/services/orchard-auth.ts';
import { closeBy } from './closing.ts';
import { pick } from './desktop.ts';
import { expect, type Keyrack } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import {
  act,
  action,
  connectionRow,
  detail,
  enterAfter,
  expectRefusal,
  fact,
  keyNamed,
  openView,
  settle,
  test,
  verdict,
} from './life.ts';
import { plainService } from './plain-service.ts';
import { dialogOf, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

const MANIFEST = join(import.meta.dirname, '..', 'fixtures', 'manifests', 'orchard.json');

async function openTab(window: Page, name: 'Connections' | 'Your services'): Promise<void> {
  await openView(window, 'Connections');
  await window.getByRole('tab', { name }).click();
}

const described = (window: Page): Locator => window.getByLabel('Description of the service');
const said = (window: Page, words: string | RegExp) =>
  expect(window.getByRole('status').filter({ hasText: words })).toBeVisible();

/** `Add connection` from the service's own row. */
async function connect(window: Page, service: string, { ca }: { readonly ca: string }): Promise<Locator> {
  await window.getByRole('button', { name: `More actions for ${service}` }).click();
  await window.getByRole('menuitem', { name: 'Add connection' }).click();
  const dialog = dialogOf(window, 'Add connection');
  await expect(dialog.getByRole('radio', { name: service, exact: true })).toBeChecked();
  await dialog.getByRole('button', { name: 'Advanced' }).click();
  await dialog.getByLabel('CA certificate').fill(ca);
  return dialog;
}

async function confirmCopied(window: Page): Promise<void> {
  const created = dialogOf(window, 'Key created');
  await created.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(created).toHaveCount(0);
}

test('a service is described in the form, saved, and its keys are made, verified and deleted', async ({
  start,
  serve,
}) => {
  const service = await serve(plainService());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await openTab(window, 'Your services');
  await window.getByRole('button', { name: 'New service' }).click();
  await said(window, /things to mend/);
  await expectRefusal(window, window.getByRole('button', { name: 'Save' }), 'Mend what is listed first.');
  const wanted = {
    Name: 'Garden',
    Id: 'garden',
    'Base URL': service.url,
    'List path': '/api/keys',
    'Create path': '/api/keys',
    'Delete path': '/api/keys/{id}',
    'Verify path': '/api/me',
    'Keys in the list': 'items',
    'Once-shown secret': 'value',
    'Key’s creation date': 'createdAt',
  };
  for (const [label, text] of Object.entries(wanted))
    await window.getByLabel(label, { exact: true }).fill(text);
  await said(window, 'This can be used.');
  await window.getByRole('button', { name: 'Save' }).click();
  const row = window.getByRole('table', { name: 'Your services' }).getByRole('row', { name: /Garden/ });
  await expect(row).toBeVisible();

  const dialog = await connect(window, 'Garden', service);
  await enterAfter(keyrack, service.credential, () =>
    dialog.getByRole('button', { name: 'Add connection' }).click(),
  );
  await openTab(window, 'Connections');
  await connectionRow(window, 'Garden').getByRole('button', { name: 'Test' }).click();
  await said(window, 'Works');

  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByLabel('Name', { exact: true }).fill('Watering');
  await asking.getByRole('button', { name: 'Create key' }).click();
  await confirmCopied(window);
  await rowOf(window, 'Watering').click();
  const key = await keyNamed(window, 'Watering');
  expect(service.keys.bySecret(fromKeyring(key))).toMatchObject({ id: key.remoteId, name: 'Watering' });
  await verdict(window, /^Valid/);
  await expectRefusal(window, action(window, 'Regenerate'), 'Garden has no way to give a key a new value');
  await act(window, 'Delete');
  await expect(rowOf(window, 'Watering')).toHaveCount(0);
  expect(service.keys.all()).toEqual([]);
  await openTab(window, 'Connections');
  await connectionRow(window, 'Garden').getByRole('button', { name: 'Sync' }).click();
  await said(window, 'The service lists no key.');
});

test('a description that is broken says where, cannot be saved, and nothing of it is lost', {
  tag: '@in-full',
}, async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await pick(keyrack, MANIFEST);
  await openTab(window, 'Your services');
  await window.getByRole('button', { name: 'Import' }).click();
  await said(window, 'This can be used.');
  const whole = await described(window).inputValue();

  const unknown = whole.replace('"revision": 3', '"revision": 3, "script": "rm"');
  await described(window).fill(unknown);
  await said(window, 'One thing to mend');
  await expect(window.getByRole('region', { name: 'One thing to mend' })).toContainText('script');
  await expectRefusal(window, window.getByRole('button', { name: 'Save' }), 'Mend what is listed first.');

  const broken = whole.slice(0, -40);
  await described(window).fill(broken);
  await expect(window.getByText('The JSON does not parse.')).toBeVisible();
  await said(window, 'One thing to mend');
  await openView(window, 'Rack');
  await openView(window, 'Connections');
  await expect(described(window)).toHaveValue(broken);
  await described(window).fill(whole);
  await said(window, 'This can be used.');
  await expect(window.getByLabel('Name', { exact: true })).toHaveValue('Orchard');
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('table', { name: 'Your services' })).toContainText('Orchard');
});

async function orchardConnection(
  keyrack: Keyrack,
  { url, ca, credential }: { readonly url: string; readonly ca: string; readonly credential: string },
): Promise<void> {
  const { window, nextWindow } = keyrack;
  await pick(keyrack, MANIFEST);
  await openTab(window, 'Your services');
  await window.getByRole('button', { name: 'Import' }).click();
  await said(window, 'This can be used.');
  await window.getByRole('button', { name: 'Save' }).click();
  const dialog = await connect(window, 'Orchard', { ca });
  await dialog.getByLabel('Base URL').fill(url);
  await dialog.getByRole('button', { name: 'Add connection' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Grove');
  await dialog.getByLabel('Grove').fill('east');
  await dialog.getByLabel('Region').click();
  await window.getByRole('option', { name: 'south' }).click();
  await expect(dialog).toContainText('one after the other: Application id, Application password');
  const [first] = await Promise.all([
    nextWindow('Enter secret'),
    dialog.getByRole('button', { name: 'Add connection' }).click(),
  ]);
  await first.getByLabel('Secret').fill(APP);
  const [second] = await Promise.all([
    nextWindow('Enter secret'),
    closeBy(first, () => first.getByRole('button', { name: 'Save secret' }).click()),
  ]);
  await second.getByLabel('Secret').fill(credential);
  await closeBy(second, () => second.getByRole('button', { name: 'Save secret' }).click());
  await expect(dialog).toHaveCount(0);
}

async function orchardKey(window: Page): Promise<void> {
  await openView(window, 'Rack');
  await newKey(window).click();
  const asking = dialogOf(window, 'New key');
  await asking.getByLabel('Name', { exact: true }).fill('Harvest');
  await expect(asking.getByRole('checkbox', { name: 'apples:read' })).toBeChecked();
  await expect(asking.getByRole('checkbox', { name: 'apples:pick' })).not.toBeChecked();
  await asking.getByRole('checkbox', { name: 'pears:read' }).uncheck();
  await asking.getByRole('checkbox', { name: 'Test mode' }).check();
  await asking.getByLabel('Expires').click();
  await window.getByRole('option', { name: 'In 30 days' }).click();
  await asking.getByLabel('Allowed IPs').fill('127.0.0.0/8');
  await asking.getByLabel('Description').fill('For the press');
  await asking.getByRole('button', { name: 'Create key' }).click();
  await confirmCopied(window);
  await rowOf(window, 'Harvest').click();
}

/** What no button needs is asked by `Try it`; no secret comes into sight. */
async function tryOut(keyrack: Keyrack, operation: string, words: string): Promise<void> {
  const { window } = keyrack;
  await openTab(window, 'Connections');
  await window.getByRole('button', { name: 'More actions for Orchard' }).click();
  await window.getByRole('menuitem', { name: 'Try it' }).click();
  const dialog = dialogOf(window, 'Try it');
  await dialog.getByLabel('Operation').click();
  await window.getByRole('option', { name: operation, exact: true }).click();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByRole('region', { name: 'Answer', exact: true })).toContainText(words);
  await expect(dialog.getByRole('region', { name: 'Request', exact: true })).not.toContainText(APP);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

test('a service that a file alone describes: every operation works', { tag: '@in-full' }, async ({
  start,
  serve,
}) => {
  const service = await serve(orchard());
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await orchardConnection(keyrack, service);
  await openTab(window, 'Connections');
  await connectionRow(window, 'Orchard').getByRole('button', { name: 'Test' }).click();
  await said(window, 'Works');
  await connectionRow(window, 'Orchard').getByRole('button', { name: 'Sync' }).click();
  await said(window, 'The service lists no key.');
  await window.getByRole('button', { name: 'More actions for Orchard' }).click();
  await window.getByRole('menuitem', { name: 'Diagnose' }).click();
  const diagnosis = dialogOf(window, 'Diagnose');
  await expect(diagnosis).toContainText('4 scopes: apples:read, apples:pick, pears:read, pears:pick');
  await diagnosis.getByRole('button', { name: 'Close', exact: true }).last().click();

  await orchardKey(window);
  await tryOut(keyrack, 'Limits', '"day": 20000');
  await tryOut(keyrack, 'Read a key', '"title": "Harvest"');
  await openView(window, 'Rack');
  await rowOf(window, 'Harvest').click();
  const { remoteId } = await keyNamed(window, 'Harvest');
  const there = () => service.keys.find(remoteId ?? '');
  expect(there()).toMatchObject({
    description: 'For the press',
    scopes: ['apples:read'],
    testMode: true,
    allowedIps: ['127.0.0.0/8'],
  });
  await expect(fact(window, 'Test mode')).toContainText('on');
  // It tells whole seconds.
  const expiresAt = new Date(Math.floor((there()?.expiresAt ?? 0) / 1_000) * 1_000).toISOString();
  await expect(fact(window, 'Expires').getByRole('time')).toHaveAttribute('datetime', expiresAt);
  await verdict(window, /^Valid/);

  await action(window, 'Edit').click();
  const edit = dialogOf(window, 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Late harvest');
  await edit.getByLabel('Description').fill('For the cellar');
  await edit.getByLabel('Allowed IPs').fill('127.0.0.1');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  expect(there()).toMatchObject({
    name: 'Late harvest',
    description: 'For the cellar',
    allowedIps: ['127.0.0.1'],
  });

  await action(window, 'Change scopes').click();
  const scopes = dialogOf(window, 'Change scopes');
  await scopes.getByRole('checkbox', { name: 'apples:read' }).uncheck();
  await scopes.getByRole('checkbox', { name: 'pears:read' }).check();
  await scopes.getByRole('button', { name: 'Change scopes' }).click();
  await expect(scopes).toHaveCount(0);
  expect(there()?.scopes).toEqual(['pears:read']);
  await verdict(window, /^Valid, scope missing/);

  await act(window, 'Disable');
  await expect(rowOf(window, 'Late harvest')).toContainText('Inactive');
  await verdict(window, /^Invalid: suspended/);
  await act(window, 'Enable');
  await expect(rowOf(window, 'Late harvest')).toContainText('Active');

  await detail(window).getByRole('button', { name: 'Usage' }).click();
  await expect(detail(window).getByRole('table', { name: 'Requests over time' })).toBeVisible();
  await detail(window).getByRole('button', { name: 'Alerts' }).click();
  const alerts = detail(window).getByRole('region', { name: 'Alerts' });
  await alerts.getByLabel('More than').fill('12');
  await alerts.getByRole('button', { name: 'Add alert' }).click();
  await expect(alerts.getByRole('listitem')).toContainText('Judged by the service.');
  await alerts.getByRole('button', { name: 'Remove api_requests > 12/hour' }).click();
  await expect(alerts).toContainText('No alert yet.');

  const before = fromKeyring(await keyNamed(window, 'Late harvest'));
  await action(window, 'Regenerate').click();
  await dialogOf(window, 'Regenerate').getByRole('button', { name: 'Regenerate' }).click();
  await confirmCopied(window);
  expect(service.keys.bySecret(before)).toBeNull();
  expect(service.keys.bySecret(fromKeyring(await keyNamed(window, 'Late harvest')))?.id).toBe(remoteId);
  await act(window, 'Revoke');
  await expect(rowOf(window, 'Late harvest')).toContainText('Revoked');
  expect(there()?.state).toBe('revoked');
  await act(window, 'Delete');
  await expect(rowOf(window, 'Late harvest')).toHaveCount(0);
  expect(there()).toBeNull();
});
