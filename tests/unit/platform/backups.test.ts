import { createSecretKey, randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Backups } from '#core/ports/files.ts';
import { keySealer } from '../../../electron/keychain/open-vault.ts';
import { createBackups } from '../../../electron/platform/backups.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const sealer = keySealer(createSecretKey(randomBytes(32)));
let home: string;
let backups: Backups;

beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  backups = createBackups({ files: createPrivateFiles(home), sealer: async () => sealer });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const NONE = () => new Set<string>();
const bytes = Buffer.from('{"token":"canary"}\r\n');
const textOf = async (name: string) => Buffer.from(await backups.read(name)).toString();

test('gives back the bytes, which on disk are sealed and 0600', async () => {
  const name = await backups.save('/config.json', bytes, NONE);
  expect(await backups.read(name)).toEqual(bytes);
  const path = join(home, 'backups', name);
  expect(readFileSync(path).includes('canary')).toBe(false);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('keeps the last five of each file', async () => {
  const other = await backups.save('/other.json', bytes, NONE);
  const names: string[] = [];
  for (let copy = 1; copy <= 12; copy += 1)
    names.push(await backups.save('/config.json', Buffer.from(`copy ${copy}`), NONE));
  expect(readdirSync(join(home, 'backups'))).toHaveLength(6);
  expect(await Promise.all(names.slice(-5).map(textOf))).toEqual([
    'copy 8',
    'copy 9',
    'copy 10',
    'copy 11',
    'copy 12',
  ]);
  await expect(backups.read(names[6] ?? '')).rejects.toMatchObject({ code: 'not-found' });
  expect(await backups.read(other)).toEqual(bytes);
});

test('keeps an older one as long as it is needed', async () => {
  const first = await backups.save('/config.json', bytes, NONE);
  const save = (needed: () => ReadonlySet<string>) =>
    backups.save('/config.json', Buffer.from('newer'), needed);
  for (let copy = 1; copy <= 7; copy += 1) await save(() => new Set([first]));
  expect(await backups.read(first)).toEqual(bytes);
  expect(readdirSync(join(home, 'backups'))).toHaveLength(6);
  await save(NONE);
  await expect(backups.read(first)).rejects.toMatchObject({ code: 'not-found' });
});

test('asks what is needed once there are more than five, and then of what is there by then', async () => {
  let asked = 0;
  const needed = () => {
    asked += 1;
    expect(readdirSync(join(home, 'backups'))).toHaveLength(6);
    return NONE();
  };
  const save = () => backups.save('/config.json', bytes, needed);
  for (let copy = 1; copy <= 5; copy += 1) await save();
  expect(asked).toBe(0);
  await save();
  expect(asked).toBe(1);
});

test('two saves at once are two copies', async () => {
  const names = await Promise.all(
    ['a', 'b', 'c'].map((text) => backups.save('/config.json', Buffer.from(text), NONE)),
  );
  expect(new Set(names).size).toBe(3);
  expect(await Promise.all(names.map(textOf))).toEqual(['a', 'b', 'c']);
});

test('one copy does not pass for another', async () => {
  const one = await backups.save('/config.json', bytes, NONE);
  const two = await backups.save('/config.json', bytes, NONE);
  copyFileSync(join(home, 'backups', one), join(home, 'backups', two));
  await expect(backups.read(two)).rejects.toMatchObject({ code: 'not-found' });
});

test('a copy that was sealed before another storage was chosen is as good as gone', async () => {
  const name = await backups.save('/config.json', bytes, NONE);
  const other = keySealer(createSecretKey(randomBytes(32)));
  const later = createBackups({ files: createPrivateFiles(home), sealer: async () => other });
  await expect(later.read(name)).rejects.toMatchObject({ code: 'not-found' });
});

test.each(['', '../vault.json', 'nothing', '0123456789abcdef-00000001'])(
  'there is no copy %j',
  async (name) => {
    await expect(backups.read(name)).rejects.toMatchObject({ code: 'not-found' });
  },
);
