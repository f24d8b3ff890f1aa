import type { Locator, Page } from '@playwright/test';
import { listKeys } from './bridge.ts';
import { commandFailure, commandJson } from './command.ts';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

const LONG = '🔑'.repeat(250) + 'x'.repeat(250);

/** What cannot be a name, and what is said of it. */
const NO_NAMES: readonly (readonly [string, RegExp])[] = [
  [' \u00a0 ', /Enter a name/],
  [LONG, /at most 120 characters; this name has 500/],
  ['pay\u202epal', /without control characters/],
  ['\u200b\u2060\ufeff', /Enter a name/],
];
const GOOD = '🔑 Clé “日本” '.repeat(8).trim();

interface Form {
  readonly dialog: Locator;
  readonly submit: string;
}

/** Each is refused at its field, which keeps what was typed. */
async function expectRefused({ dialog, submit }: Form, names: typeof NO_NAMES): Promise<void> {
  const field = dialog.getByLabel('Name', { exact: true });
  for (const [name, words] of names) {
    await field.fill(name);
    await dialog.getByRole('button', { name: submit }).click();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(words);
    await expect(field).toHaveValue(name);
    await expect(field).toBeFocused();
  }
}

async function openNewEnvironment(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'New environment' }).click();
  return dialogOf(window, 'New environment');
}

test('names of environments: refused at the field, kept as typed, and by the command too', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const dialog = await openNewEnvironment(window);
  await dialog.getByLabel('Project').fill('Apollo');
  const taken: typeof NO_NAMES = [['dEVELOPMENT', /named "dEVELOPMENT" already/]];
  const form = { dialog, submit: 'Create environment' };
  await expectRefused(form, [['', /Enter a name/], ...NO_NAMES, ...taken]);
  await expect(dialog.getByLabel('Project')).toHaveValue('Apollo');
  await dialog.getByLabel('Name', { exact: true }).fill('Caf\u00e9');
  await dialog.getByRole('button', { name: form.submit }).click();
  await expect(dialog).toHaveCount(0);

  const again = await openNewEnvironment(window);
  await expectRefused({ dialog: again, submit: form.submit }, [['CAFE\u0301', /already/]]);
  await again.getByLabel('Name', { exact: true }).fill(GOOD);
  await again.getByRole('button', { name: form.submit }).click();
  await expect(window.getByRole('navigation').getByRole('button', { name: GOOD }).first()).toBeVisible();

  for (const [name, words] of [['', /Enter a name/] as const, ...NO_NAMES]) {
    const failure = await commandFailure(place, ['env', 'add', name, '--stage', 'custom']);
    expect(failure).toMatchObject({ exit: 2, code: 'invalid-input', said: expect.stringMatching(words) });
  }
  for (const name of ['cafe\u0301', 'STAGING', GOOD.toUpperCase()]) {
    const failure = await commandFailure(place, ['env', 'add', name, '--stage', 'custom']);
    expect(failure).toMatchObject({ exit: 6, code: 'name-taken' });
  }
  expect(await commandJson(place, ['env', 'list'])).toHaveLength(5);
});

test('names of connections', { tag: '@in-full' }, async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  await window.getByRole('link', { name: 'Connections' }).click();
  await window.getByRole('button', { name: 'Add connection' }).click();
  const dialog = dialogOf(window, 'Add connection');
  const taken: typeof NO_NAMES = [['PLAYGROUND', /named "PLAYGROUND" in "Development" already/]];
  const form = { dialog, submit: 'Add connection' };
  // Left blank it is no mistake: Keyrack names it after the service.
  await expectRefused(form, [...NO_NAMES.slice(1), ...taken]);
  await dialog.getByLabel('Name', { exact: true }).fill(GOOD);
  await dialog.getByRole('button', { name: form.submit }).click();
  await expect(window.getByRole('table', { name: 'Connections' })).toContainText(GOOD);

  const adding = ['connection', 'add', '--env', 'Development', '--provider', 'playground', '--name'];
  for (const [name, words] of NO_NAMES) {
    const failure = await commandFailure(place, [...adding, name]);
    expect(failure).toMatchObject({ exit: 2, said: expect.stringMatching(words) });
  }
  expect(await commandFailure(place, [...adding, GOOD])).toMatchObject({ exit: 6, code: 'name-taken' });
  expect(await commandJson(place, ['connection', 'list'])).toHaveLength(2);
});

test('names of keys, and the rest of what is typed with them', { tag: '@in-full' }, async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  const description = 'What it is for 🚀';
  await dialog.getByLabel('Description').fill(description);
  await dialog.getByRole('checkbox', { name: /contacts:write/ }).check();
  const form = { dialog, submit: 'Create key' };
  await expectRefused(form, [['', /Enter a name/], ...NO_NAMES]);
  await dialog.getByLabel('Name', { exact: true }).fill(GOOD);
  await dialog.getByLabel('Variable').fill('not-a-variable');
  await dialog.getByRole('button', { name: form.submit }).click();
  await expect(dialog.getByLabel('Variable')).toHaveAccessibleDescription(/letters, digits and underscores/);
  await dialog.getByLabel('Variable').fill('A_VARIABLE');
  await dialog.getByLabel('Description').fill('x'.repeat(501));
  await dialog.getByRole('button', { name: form.submit }).click();
  await expect(dialog.getByLabel('Description')).toHaveAccessibleDescription(/at most 500/);
  await dialog.getByLabel('Description').fill(description);
  await expect(dialog.getByRole('checkbox', { name: /contacts:write/ })).toBeChecked();
  await dialog.getByRole('button', { name: form.submit }).click();
  const created = dialogOf(window, 'Key created');
  await created.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(rowOf(window, GOOD)).toContainText('Active');
  const [key] = await listKeys(window);
  expect(key).toMatchObject({ name: GOOD, description, variable: 'A_VARIABLE' });
  expect(key?.scopes).toContain('contacts:write');

  const making = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name'];
  for (const [name, words] of NO_NAMES) {
    const failure = await commandFailure(place, [...making, name]);
    expect(failure).toMatchObject({ exit: 2, said: expect.stringMatching(words) });
  }
  // Two keys may share a name: then an id is asked for.
  expect(await commandJson(place, [...making, GOOD])).toMatchObject({ name: GOOD });
  const failure = await commandFailure(place, ['key', 'show', GOOD]);
  expect(failure).toMatchObject({
    exit: 2,
    code: 'ambiguous',
    message: expect.stringContaining(key?.id ?? ''),
  });
});
