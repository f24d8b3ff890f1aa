import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startTestKeyring } from '../contract/keychain/keyring.ts';
import { startBare } from './bare.ts';
import { commandFailure, commandJson } from './command.ts';
import { expect, type Keyrack, type Launch, type Place, test } from './fixtures.ts';
import { whileProtected } from './protection.ts';
import { dialogOf, furnish, makeConfirmedKey, newKey } from './rack.ts';
import { rowOf } from './steps.ts';

type Start = (options?: Launch) => Promise<Keyrack>;

const NOWHERE = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

test.describe('the keychain', () => {
  test('is not there: the first run says why and offers the passphrase', async ({ start, place }) => {
    const { window } = await start({ env: NOWHERE });
    await expect(window.getByRole('radio', { name: /Keychain/ })).toBeDisabled();
    await expect(window.getByRole('radio', { name: /Passphrase/ })).toBeChecked();
    await expect(window.getByRole('main')).toContainText(/session bus|D-Bus/);
    await expect(window.getByRole('status', { name: 'Storage' })).toContainText('No storage chosen');
    const failure = await commandFailure(place, ['init', '--storage', 'keychain'], { env: NOWHERE });
    expect(failure).toMatchObject({ exit: 3, code: 'storage-unavailable' });
  });

  test('is locked: lists still work, making waits for it, and what was typed stays', async ({
    start,
    place,
  }) => {
    const keyring = await startTestKeyring();
    const env = { DBUS_SESSION_BUS_ADDRESS: keyring.env.DBUS_SESSION_BUS_ADDRESS };
    try {
      const { window } = await start({ env });
      await furnish(window);
      await makeConfirmedKey(window, 'Before');
      await keyring.lock();

      await newKey(window).click();
      const dialog = dialogOf(window, 'New key');
      await dialog.getByLabel('Name').fill('While locked');
      await dialog.getByRole('button', { name: 'Create key' }).click();
      const alert = dialog.getByRole('alert');
      await expect(alert).toContainText('Storage is locked');
      await alert.getByRole('button', { name: 'Unlock' }).click();
      // The dialog hides the rest of the page from assistive technology, not from the eye.
      const status = window.getByRole('status', { name: 'Storage', includeHidden: true });
      await expect(status).toContainText(/Keychain\W*locked/i);
      await expect(dialog.getByLabel('Name')).toHaveValue('While locked');
      const making = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'X'];
      expect(await commandFailure(place, making, { env })).toMatchObject({ exit: 3, code: 'storage-locked' });
      expect(await commandJson(place, ['key', 'list'], { env })).toHaveLength(1);

      await keyring.unlock();
      await dialog.getByRole('button', { name: 'Create key' }).click();
      await expect(dialogOf(window, 'Key created')).toBeVisible();
    } finally {
      await keyring.stop();
    }
  });
});

const REFUSAL = 'Keyrack could not start';

/** What the app shows in a window when it cannot start; closing it ends the app with 1. */
async function expectRefusal({ app }: Keyrack, words: readonly (string | RegExp)[]): Promise<void> {
  // Where the ledger is at fault it takes the place of the window that was on its way.
  const shown = () => app.windows().filter((window) => !window.isClosed());
  await expect.poll(() => Promise.all(shown().map((window) => window.title()))).toEqual([REFUSAL]);
  const [window] = shown();
  if (window === undefined) throw new Error('the window is gone');
  for (const word of words) await expect(window.getByRole('main')).toContainText(word);
  await expect(window.getByRole('main')).toContainText('Next:');
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await window.close();
  expect(await ended).toBe(1);
}

test.describe('a home that cannot be used', () => {
  const refused = async (start: Start, place: Place, words: RegExp) => {
    // Chromium needs a folder even then: it is gone afterwards.
    const env = { KEYRACK_HOME: place.home, TMPDIR: place.config };
    await expectRefusal(await start({ env }), [words, /--home|KEYRACK_HOME/]);
    expect(readdirSync(place.config)).toEqual([]);
    const bare = startBare(place);
    await expect.poll(bare.stderr).toMatch(words);
    expect(bare.stderr()).toMatch(/\n.*--home/);
    await bare.end();
    const failure = await commandFailure(place, ['status']);
    expect(failure).toMatchObject({ exit: 1, code: 'home-failed', message: expect.stringMatching(words) });
    expect(failure.next).toMatch(/--home/);
  };

  test('because a file has its place: the file stays', async ({ start, place }) => {
    writeFileSync(place.home, 'mine');
    await refused(start, place, /is a file/);
    expect(readFileSync(place.home, 'utf8')).toBe('mine');
  });

  test('because no folder can be made there', { tag: '@in-full' }, async ({ start, place }) => {
    await refused(start, { ...place, home: '/proc/keyrack' }, /Keyrack cannot use \/proc\/keyrack/);
  });

  test('because nobody may write into it', { tag: '@in-full' }, async ({ start, place }) => {
    await commandJson(place, ['env', 'add', 'Mine', '--stage', 'custom']);
    await whileProtected(place.home, () => refused(start, place, /permi/));
    expect(await commandJson(place, ['env', 'list'])).toHaveLength(1);
  });
});

test.describe('a ledger', () => {
  const ledgers: readonly (readonly [string, string, RegExp, (file: string) => void])[] = [
    [
      'of a newer Keyrack',
      'ledger-newer',
      /written by a newer Keyrack/,
      (file) => {
        const db = new DatabaseSync(file);
        db.exec('PRAGMA user_version = 9999');
        db.close();
      },
    ],
    ['that is none', 'home-failed', /is not a ledger/, (file) => writeFileSync(file, 'x'.repeat(8192))],
    [
      'that is damaged',
      'home-failed',
      /is damaged|is not a ledger/,
      (file) => writeFileSync(file, readFileSync(file).fill(0xff, 100, 4096)),
    ],
  ];
  for (const [name, code, words, spoil] of ledgers) {
    test(`${name} is named and left as it is`, async ({ start, place }) => {
      await commandJson(place, ['env', 'add', 'Mine', '--stage', 'custom']);
      const file = join(place.home, 'ledger.db');
      spoil(file);
      const bytes = readFileSync(file);
      await expectRefusal(await start(), [words, file]);
      expect(await commandFailure(place, ['env', 'list'])).toMatchObject({ exit: 1, code });
      expect(readFileSync(file).equals(bytes)).toBe(true);
    });
  }
});

test('a broken vault.json is named and left alone, and the rack can be browsed', async ({ start, place }) => {
  await commandJson(place, ['init', '--storage', 'keychain']);
  await commandJson(place, ['env', 'add', 'Mine', '--stage', 'custom']);
  const adding = ['key', 'add', '--env', 'Mine', '--name', 'Old key', '--var', 'OLD'];
  await commandJson(place, adding, { stdin: 'a value' });
  const file = join(place.home, 'vault.json');
  for (const content of ['{"schema":1,"tier":"other"}', '{"schema":2,"tier":"keychain"}', '', '{']) {
    writeFileSync(file, content);
    const failure = await commandFailure(place, ['exec', '--key', 'Old key', '--', 'true']);
    expect(failure).toMatchObject({ exit: 3, code: 'storage-unavailable' });
    expect(failure.message + failure.next).toContain(file);
  }
  const { window } = await start();
  await expect(rowOf(window, 'Old key')).toBeVisible();
  await expect(window.getByRole('status', { name: 'Storage' })).toContainText(file);
  await rowOf(window, 'Old key').click();
  await window.getByRole('complementary').getByRole('button', { name: 'Copy key' }).click();
  await expect(window.getByRole('alert')).toContainText(file);
  expect(readFileSync(file, 'utf8')).toBe('{');
});

test('broken preferences are set aside and the app starts', async ({ start, place }) => {
  // By preferences alone no folder is a home.
  mkdirSync(join(place.home, 'sealed'), { mode: 0o700, recursive: true });
  const file = join(place.home, 'preferences.json');
  const broken = ['{ "theme', '', 'null', '["mine"]'];
  for (const [index, content] of broken.entries()) {
    writeFileSync(file, content);
    const { window, close } = await start();
    await expect(window.getByRole('button', { name: 'Continue' })).toBeVisible();
    await close();
    const aside = readdirSync(place.home).filter((name) => name.startsWith('preferences.broken-'));
    expect(aside.map((name) => readFileSync(join(place.home, name), 'utf8'))).toEqual(
      broken.slice(0, index + 1),
    );
  }
  // Read, but of no use: defaults serve, and nothing is lost of it.
  writeFileSync(file, '{"preferences":{"theme":9},"window":{"x":"a","y":0,"width":-1},"other":1}');
  const { window } = await start();
  await expect(window.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ other: 1 });
});

test('a second start brings the first window to the front and ends; another home runs beside it', async ({
  start,
  place,
}) => {
  const { app } = await start();
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    if (window === undefined) throw new Error('there is no window');
    window.isMinimized = () => true;
    window.restore = () => seen.push('restored');
    window.focus = () => seen.push('focused');
  });
  const second = startBare(place);
  expect(await second.ended).toBe(0);
  expect(second.stderr()).toMatch(/^keyrack: Keyrack is open already with this home/m);
  const seen = () => app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  await expect.poll(seen).toEqual(['restored', 'focused']);

  const { window } = await start({ env: { KEYRACK_HOME: join(place.config, 'other') } });
  await expect(window.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(app.windows()).toHaveLength(1);
});
