import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Account, keyAccount } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';
import { type MemoryStore, memoryStore } from '#tests/fakes/memory-store.ts';
import { agentAddresses } from '../../../electron/keychain/agent-address.ts';
import { createStorageTiers, type StorageDeps } from '../../../electron/keychain/index.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const PASSPHRASE = new Secret('correct horse battery');
const OTHER = new Secret('incorrect horse battery');
const [first, second] = [keyAccount('env', 'first'), keyAccount('env', 'second')] as [Account, Account];

let home: string;
let keychain: MemoryStore;

beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  keychain = memoryStore();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (deps: Partial<StorageDeps> = {}): StorageTiers =>
  createStorageTiers({
    home,
    files: createPrivateFiles(home),
    clock: fakeClock(),
    holdsSecrets: () => false,
    keychain,
    ...deps,
  });

const noKeychain = () => {
  keychain.state = 'unavailable';
  keychain.reason = 'No keyring service runs. Install one.';
};

const readValue = async (tiers: StorageTiers, account: Account) => {
  const found = await (await tiers.store()).read(account);
  return found.state === 'present' ? found.secret.expose() : found.state;
};

test('without a choice a working keychain is used', async () => {
  const tiers = open();
  expect((await tiers.store()).tier).toBe('keychain');
  expect(await tiers.status()).toEqual({
    tier: 'keychain',
    chosen: false,
    state: 'ready',
    reason: null,
    keychain: { state: 'ready', reason: null },
    presence: false,
    appLocked: false,
  });
  expect(existsSync(join(home, 'vault.json'))).toBe(false);
});

test('without a choice and without a keychain a secret cannot be kept, and the words say how to choose', async () => {
  noKeychain();
  const tiers = open();
  await expect(tiers.store()).rejects.toMatchObject({
    code: 'storage-unchosen',
    message: expect.stringContaining('No keyring service runs.'),
    next: expect.stringContaining('keyrack init --storage keychain|passphrase'),
  });
  expect(await tiers.status()).toMatchObject({ tier: null, chosen: false, state: 'unavailable' });
});

test('a chosen keychain that is gone is unavailable: no other tier takes its place', async () => {
  const tiers = open();
  await tiers.choose('keychain', null);
  noKeychain();
  expect((await tiers.store()).tier).toBe('keychain');
  const reason = 'No keyring service runs. Install one.';
  expect(await tiers.status()).toMatchObject({
    tier: 'keychain',
    chosen: true,
    state: 'unavailable',
    reason,
  });
});

test('a keychain that is not there cannot be chosen', async () => {
  noKeychain();
  await expect(open().choose('keychain', null)).rejects.toMatchObject({
    code: 'storage-unavailable',
    next: 'No keyring service runs. Install one.',
  });
  expect(existsSync(join(home, 'vault.json'))).toBe(false);
});

test('a new passphrase vault is open in this process and locked in the next', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await (await tiers.store()).write(first, new Secret('value'));
  expect(await readValue(tiers, first)).toBe('value');
  const next = open();
  expect(await next.status()).toMatchObject({
    tier: 'passphrase',
    chosen: true,
    state: 'locked',
    presence: true,
  });
  expect(await readValue(next, first)).toBe('locked');
  await next.unlock(PASSPHRASE);
  expect(await readValue(next, first)).toBe('value');
  await next.lock();
  expect(await readValue(next, first)).toBe('locked');
});

test.each(['', 'seven77', '7 words', 'x'.repeat(1025)])('refuses the passphrase %j', async (text) => {
  const invalid = { code: 'invalid-input', field: 'passphrase' };
  await expect(open().choose('passphrase', new Secret(text))).rejects.toMatchObject(invalid);
  await expect(open().choose('keychain', new Secret(text))).rejects.toMatchObject(invalid);
  await expect(open().choose('passphrase', null)).rejects.toMatchObject(invalid);
  expect(existsSync(join(home, 'vault.json'))).toBe(false);
});

test('a wrong passphrase opens nothing and changes nothing', async () => {
  await open().choose('passphrase', PASSPHRASE);
  const before = readFileSync(join(home, 'vault.json'));
  const tiers = open();
  await expect(tiers.unlock(OTHER)).rejects.toMatchObject({ code: 'wrong-passphrase', field: 'passphrase' });
  expect(await tiers.checkPresence(OTHER)).toBe(false);
  expect(await tiers.checkPresence(PASSPHRASE)).toBe(true);
  expect((await tiers.status()).state).toBe('locked');
  expect(readFileSync(join(home, 'vault.json'))).toEqual(before);
});

test('a passphrase fits however its letters are composed', async () => {
  await open().choose('passphrase', new Secret('caf\u00e9 caf\u00e9'));
  const tiers = open();
  await tiers.unlock(new Secret('cafe\u0301 cafe\u0301'));
  expect((await tiers.status()).state).toBe('ready');
});

test('choosing the same tier again is fine, and takes no other passphrase', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await tiers.choose('passphrase', PASSPHRASE);
  await tiers.choose('passphrase', null);
  await expect(tiers.choose('passphrase', OTHER)).rejects.toMatchObject({ code: 'wrong-passphrase' });
});

test('another tier is refused while sealed files exist', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await (await tiers.store()).write(first, new Secret('value'));
  await expect(tiers.choose('keychain', null)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  expect(await readValue(tiers, first)).toBe('value');
});

test('another tier is refused while the ledger names secrets, also when the keychain was never chosen', async () => {
  const holding = open({ holdsSecrets: () => true });
  await expect(holding.choose('passphrase', PASSPHRASE)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  await holding.choose('keychain', null);
  await expect(holding.choose('passphrase', PASSPHRASE)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
});

test('another tier can be chosen while nothing is kept', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await tiers.choose('keychain', null);
  expect((await tiers.store()).tier).toBe('keychain');
  await tiers.choose('passphrase', OTHER);
  expect(await tiers.status()).toMatchObject({ tier: 'passphrase', state: 'ready' });
});

test('of two processes that choose at once one wins, and the other is told or agrees', async () => {
  const choices = [open().choose('passphrase', PASSPHRASE), open().choose('passphrase', OTHER)];
  const results = await Promise.allSettled(choices);
  const won = results.filter(({ status }) => status === 'fulfilled');
  expect(won).toHaveLength(1);
  const winner = results[0]?.status === 'fulfilled' ? PASSPHRASE : OTHER;
  expect(await open().checkPresence(winner)).toBe(true);
});

test('a sealed file under another name, changed, or cut off does not open, and is left alone', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  const store = await tiers.store();
  await store.write(first, new Secret('first value'));
  await store.write(second, new Secret('second value'));
  const [one, two] = [join(home, 'sealed', 'first'), join(home, 'sealed', 'second')];
  const whole = readFileSync(two);
  copyFileSync(one, two);
  expect(await store.read(second)).toMatchObject({
    state: 'unavailable',
    reason: expect.stringContaining(two),
  });
  for (const broken of [Buffer.alloc(0), whole.subarray(0, -1), Buffer.concat([whole, Buffer.alloc(1)])]) {
    writeFileSync(two, broken);
    expect(await store.read(second)).toMatchObject({ state: 'unavailable' });
    expect(readFileSync(two)).toEqual(broken);
  }
  writeFileSync(two, whole);
  expect(await readValue(tiers, second)).toBe('second value');
  expect(await readValue(tiers, first)).toBe('first value');
});

test('a broken vault.json is shown, not thrown, by status, and stops everything else', async () => {
  writeFileSync(join(home, 'vault.json'), '{"schema":1,"tier":"passphr');
  const tiers = open();
  const reason = expect.stringContaining(join(home, 'vault.json'));
  expect(await tiers.status()).toMatchObject({ tier: null, chosen: true, state: 'unavailable', reason });
  const unavailable = { code: 'storage-unavailable' };
  await expect(tiers.store()).rejects.toMatchObject(unavailable);
  await expect(tiers.choose('keychain', null)).rejects.toMatchObject(unavailable);
  await expect(tiers.unlock(PASSPHRASE)).rejects.toMatchObject(unavailable);
  await expect(tiers.setPresence(PASSPHRASE)).rejects.toMatchObject(unavailable);
  expect(readFileSync(join(home, 'vault.json'), 'utf8')).toBe('{"schema":1,"tier":"passphr');
});

test('a vault.json that is gone is not replaced by the keychain while secrets are sealed by it', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await (await tiers.store()).write(first, new Secret('value-of-first'));
  renameSync(join(home, 'vault.json'), join(home, 'aside'));
  const next = open();
  await expect(next.store()).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(next.choose('keychain', null)).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(await next.status()).toMatchObject({ tier: null, state: 'unavailable' });
  expect((await next.status()).reason).toContain('vault.json');
  renameSync(join(home, 'aside'), join(home, 'vault.json'));
  await next.unlock(PASSPHRASE);
  expect(await readValue(next, first)).toBe('value-of-first');
});

test('a vault that was replaced meanwhile is not opened with the old key', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  rmSync(join(home, 'vault.json'));
  await open().choose('passphrase', OTHER);
  expect((await tiers.status()).state).toBe('locked');
});

test('the open app serves the command, and a lock from the command locks the app', async () => {
  let told = 0;
  const app = open({
    serve: true,
    onLocked: () => {
      told += 1;
    },
  });
  await app.choose('passphrase', PASSPHRASE);
  const command = open();
  await (await command.store()).write(first, new Secret('value'));
  expect(await readValue(app, first)).toBe('value');
  await command.lock();
  expect([await readValue(app, first), await readValue(command, first), told]).toEqual([
    'locked',
    'locked',
    1,
  ]);
});

test('an app that cannot serve others is unlocked all the same', async () => {
  const inTheWay = agentAddresses(home).map((address) =>
    address.startsWith('/tmp/keyrack-') ? dirname(address) : address,
  );
  mkdirSync(join(home, 'agent.sock', 'in the way'), { recursive: true });
  const [elsewhere = ''] = inTheWay.filter((path) => !path.startsWith(home) && !path.startsWith('/run/'));
  writeFileSync(elsewhere, '');
  try {
    const app = open({ serve: true });
    await app.choose('passphrase', PASSPHRASE);
    expect((await app.status()).state).toBe('ready');
    await app.lock();
  } finally {
    rmSync(elsewhere);
  }
});

test('no file below the home holds the secret, the passphrase, or is open to others', async () => {
  const tiers = open();
  await tiers.choose('passphrase', PASSPHRASE);
  await (await tiers.store()).write(first, new Secret('canary-secret-value'));
  const paths = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(paths.map(({ name }) => name).sort()).toEqual(['first', 'vault.json']);
  for (const { parentPath, name } of paths) {
    const text = readFileSync(join(parentPath, name), 'latin1');
    expect(text).not.toContain('canary-secret-value');
    expect(text).not.toContain(PASSPHRASE.expose());
  }
});
