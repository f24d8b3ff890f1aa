import type { Page } from '@playwright/test';
import type { Key } from '#shared/model/key.ts';
import { ask, listKeys } from './bridge.ts';
import { commandJson } from './command.ts';
import { clipboardOf, entryAfter, expectProblem, type, typeAndClose } from './entry.ts';
import { expect, type Keyrack, test } from './fixtures.ts';
import { dialogOf, furnish, makeConfirmedKey, makeKey, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

const VALUE = /^pg_live_/;
const APP_PASSPHRASE = 'an app passphrase';

const created = (window: Page) => dialogOf(window, 'Key created');
const isAcknowledged = async (window: Page, { id }: Key) =>
  (await listKeys(window)).find((key) => key.id === id)?.acknowledged;

async function createInDialog(window: Page, name: string): Promise<Key> {
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(created(window)).toBeVisible();
  const key = (await listKeys(window)).find((each) => each.name === name);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return key;
}

async function copyFromDetail({ window }: Keyrack, name: string): Promise<void> {
  await rowOf(window, name).click();
  await window.getByRole('complementary').getByRole('button', { name: 'Copy key' }).click();
}

/** Puts something else there, as another program would. */
const putOnClipboard = ({ app }: Keyrack, text: string) =>
  app.evaluate(async ({ clipboard }, value) => clipboard.writeText(value), text);

test('what was copied is gone after 30 seconds, unless something else was copied since; closing asks', async ({
  start,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window);
  const key = await createInDialog(window, 'Timed');
  const [reveal] = await Promise.all([
    keyrack.nextWindow('Secret'),
    created(window).getByRole('button', { name: 'Show once' }).click(),
  ]);
  await created(window).getByRole('button', { name: 'Copy key' }).click();
  await expect.poll(() => clipboardOf(keyrack)).toMatch(VALUE);
  await expect(created(window)).toContainText(/Clipboard clears in \d+ s/);

  // Meanwhile: closing asks, and going back, keeping and the timer confirm nothing.
  await window.keyboard.press('Escape');
  const asking = dialogOf(window, 'Not yet copied');
  await asking.getByRole('button', { name: 'Go back' }).click();
  await expect(created(window)).toBeVisible();
  await created(window).getByRole('button', { name: 'Close' }).click();
  await asking.getByRole('button', { name: 'Keep for later' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Timed')).toContainText('Not yet copied');

  await reveal.waitForEvent('close', { timeout: 35_000 });
  await expect.poll(() => clipboardOf(keyrack), { timeout: 35_000 }).toBe('');
  expect(await isAcknowledged(window, key)).toBe(false);
});

test('the clipboard is cleared on lock and on quit, and only of our own value', async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window);
  const key = await makeKey(window, 'Mine');
  await ask(window, 'keys.copy', { id: key.id });
  expect(await clipboardOf(keyrack)).toMatch(VALUE);
  await ask(window, 'storage.lock');
  expect(await clipboardOf(keyrack)).toBe('');
  expect(await isAcknowledged(window, key)).toBe(false);

  await ask(window, 'storage.unlock');
  await ask(window, 'keys.copy', { id: key.id });
  await putOnClipboard(keyrack, 'somebody else’s');
  await ask(window, 'storage.lock');
  expect(await clipboardOf(keyrack)).toBe('somebody else’s');

  await ask(window, 'storage.unlock');
  await ask(window, 'keys.copy', { id: key.id });
  // X forgets a clipboard with the program that holds it, so what is looked at is the clearing itself.
  await keyrack.app.evaluate(({ app, clipboard }) => {
    const clear = clipboard.clear.bind(clipboard);
    clipboard.clear = () => {
      clear();
      process.stderr.write('cleared at the end\n');
    };
    setImmediate(() => app.quit());
  });
  await keyrack.app.waitForEvent('close');
  expect(keyrack.stderr()).toContain('cleared at the end');
});

test('after the confirmation copying needs the app passphrase, and a copy-once environment forbids it', async ({
  start,
}) => {
  const keyrack = await start();
  const { window } = keyrack;
  await furnish(window, ['development', 'production']);
  const key = await createInDialog(window, 'Later');
  await created(window).getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect(await isAcknowledged(window, key)).toBe(true);
  await expect(ask(window, 'keys.showOnce', { id: key.id })).rejects.toThrow(/not shown again/);

  await copyFromDetail(keyrack, 'Later');
  const alert = window.getByRole('complementary').getByRole('alert');
  await expect(alert).toContainText(/No app passphrase is set.*Set one in Settings, under Security/s);
  expect(await clipboardOf(keyrack)).not.toMatch(VALUE);

  await window.getByRole('link', { name: 'Settings' }).click();
  const set = window.getByRole('button', { name: 'Set an app passphrase' });
  const choosing = await entryAfter(keyrack, 'Enter passphrase', () => set.click());
  await typeAndClose(choosing, 'Set passphrase', APP_PASSPHRASE, APP_PASSPHRASE);
  await window.getByRole('link', { name: 'Rack' }).click();
  const asking = await entryAfter(keyrack, 'Enter passphrase', () => copyFromDetail(keyrack, 'Later'));
  await type(asking, 'Continue', 'a wrong passphrase');
  await expectProblem(asking, 'not the app passphrase');
  expect(await clipboardOf(keyrack)).not.toMatch(VALUE);
  await typeAndClose(asking, 'Continue', APP_PASSPHRASE);
  await expect.poll(() => clipboardOf(keyrack)).toMatch(VALUE);

  const shipping = await makeConfirmedKey(window, 'Shipping', 'production');
  await window.getByRole('button', { name: 'All environments' }).click();
  await rowOf(window, 'Shipping').click();
  const copy = window.getByRole('complementary').getByRole('button', { name: 'Copy key' });
  await expect(copy).toBeDisabled();
  await expect(ask(window, 'keys.copy', { id: shipping.id })).rejects.toThrow(
    /only until they are confirmed/,
  );
});

test('a crash, the command and a restart confirm nothing: the next start asks, for several in one list', async ({
  start,
  place,
}) => {
  const first = await start();
  await furnish(first.window);
  const shown = await createInDialog(first.window, 'Cut short');
  const died = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await died;

  const second = await start();
  await expect(created(second.window)).toContainText(/Cut short.*Development/s);
  await created(second.window).getByRole('button', { name: 'Close' }).click();
  await second.window.getByRole('button', { name: 'Keep for later' }).click();

  const making = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'Typed'];
  await commandJson(place, making);
  await expect(rowOf(second.window, 'Typed')).toContainText('Not yet copied', { timeout: 5_000 });
  // It never stands in the way of what needs the key.
  expect(await ask(second.window, 'keys.verify', { id: shown.id })).toMatchObject({ is: 'valid' });
  await second.close();

  const { window } = await start();
  await expect(created(window)).toContainText('2 keys are not yet copied');
  const one = created(window).getByRole('region', { name: 'Typed' });
  await one.getByRole('button', { name: 'I have copied the key' }).click();
  await expect(created(window)).toContainText(/Cut short.*Development/s);
  await created(window).getByRole('button', { name: 'I have copied the key' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect((await listKeys(window)).map(({ acknowledged }) => acknowledged)).toEqual([true, true]);
});
