import type { Locator, Page } from '@playwright/test';
import type { Key } from '#shared/model/key.ts';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import { ask, listKeys } from './bridge.ts';
import { closeBy } from './closing.ts';
import { test as base, expect, type Keyrack } from './fixtures.ts';
import { dialogOf } from './rack.ts';

// What the tests of a service's whole life share: a connection and its keys, by the window's own controls.

interface Fixtures {
  /** Starts a counterpart that ends with the test. */
  readonly serve: (...service: Parameters<typeof startCounterpart>) => Promise<Counterpart>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names off this pattern.
  serve: async ({}, use) => {
    const open: Counterpart[] = [];
    await use(async (...service) => {
      const started = await startCounterpart(...service);
      open.push(started);
      return started;
    });
    for (const counterpart of open) await counterpart.stop();
  },
});

/** The keychain and the three environments, and no connection yet. */
export async function settle(window: Page): Promise<void> {
  await ask(window, 'storage.choose', { tier: 'keychain' });
  await ask(window, 'environments.createFromTemplate');
  await window.reload();
  // The first run would ask for a first connection.
  await window.getByRole('button', { name: 'Skip for now' }).click();
  await expect(window.getByRole('link', { name: 'Connections', exact: true })).toBeVisible();
}

export async function openView(window: Page, name: 'Rack' | 'Connections'): Promise<void> {
  await window.getByRole('link', { name, exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Opens `Add connection` on a service. @param environment another than the first */
export async function openConnection(
  window: Page,
  provider: string,
  environment = 'Development',
): Promise<Locator> {
  await openView(window, 'Connections');
  await window.getByRole('button', { name: 'Add connection' }).first().click();
  const dialog = dialogOf(window, 'Add connection');
  await dialog.getByRole('radio', { name: provider, exact: true }).click();
  await choose(window, dialog.getByLabel('Environment'), environment);
  return dialog;
}

/** Sends `Add connection`, and waits for its row. */
export async function addConnection(window: Page, dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Add connection' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(connectionRow(window, name)).toBeVisible();
}

export const connectionRow = (window: Page, name: string): Locator =>
  window.getByRole('table', { name: 'Connections' }).getByRole('row').filter({ hasText: name }).first();

/** A connection that asks a counterpart in the unpublished way; its credential goes through the entry window. */
export async function connectInferred(
  keyrack: Keyrack,
  provider: string,
  { url, ca, credential }: Counterpart,
): Promise<void> {
  const { window } = keyrack;
  const dialog = await openConnection(window, provider);
  await dialog.getByRole('radio', { name: 'Inferred API', exact: true }).click();
  await dialog.getByRole('button', { name: 'Advanced' }).click();
  await dialog.getByLabel('Base URL').fill(url);
  await dialog.getByLabel('CA certificate').fill(ca);
  await enterAfter(keyrack, credential, () => dialog.getByRole('button', { name: 'Add connection' }).click());
  await expect(dialog).toHaveCount(0);
  await expect(connectionRow(window, provider)).toBeVisible();
}

/** Types a secret into the window that an act opens; that window closes, for the value was taken. */
export async function enterAfter(
  { nextWindow }: Keyrack,
  secret: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const [entry] = await Promise.all([nextWindow('Enter secret'), act()]);
  await entry.getByLabel('Secret').fill(secret);
  await closeBy(entry, () => entry.getByRole('button', { name: 'Save secret' }).click());
}

async function choose(window: Page, field: Locator, option: string): Promise<void> {
  if ((await field.textContent())?.includes(option)) return;
  await field.click();
  await window.getByRole('option', { name: option }).click();
}

/** The box of one scope, in a dialog that offers them. */
export const scope = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('checkbox', { name, exact: true });

export const detail = (window: Page): Locator => window.getByRole('complementary', { name: 'Key detail' });

/** A button of the key's detail. */
export const action = (window: Page, name: string): Locator =>
  detail(window).getByRole('button', { name, exact: true });

/** A part of the key's detail, by its title. */
export const part = (window: Page, title: string): Locator =>
  detail(window).getByRole('region', { name: title, exact: true });

/** What stands beside a word in the key's detail. */
export const fact = (window: Page, name: string): Locator =>
  detail(window)
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]');

/** A button that cannot be pressed says why, on hover and focus. */
export async function expectRefusal(window: Page, button: Locator, why: string | RegExp): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.focus();
  await expect(window.getByRole('tooltip')).toContainText(why);
  await button.blur();
  await expect(window.getByRole('tooltip')).toHaveCount(0);
}

/** Presses a button of the detail and, in the dialog of the same name, what sends it. */
export async function act(window: Page, name: string, submit = name): Promise<void> {
  await action(window, name).click();
  const dialog = dialogOf(window, name);
  await dialog.getByRole('button', { name: submit, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** The same for what is done in the service's console: its steps are shown, and Keyrack takes the user's word. */
export async function actByHand(window: Page, name: string, step: RegExp): Promise<void> {
  await action(window, name).click();
  const dialog = dialogOf(window, name);
  const steps = dialog.getByRole('region', { name: 'Steps' });
  await expect(steps.getByRole('checkbox', { name: step })).toBeVisible();
  await dialog.getByRole('button', { name: 'I have done this', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

export async function keyNamed(window: Page, name: string): Promise<Key> {
  const keys = (await listKeys(window)).filter((key) => key.name === name);
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw new Error(`${keys.length} keys are named ${name}`);
  return key;
}

/** What `Verify` says of the key whose detail is shown. */
export async function verdict(window: Page, word: RegExp): Promise<void> {
  await action(window, 'Verify').click();
  await expect(detail(window).getByRole('status').filter({ hasText: word })).toBeVisible();
}
