import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestKeyring } from '#tests/contract/keychain/keyring.ts';
import { call, listKeys } from './bridge.ts';
import { test as base, expect, type Keyrack } from './fixtures.ts';
import { makeKey, type Seeded, seed } from './seed.ts';
import { rowOf } from './steps.ts';

type Keyring = Awaited<ReturnType<typeof startTestKeyring>>;

/** A home with keys in it, a keyring that can be locked, and a start that has no network. */
interface Away {
  readonly keyring: Keyring;
  readonly seeded: Seeded;
  /** A listener on Playground's port that never answers: what a dead network looks like. */
  readonly startAway: () => Promise<Keyrack>;
}

const test = base.extend<{ away: Away }>({
  away: async ({ start }, use) => {
    const keyring = await startTestKeyring();
    const env = { ...keyring.env, ELECTRON_RUN_AS_NODE: undefined };
    const first = await start({ env });
    const seeded = await seed(first.window);
    await makeKey(first.window, seeded, { name: 'Newsletter' });
    await makeKey(first.window, seeded, { name: 'Waiting', acknowledged: false });
    await first.close();
    const mute = createServer(() => undefined);
    const port = Number(new URL(seeded.playground.baseUrl).port);
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    // A proxy where nobody listens, for everything that is not this machine.
    const args = ['--proxy-server=127.0.0.1:9'];
    await use({ keyring, seeded, startAway: () => start({ env, args }) });
    mute.close();
    await keyring.signal('SIGCONT').catch(() => undefined);
    await keyring.stop();
  },
});

const statusOf = ({ window }: Keyrack) => window.getByRole('status', { name: 'Storage' });

/** Lists, searches and browses: all that needs no secret and no service. */
async function expectBrowsable({ window }: Keyrack): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Key created' });
  await expect(dialog).toBeVisible();
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: 'Keep for later' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(window, 'Newsletter')).toContainText('Active');
  await window.keyboard.press('/');
  await expect(window.getByRole('searchbox')).toBeFocused();
  await window.keyboard.type('newsl');
  await expect(rowOf(window, 'Waiting')).toHaveCount(0);
  await rowOf(window, 'Newsletter').click();
  await expect(window.getByRole('complementary')).toContainText('contacts:read');
  for (const [view, text] of [
    ['Targets', 'Nothing delivered yet'],
    ['Connections', 'Playground'],
    ['Settings', 'Appearance'],
    ['Rack', 'Newsletter'],
  ] as const) {
    await window.getByRole('link', { name: view }).click();
    await expect(window.getByRole('main')).toContainText(text);
  }
}

// A promise that was broken once is broken.
test.describe.configure({ retries: 0 });

test('with a locked keyring and no network the app starts, lists, searches and browses', async ({ away }) => {
  await away.keyring.lock();
  const keyrack = await away.startAway();
  await expectBrowsable(keyrack);
  await expect(statusOf(keyrack)).toContainText('Keychain, locked');
  await expect(statusOf(keyrack)).toContainText('The keyring of your desktop is locked.');

  const { window } = keyrack;
  const [key] = await listKeys(window);
  const waiting = (await listKeys(window)).find(({ acknowledged }) => !acknowledged);
  const { development, playground } = away.seeded;
  const create = { environmentId: development.id, connectionId: playground.id, name: 'New' };
  for (const [method, input] of [
    ['keys.copy', { id: waiting?.id }],
    ['keys.showOnce', { id: waiting?.id }],
    ['keys.create', create],
    ['keys.verify', { id: key?.id }],
    ['connections.test', { id: playground.id }],
    ['storage.unlock', undefined],
  ] as const) {
    const result = await call(window, method, input);
    const { code, message, next } = result.ok ? { code: null, message: '', next: '' } : result.error;
    expect(code, method).toBe('storage-locked');
    expect(`${message} ${next}`, method).toMatch(/keyring of your desktop is locked\..* Unlock it/);
  }
  await rowOf(window, 'Newsletter').click();
  await window.getByRole('complementary').getByRole('button', { name: 'Verify' }).click();
  await expect(window.getByRole('complementary').getByRole('alert')).toContainText('Storage is locked');

  await away.keyring.unlock();
  await window.getByRole('contentinfo').getByRole('button', { name: 'Unlock' }).click();
  await expect(statusOf(keyrack)).not.toContainText('locked');
});

/** Starts the page anew. @returns what it said of the storage at the moment when the first key was there */
async function saidAtFirstKey({ app, window }: Keyrack): Promise<string> {
  await app.context().addInitScript(() => {
    const said = Promise.withResolvers<string>();
    Object.assign(globalThis, { saidAtFirstKey: said.promise });
    const observer = new MutationObserver(() => {
      if (document.querySelector('tr[data-key]') === null) return;
      said.resolve(document.querySelector('[role="status"][aria-label="Storage"]')?.textContent ?? '');
      observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await window.reload();
  return window.evaluate(() => (globalThis as unknown as { saidAtFirstKey: Promise<string> }).saidAtFirstKey);
}

test('with a keyring that never answers the rack is there before anybody has given up on it', {
  tag: '@in-full',
}, async ({ away }) => {
  await away.keyring.signal('SIGSTOP');
  const keyrack = await away.startAway();
  expect(await saidAtFirstKey(keyrack)).toBe('Looking for the keychain');
  await expectBrowsable(keyrack);
  await expect(statusOf(keyrack)).toContainText('does not answer');
});

test('with no session bus at all the rack is there, and the storage says why it is closed', {
  tag: '@in-full',
}, async ({ start, away }) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-'));
  const keyrack = await start({
    env: { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: folder, HOME: folder },
  });
  await expectBrowsable(keyrack);
  await expect(statusOf(keyrack)).toContainText('Keychain, unavailable');
  await expect(statusOf(keyrack)).toContainText('There is no D-Bus session here');
  expect(away.seeded.environments).toHaveLength(3);
  rmSync(folder, { recursive: true, force: true });
});
