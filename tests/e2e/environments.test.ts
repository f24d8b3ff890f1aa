import type { Locator, Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { command, commandJson } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey } from './rack.ts';
import { rowOf } from './steps.ts';

const SECONDS = { timeout: 5_000 };

const sidebar = (window: Page) => window.getByRole('navigation', { name: 'Environments' });
/** The entry of an environment, not its menu. */
const entry = (window: Page, name: string): Locator =>
  sidebar(window)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first();

async function seen(window: Page): Promise<readonly string[]> {
  const names = await sidebar(window).getByRole('listitem').locator('button:first-of-type').allInnerTexts();
  return names.map((text) => text.split('\n')[0] ?? '');
}

async function listed(place: Place, ...more: readonly string[]): Promise<readonly string[]> {
  const rows = (await commandJson(place, ['env', 'list', ...more])) as readonly { readonly name: string }[];
  return rows.map(({ name }) => name);
}

/** Opens the menu as a keyboard does, and takes an entry by its first letters. */
async function choose(window: Page, name: string, item: string): Promise<void> {
  await entry(window, name).focus();
  await window.keyboard.press('Shift+F10');
  await window.getByRole('menuitem', { name: item }).press('Enter');
}

async function pick(dialog: Locator, label: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: label }).click();
  await dialog.page().getByRole('option', { name: option, exact: true }).click();
}

test('an environment is made with its defaults, moved by the keyboard, duplicated, archived and taken back, and the command sees the same', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  await sidebar(window).getByRole('button', { name: 'New environment' }).click();
  const made = dialogOf(window, 'New environment');
  await made.getByLabel('Name', { exact: true }).fill('Lab');
  await made.getByLabel('Naming pattern').fill('<service>: <tool>');
  await expect(made).toContainText('for example, Unisoft: Claude Desktop.');
  await pick(made, 'Rotation', 'Due after 90 days');
  await made.getByRole('button', { name: 'Create environment' }).click();
  await expect(entry(window, 'Lab')).toHaveAttribute('aria-current', 'true');

  await entry(window, 'Lab').focus();
  for (const order of ['3 of 4', '2 of 4']) {
    await window.keyboard.press('Alt+ArrowUp');
    await expect(window.getByRole('status', { name: 'Order' })).toHaveText(`Lab is now ${order}.`);
    await expect(entry(window, 'Lab')).toBeFocused();
  }
  const order = ['Development', 'Lab', 'Staging', 'Production'];
  expect(await seen(window)).toEqual(order);
  expect(await listed(place)).toEqual(order);
  await window.keyboard.press('Control+3');
  await expect(entry(window, 'Staging')).toHaveAttribute('aria-current', 'true');

  await choose(window, 'Lab', 'Duplicate');
  await dialogOf(window, 'Duplicate').getByLabel('Name', { exact: true }).fill('Bench');
  await window.keyboard.press('Enter');
  await expect(entry(window, 'Bench')).toHaveAttribute('aria-current', 'true');
  const defaults = { reveal: 'vault', rotateAfterDays: 90, naming: '<service>: <tool>' };
  expect(await commandJson(place, ['env', 'list'])).toMatchObject([
    { name: 'Development' },
    { name: 'Lab', ...defaults },
    { name: 'Bench', ...defaults },
    { name: 'Staging' },
    { name: 'Production' },
  ]);

  await choose(window, 'Bench', 'Archive');
  await dialogOf(window, 'Archive').getByRole('button', { name: 'Archive' }).click();
  await expect(entry(window, 'Bench')).toHaveCount(0);
  expect(await listed(place)).toEqual(order);
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(entry(window, 'Bench')).toHaveAttribute('aria-current', 'true');

  expect(await commandJson(place, ['env', 'archive', 'Bench'])).toMatchObject({ archived: true });
  await expect(entry(window, 'Bench')).toHaveCount(0, SECONDS);
  expect(await listed(place, '--archived')).toContain('Bench');
  await window.getByRole('link', { name: 'Settings' }).click();
  await window.getByRole('button', { name: 'Archived (1)' }).click();
  await window.getByRole('button', { name: 'Unarchive' }).click();
  await expect(entry(window, 'Bench')).toBeVisible();
  expect(await listed(place)).toContain('Bench');
});

test('a copy-once policy forbids the next copy; what the command changes while Edit is open stays', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  const { id } = await makeConfirmedKey(window, 'Nightly');
  const copy = () => ask(window, 'keys.copy', { id });
  await expect(copy()).rejects.toThrow('needs an app passphrase');

  await choose(window, 'Development', 'Edit');
  const edit = dialogOf(window, 'Edit');
  await pick(edit, 'Reveal', 'Copy once');
  await commandJson(place, ['env', 'edit', 'Development', '--rotate', '30d', '--project', 'Shop']);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  expect(await ask(window, 'environments.list')).toMatchObject([
    { name: 'Development', copyPolicy: 'copy-once', rotateAfterDays: 30, project: 'Shop' },
    {},
    {},
  ]);
  await expect(copy()).rejects.toThrow('can be copied only until they are confirmed');
  await rowOf(window, 'Nightly').click();
  const button = window.getByRole('complementary').getByRole('button', { name: 'Copy key' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  const exec = ['exec', '--key', 'Nightly=K', '--', 'sh', '-c', 'test -n "$K"'];
  expect(await command(place, exec)).toMatchObject({ code: 0, err: '' });

  await choose(window, 'Staging', 'Edit');
  await edit.getByLabel('Name', { exact: true }).fill('Preview');
  await commandJson(place, ['env', 'remove', 'Staging', '--yes']);
  await expect(entry(window, 'Staging')).toHaveCount(0, SECONDS);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit.getByRole('alert')).toContainText('There is no environment');
  await expect(edit.getByLabel('Name', { exact: true })).toHaveValue('Preview');
});
