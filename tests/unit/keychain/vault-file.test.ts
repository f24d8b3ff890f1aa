import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '#core/secret.ts';
import { createVault, readVault, replaceVault, type Vault } from '../../../electron/keychain/vault-file.ts';
import { newPassphraseVault } from '../../../electron/keychain/vault-lock.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
const files = createPrivateFiles(home);
const path = join(home, 'vault.json');
const keychain: Vault = { schema: 1, tier: 'keychain', presence: null };
const made = newPassphraseVault(new Secret('correct horse battery'));

beforeEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('is null where nothing was chosen', async () => {
  expect(await readVault(files)).toBe(null);
});

test('gives back what was saved', async () => {
  const { vault } = await made;
  for (const saved of [keychain, vault]) {
    await replaceVault(files, saved);
    expect(await readVault(files)).toEqual(saved);
  }
});

test('does not make a second vault over the first', async () => {
  expect(await createVault(files, keychain)).toBe(true);
  expect(await createVault(files, (await made).vault)).toBe(false);
  expect(await readVault(files)).toEqual(keychain);
});

test('a file that is cut off anywhere is an error that names it, and is left alone', async () => {
  const whole = `${JSON.stringify((await made).vault)}`;
  for (let length = 0; length < whole.length; length += 1) {
    writeFileSync(path, whole.slice(0, length));
    const message = expect.stringContaining(path);
    await expect(readVault(files)).rejects.toMatchObject({ code: 'storage-unavailable', message });
    expect(readFileSync(path, 'utf8')).toBe(whole.slice(0, length));
  }
});

test.each<readonly [string, object]>([
  ['a tier that does not exist', { tier: 'plaintext' }],
  ['a weaker scrypt', { kdf: { name: 'scrypt', n: 2, r: 8, p: 1 } }],
  ['a scrypt that takes the memory', { kdf: { name: 'scrypt', n: 2 ** 30, r: 8, p: 1 } }],
  ['another derivation', { kdf: { name: 'none', n: 131_072, r: 8, p: 1 } }],
  ['an unknown field', { extra: true }],
  ['an id that leads out of the folder', { id: '../../etc' }],
  ['a salt that is no base64', { salt: 'ü' }],
])('refuses %s', async (_what, change) => {
  writeFileSync(path, JSON.stringify({ ...(await made).vault, ...change }));
  await expect(readVault(files)).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('a file of a newer Keyrack says to update', async () => {
  writeFileSync(path, JSON.stringify({ schema: 2, tier: 'hardware' }));
  await expect(readVault(files)).rejects.toMatchObject({
    code: 'storage-unavailable',
    next: expect.stringContaining('Update Keyrack'),
  });
});
