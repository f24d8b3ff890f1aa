import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Account, keyAccount, type SecretStore } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createKeychainItems } from '../../electron/keychain/keychain-items.ts';
import type { Keytar } from '../../electron/keychain/keytar-calls.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { openHome } from '../../electron/platform/home.ts';
import { type Keyring, startTestKeyring } from './keychain/keyring.ts';
import { type RemoteStore, startRemoteStore } from './keychain/remote-store.ts';

const run = promisify(execFile);
const account = keyAccount('7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11', '0d7f1c2e-1111-4222-8333-444455556666');
/** Each test starts processes; a busy machine takes its time for them. */
const PATIENCE_MS = 120_000;
const LONG = 'L'.repeat(5000);

let home: string;
let keyring: Keyring;
let stores: RemoteStore[];

beforeEach(async () => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  keyring = await startTestKeyring();
  stores = [];
}, PATIENCE_MS);
afterEach(async () => {
  for (const store of stores) store.kill();
  await keyring.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = keyring.env): Promise<RemoteStore> {
  const store = await startRemoteStore(home, env);
  stores.push(store);
  return store;
}

/** The value itself: two closed secrets look equal to a matcher whatever they hold. */
async function valueIn(store: SecretStore, from: Account = account): Promise<string> {
  const found = await store.read(from);
  return found.state === 'present' ? found.secret.expose() : found.state;
}

/** Items of ours in the keyring, by account. */
async function accountsInKeyring(): Promise<readonly string[]> {
  const { stderr, stdout } = await run('secret-tool', ['search', '--all', 'service', 'keyrack'], {
    env: keyring.env,
  });
  return [...`${stdout}${stderr}`.matchAll(/attribute\.account = (.+)/g)]
    .map(([, found]) => found ?? '')
    .sort();
}

function recording(value: string | null): { readonly calls: string[]; readonly load: () => Promise<Keytar> } {
  const calls: string[] = [];
  const keytar: Keytar = {
    getPassword: async () => {
      calls.push('get');
      return value;
    },
    setPassword: async () => {
      calls.push('set');
    },
    deletePassword: async () => {
      calls.push('delete');
      return true;
    },
  };
  return { calls, load: async () => keytar };
}

test('secret-tool finds the item under service keyrack and the account', async () => {
  await (await start()).write(account, new Secret('found by others'));
  expect(await keyring.lookup(account)).toBe('found by others');
});

test('a long value stands in a sealed file, and in the keyring only the mark and the data key', async () => {
  const store = await start();
  await store.write(account, new Secret(LONG));
  expect(await keyring.lookup(account)).toBe('keyrack:sealed-file:1');
  expect(await readdir(join(home, 'sealed'))).toEqual([
    '0d7f1c2e-1111-4222-8333-444455556666',
    'data-key.id',
  ]);
  expect(await accountsInKeyring()).toEqual([account, expect.stringMatching(/^sealed\/[0-9a-f-]{36}$/)]);
});

test('keytar is not called while the keyring is locked, so no prompt can open', async () => {
  await (await start()).write(account, new Secret('kept'));
  await keyring.lock();
  const { calls, load } = recording(null);
  const items = createKeychainItems({ clock: systemClock, env: { ...keyring.env }, load });
  expect(await items.read(account)).toMatchObject({
    state: 'locked',
    next: expect.stringContaining('Unlock it'),
  });
  await expect(items.write(account, 'other')).rejects.toMatchObject({ code: 'storage-locked' });
  await expect(items.remove(account)).rejects.toMatchObject({ code: 'storage-locked' });
  expect(calls).toEqual([]);
});

test('an item that is not there is absent without a call of keytar', async () => {
  const { calls, load } = recording(null);
  const items = createKeychainItems({ clock: systemClock, env: { ...keyring.env }, load });
  expect(await items.read(account)).toEqual({ state: 'absent' });
  expect(calls).toEqual([]);
});

test('items are read without a call of keytar, together and each as it is', async () => {
  const store = await start();
  const ids = Array.from({ length: 120 }, (_, at) =>
    keyAccount('7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11', `many-${at}`),
  );
  for (const [at, id] of ids.slice(0, 20).entries()) await store.write(id, new Secret(`välue ${at} 🔑`));
  const { calls, load } = recording(null);
  const items = createKeychainItems({ clock: systemClock, env: { ...keyring.env }, load });
  const found = await Promise.all(ids.map((id) => items.read(id)));
  expect(found).toEqual(
    ids.map((_, at) => (at < 20 ? { state: 'present', value: `välue ${at} 🔑` } : { state: 'absent' })),
  );
  expect(calls).toEqual([]);
});

test('a missing keychain library is unavailable, and the words name the package', async () => {
  const load = async () => {
    throw new Error('Failed to load keytar native addon');
  };
  const items = createKeychainItems({ clock: systemClock, platform: 'linux', env: { ...keyring.env }, load });
  expect(await items.trouble()).toMatchObject({
    state: 'unavailable',
    next: expect.stringContaining('libsecret-1-0'),
  });
});

test('after an unlock everything is there again, for the same process', async () => {
  const store = await start();
  await store.write(account, new Secret(LONG));
  await keyring.lock();
  expect(await store.read(account)).toMatchObject({ state: 'locked' });
  await keyring.unlock();
  expect(await valueIn(store)).toBe(LONG);
});

test('a bus that does not answer is unavailable', async () => {
  const store = await start({ ...keyring.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${keyring.folder}/none` });
  const reason = expect.stringContaining('D-Bus session does not answer');
  expect(await store.status()).toEqual({ state: 'unavailable', reason });
  expect(await store.read(account)).toEqual({ state: 'unavailable', reason });
  await expect(store.write(account, new Secret('x'))).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('a bus without a keyring service is unavailable, and the words name services', async () => {
  const empty = await startTestKeyring({ daemon: false });
  try {
    const store = await start(empty.env);
    expect(await store.status()).toEqual({
      state: 'unavailable',
      reason: expect.stringContaining('gnome-keyring'),
    });
    await expect(store.write(account, new Secret('x'))).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
  } finally {
    await empty.stop();
  }
});

test('a daemon killed in the middle is unavailable and loses nothing', async () => {
  const store = await start();
  await store.write(account, new Secret('kept'));
  await keyring.signal('SIGKILL');
  expect(await store.read(account)).toMatchObject({ state: 'unavailable' });
  await expect(store.write(account, new Secret('x'))).rejects.toMatchObject({ code: 'storage-unavailable' });
  await keyring.startAgain();
  expect(await valueIn(store)).toBe('kept');
  // libsecret, which writes, holds on to the old daemon where no GLib loop runs, as in this process.
  await expect(store.write(account, new Secret('x'))).rejects.toMatchObject({
    code: 'storage-unavailable',
    next: expect.stringContaining('Start Keyrack again'),
  });
  expect(await valueIn(await start())).toBe('kept');
});

test('a daemon that hangs is unavailable, not waited for', async () => {
  const store = await start();
  await store.write(account, new Secret('kept'));
  await keyring.signal('SIGSTOP');
  expect(await store.status()).toEqual({
    state: 'unavailable',
    reason: expect.stringContaining('does not answer'),
  });
  expect(await store.read(account)).toMatchObject({ state: 'unavailable' });
  await keyring.signal('SIGCONT');
  expect(await valueIn(store)).toBe('kept');
});

test('the session bus is found in the runtime folder when no variable names it', async () => {
  const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = keyring.env;
  const store = await start({ ...env, XDG_RUNTIME_DIR: keyring.folder });
  await store.write(account, new Secret('found'));
  expect(await keyring.lookup(account)).toBe('found');
});

test('processes that make the data key at once end with one, and each reads what the others sealed', async () => {
  const writers = await Promise.all([1, 2, 3, 4].map(() => start()));
  const ids = writers.map((_, index) => keyAccount('7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11', `long-${index}`));
  await Promise.all(
    writers.map((store, index) => store.write(ids[index] ?? account, new Secret(LONG + index))),
  );
  for (const store of writers) {
    const found = await Promise.all(ids.map((id) => valueIn(store, id)));
    expect(found).toEqual(ids.map((_, index) => LONG + index));
  }
  expect((await accountsInKeyring()).filter((name) => name.startsWith('sealed/'))).toHaveLength(1);
});

test(
  'killed while a value moves between item and file, one of the values is there, whole',
  async () => {
    const values = ['short one', LONG, 'short two', `${LONG}${LONG}`];
    const reader = await start();
    await reader.write(account, new Secret('short one'));
    for (let round = 0; round < 8; round += 1) {
      const writer = await start();
      const writing = values.map((value) => writer.write(account, new Secret(value)).catch(() => {}));
      await Promise.race([Promise.all(writing), delay(round * 5)]);
      writer.kill();
      expect(values).toContain(await valueIn(reader));
    }
  },
  PATIENCE_MS,
);

test('a sealed file that is gone is unavailable, not absent', async () => {
  const store = await start();
  await store.write(account, new Secret(LONG));
  rmSync(join(home, 'sealed', '0d7f1c2e-1111-4222-8333-444455556666'));
  expect(await store.read(account)).toMatchObject({
    state: 'unavailable',
    reason: expect.stringContaining('copy'),
  });
});

test('a data key that is gone from the keyring is not made anew', async () => {
  const store = await start();
  await store.write(account, new Secret(LONG));
  const key = (await accountsInKeyring()).find((name) => name.startsWith('sealed/')) ?? '';
  await run('secret-tool', ['clear', 'service', 'keyrack', 'account', key], { env: keyring.env });
  const reason = expect.stringContaining(join(home, 'sealed'));
  expect(await store.read(account)).toEqual({ state: 'unavailable', reason });
  await expect(store.write(account, new Secret(LONG))).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(existsSync(join(home, 'sealed', 'data-key.id'))).toBe(true);
});
