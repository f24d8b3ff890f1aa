import type { Locator, Page } from '@playwright/test';
import { listKeys } from './bridge.ts';
import { command, commandFailure, commandJson } from './command.ts';
import { expect, type Keyrack, type Place, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';

const SHARED = 'mail-value-of-two-environments';
const OF_PRODUCTION = 'mail-value-of-production-alone';

const add = (env: string, name: string, variable: string) => [
  'key',
  'add',
  '--env',
  env,
  '--name',
  name,
  '--var',
  variable,
];

const cells = (window: Page, variable: string): Locator =>
  window.getByRole('row', { name: variable }).getByRole('gridcell');

async function expectCells(window: Page, variable: string, words: readonly (string | RegExp)[]) {
  await expect(cells(window, variable)).toHaveText(words.map((each) => new RegExp(each)));
}

/** Types a secret where the page's act asks for one. */
async function enter({ nextWindow }: Keyrack, value: string, act: () => Promise<unknown>): Promise<void> {
  const [entry] = await Promise.all([nextWindow('Enter secret'), act()]);
  await entry.getByLabel('Secret').fill(value);
  await Promise.all([
    entry.waitForEvent('close'),
    entry.getByRole('button', { name: 'Save secret' }).click(),
  ]);
}

/** By the other door: the same value in two environments, another in the third. */
async function addByCommand(place: Place): Promise<void> {
  const given = { stdin: `${SHARED}\n` };
  await commandJson(place, add('Development', 'Mail', 'MAIL_TOKEN'), given);
  const refused = await commandFailure(place, add('Staging', 'Mail', 'MAIL_TOKEN'), given);
  expect(refused).toMatchObject({ exit: 5, code: 'same-value-elsewhere' });
  expect(refused.said).toContain('the key "Mail" of "Development"');
  await commandJson(place, [...add('Staging', 'Mail', 'MAIL_TOKEN'), '--same-value'], given);
  await commandJson(place, add('Production', 'Mail', 'MAIL_TOKEN'), { stdin: OF_PRODUCTION });
}

async function promoteByKeyboard(window: Page): Promise<void> {
  await cells(window, 'PLAYGROUND_API_KEY').first().focus();
  await window.keyboard.press('p');
  const dialog = dialogOf(window, 'New key');
  await expect(dialog.getByLabel('Name')).toHaveValue('Reader');
  await expect(dialog.getByRole('combobox', { name: 'Environment' })).toContainText('Staging');
  await expect(dialog.getByLabel('Variable')).toHaveValue('PLAYGROUND_API_KEY');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await window.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
}

test('environments are compared without a value in sight; what is promoted, copied or misplaced is told', async ({
  start,
  place,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window, ['development', 'staging']);
  await makeConfirmedKey(window, 'Reader');
  await addByCommand(place);

  await window.keyboard.press('g');
  await window.keyboard.press('g');
  await expect(window.getByRole('heading', { level: 1, name: 'Grid' })).toBeVisible();
  await expectCells(window, 'MAIL_TOKEN', ['Equal to Staging', 'Equal to Development', 'Different']);
  await expectCells(window, 'PLAYGROUND_API_KEY', ['Only here', 'Missing', 'Missing']);

  await promoteByKeyboard(window);
  await expectCells(window, 'PLAYGROUND_API_KEY', ['Different', 'Different', 'Missing']);
  const made = (await listKeys(window)).filter(({ name }) => name === 'Reader');
  expect(new Set(made.map(({ remoteId }) => remoteId)).size).toBe(2);

  // A value is copied only where the user insists, and in production with its name.
  await commandJson(place, add('Development', 'Maps', 'MAPS_TOKEN'), { stdin: 'maps-value' });
  await expectCells(window, 'MAPS_TOKEN', ['Only here', 'Missing', 'Missing']);
  await cells(window, 'MAPS_TOKEN').nth(2).click();
  await window.getByRole('button', { name: 'Copy the value instead' }).click();
  const copying = dialogOf(window, 'Copy the value instead');
  await expect(copying).toContainText('A leak in one is a leak in both');
  const copy = copying.getByRole('button', { name: 'Copy the value', exact: true });
  await expect(copy).toHaveAttribute('aria-disabled', 'true');
  await copying.getByLabel('Type Production to confirm').fill('Production');
  await copy.click();
  await expectCells(window, 'MAPS_TOKEN', ['Equal to Production', 'Missing', 'Equal to Development']);
  await expect(window.getByRole('region', { name: 'Warnings' })).toContainText(
    'MAPS_TOKEN: the value of Production is also used in Development.',
  );

  // Entered in the wrong environment.
  await cells(window, 'MAPS_TOKEN').nth(1).click();
  const adding = dialogOf(window, 'Add key');
  await enter(keyrack, OF_PRODUCTION, () => adding.getByRole('button', { name: 'Add key' }).click());
  await expect(adding.getByRole('alert')).toContainText('the production environment "Production"');
  await enter(keyrack, OF_PRODUCTION, () =>
    adding.getByRole('button', { name: 'Keep it all the same' }).click(),
  );
  await expectCells(window, 'MAPS_TOKEN', ['Equal to Production', 'Different', 'Equal to Development']);

  await window.getByRole('button', { name: 'Whose key is this?' }).click();
  const whose = dialogOf(window, 'Whose key is this?');
  await enter(keyrack, 'maps-value', () => whose.getByRole('button', { name: 'Enter value' }).click());
  await expect(whose.getByRole('listitem')).toHaveText([/Maps.*Development/, /Maps.*Production/]);
  await whose.getByRole('button', { name: 'Show it' }).first().click();
  await expect(window.getByRole('complementary', { name: 'Key detail' })).toContainText('Maps');
  expect((await command(place, ['key', 'identify'], { stdin: SHARED })).code).toBe(0);
  expect((await command(place, ['key', 'identify'], { stdin: 'nobody has this' })).code).toBe(4);
  for (const value of [SHARED, OF_PRODUCTION, 'maps-value'])
    await expect(window.locator('body')).not.toContainText(value);
});
