import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { command, commandFailure, commandJson } from './command.ts';
import { clipboardOf, entryAfter, expectProblem, type, typeAndClose } from './entry.ts';
import { expect, type Keyrack, type Launch, type Place, test } from './fixtures.ts';
import { dialogOf, makeConfirmedKey, newKey, openExport } from './rack.ts';
import { rowOf } from './steps.ts';

const PASSPHRASE = 'correct hörse battery';
// Not even a bus: what is kept, is kept sealed.
const NO_BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const LOCKED = /Passphrase\W*locked/i;
const UNLOCKED = /Passphrase\W*unlocked/i;
const fd = { env: NO_BUS, passphrase: `${PASSPHRASE}\n` };

const modeOf = (file: string) => statSync(file).mode & 0o777;
const storage = (window: Page) => window.getByRole('status', { name: 'Storage' });
const EXEC = ['exec', '--key', 'Sealed key', '--', 'sh', '-c', 'printf %s "$PLAYGROUND_API_KEY" | sha256sum'];

type Start = (options?: Launch) => Promise<Keyrack>;
const open = (start: Start) => start({ env: NO_BUS });

/** The first run, with the passphrase chosen, until the rack. */
async function choosePassphrase(keyrack: Keyrack): Promise<void> {
  const { window } = keyrack;
  const next = window.getByRole('button', { name: 'Continue' });
  await expect(window.getByRole('radio', { name: /Passphrase/ })).toBeChecked();
  const entry = await entryAfter(keyrack, 'Enter passphrase', () => next.click());
  await typeAndClose(entry, 'Set passphrase', PASSPHRASE, PASSPHRASE);
  await window.getByRole('button', { name: 'Create environments' }).click();
  await window.getByRole('button', { name: 'Add connection' }).click();
  await dialogOf(window, 'New key').getByRole('button', { name: 'Cancel' }).click();
  await expect(newKey(window)).toBeVisible();
}

test('a passphrase is typed twice, and what is too short or not equal can be typed again', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const keyrack = await open(start);
  const next = keyrack.window.getByRole('button', { name: 'Continue' });
  const entry = await entryAfter(keyrack, 'Enter passphrase', () => next.click());
  await type(entry, 'Set passphrase', '', '');
  await expect(entry.getByRole('alert')).toContainText('Enter the passphrase');
  await type(entry, 'Set passphrase', 'short', 'short');
  await expectProblem(entry, 'at least 8 characters; this has 5');
  await type(entry, 'Set passphrase', PASSPHRASE, `${PASSPHRASE} `);
  await expectProblem(entry, 'differ');
  expect(readdirSync(place.home)).not.toContain('vault.json');
  await Promise.all([entry.waitForEvent('close'), entry.getByRole('button', { name: 'Cancel' }).click()]);
  // Nothing was chosen: the question stays.
  await expect(next).toBeEnabled();
  await choosePassphrase(keyrack);
  await expect(storage(keyrack.window)).toContainText(UNLOCKED);
  const short = { env: NO_BUS, passphrase: 'short\n' };
  const choosing = ['init', '--storage', 'passphrase', '--passphrase-fd', '3'];
  const elsewhere = { ...place, home: join(place.config, 'other') };
  expect(await commandFailure(elsewhere, choosing, short)).toMatchObject({ exit: 2, code: 'invalid-input' });
});

async function mainJob(window: Page, place: Place): Promise<void> {
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  await dialog.getByLabel('Name').fill('Sealed key');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialogOf(window, 'Key created').getByRole('button', { name: 'I have copied the key' }).click();
  const exporting = await openExport(window, 'Sealed key');
  await exporting.getByLabel('Command').fill('npx x');
  await exporting.getByRole('radio', { name: /Value in the file/ }).click();
  await exporting.getByRole('button', { name: 'Export' }).click();
  await expect(exporting).toHaveCount(0);
  const entry = JSON.parse(readFileSync(place.claude, 'utf8')).mcpServers['playground-dev'];
  expect(entry.env.PLAYGROUND_API_KEY).toMatch(/^pg_live_/);
  expect(modeOf(place.claude)).toBe(0o600);
}

test('the main job, and a restart: locked it lists, unlocked it copies and serves the command', async ({
  start,
  place,
}) => {
  const first = await open(start);
  await choosePassphrase(first);
  await mainJob(first.window, place);
  const sealed = readdirSync(join(place.home, 'sealed'));
  expect(sealed.length).toBeGreaterThanOrEqual(2);
  for (const name of ['vault.json', ...sealed.map((each) => join('sealed', each))]) {
    expect([name, modeOf(join(place.home, name))]).toEqual([name, 0o600]);
  }
  await first.close();

  const keyrack = await open(start);
  const { window } = keyrack;
  await expect(storage(window)).toContainText(LOCKED);
  await expect(rowOf(window, 'Sealed key')).toContainText('Active');
  await newKey(window).click();
  const dialog = dialogOf(window, 'New key');
  await dialog.getByLabel('Name').fill('Not now');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Storage is locked');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await commandFailure(place, EXEC, { env: NO_BUS })).toMatchObject({ exit: 3 });

  const unlock = window.getByRole('contentinfo').getByRole('button', { name: 'Unlock' });
  const entry = await entryAfter(keyrack, 'Enter passphrase', () => unlock.click());
  await type(entry, 'Continue', 'not the passphrase');
  await expectProblem(entry, 'That is not the passphrase');
  await typeAndClose(entry, 'Continue', PASSPHRASE);
  await expect(storage(window)).toContainText(UNLOCKED);

  await rowOf(window, 'Sealed key').click();
  const copy = window.getByRole('complementary').getByRole('button', { name: 'Copy key' });
  const asking = await entryAfter(keyrack, 'Enter passphrase', () => copy.click());
  await type(asking, 'Continue', 'not the passphrase');
  await expectProblem(asking, 'not the');
  await typeAndClose(asking, 'Continue', PASSPHRASE);
  await expect.poll(() => clipboardOf(keyrack)).toMatch(/^pg_live_/);

  // The app is the agent: no command asks for the passphrase now.
  expect(await commandJson(place, ['status'], { env: NO_BUS })).toMatchObject({
    tier: 'passphrase',
    state: 'ready',
  });
  expect(await command(place, EXEC, { env: NO_BUS })).toMatchObject({ code: 0, err: '' });
  expect(await commandJson(place, ['key', 'list'], { env: NO_BUS })).toHaveLength(1);

  await window.getByRole('button', { name: 'Lock' }).click();
  await expect(storage(window)).toContainText(LOCKED);
  expect(await clipboardOf(keyrack)).toBe('');
  expect(await commandFailure(place, EXEC, { env: NO_BUS })).toMatchObject({
    exit: 3,
    code: 'storage-locked',
  });
  expect(await commandJson(place, ['key', 'list'], { env: NO_BUS })).toHaveLength(1);
});

test('the command unlocks for a while and locks, and a lock by it reaches the window', async ({
  start,
  place,
}) => {
  const keyrack = await open(start);
  const { window } = keyrack;
  await choosePassphrase(keyrack);
  await makeConfirmedKey(window, 'Sealed key');
  expect((await command(place, ['lock'], { env: NO_BUS })).code).toBe(0);
  await expect(storage(window)).toContainText(LOCKED);
  expect((await ask(window, 'storage.status')).state).toBe('locked');
  await keyrack.close();

  const unlocking = ['unlock', '--for', '1h', '--passphrase-fd', '3'];
  const wrong = { env: NO_BUS, passphrase: 'not the passphrase\n' };
  expect(await commandFailure(place, unlocking, wrong)).toMatchObject({ exit: 3, code: 'wrong-passphrase' });
  expect(await commandFailure(place, EXEC, { env: NO_BUS })).toMatchObject({ exit: 3 });
  try {
    expect(await commandJson(place, unlocking, fd)).toMatchObject({ state: 'ready' });
    expect((await command(place, EXEC, { env: NO_BUS })).code).toBe(0);
    // A window that opens now uses the command's agent.
    const again = await open(start);
    await expect(storage(again.window)).toContainText(UNLOCKED);
    await again.close();
  } finally {
    expect(await commandJson(place, ['lock'], { env: NO_BUS })).toMatchObject({ state: 'locked' });
  }
  expect(await commandFailure(place, EXEC, { env: NO_BUS })).toMatchObject({ exit: 3 });
});
