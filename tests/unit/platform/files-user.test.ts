import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFiles } from '../../../electron/platform/files.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyrack-files-')));
  path = join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeConfig(mode = 0o644): void {
  writeFileSync(path, 'before');
  chmodSync(path, mode);
}

const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;
const files = createFiles('/home/of/keyrack');

const replace = async () => files.replace(await files.snapshot(path), Buffer.from('after'), 0o600);

/** Root passes over modes and owners, so as root this runs as somebody else for a moment. */
async function asUser(run: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

const own = (...paths: readonly string[]) => {
  for (const one of isRoot ? paths : []) chownSync(one, NOBODY, NOBODY);
};

const denied = { code: 'file-failed', message: expect.stringContaining('permission is denied') };
const foreign = { code: 'file-refused', message: expect.stringContaining('belongs to another user') };

test('a folder that cannot be written leaves the file and says so', async () => {
  writeConfig();
  own(path, folder);
  chmodSync(folder, 0o555);
  await expect(asUser(replace)).rejects.toMatchObject(denied);
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['config.json']]);
  chmodSync(folder, 0o755);
});

test('a file that cannot be read says so', async () => {
  writeConfig(0o000);
  own(path, folder);
  await expect(asUser(replace)).rejects.toMatchObject(denied);
});

test('the own file is written', async () => {
  writeConfig();
  own(path, folder);
  await asUser(replace);
  expect(readFileSync(path, 'utf8')).toBe('after');
});

test.runIf(isRoot)('another user’s file is refused', async () => {
  chmodSync(folder, 0o777);
  writeConfig(0o666);
  chownSync(path, NOBODY - 1, NOBODY - 1);
  await expect(asUser(replace)).rejects.toMatchObject(foreign);
  expect(readFileSync(path, 'utf8')).toBe('before');
});

test.runIf(isRoot)('a link of another user is refused, even to the own file', async () => {
  chmodSync(folder, 0o777);
  const mine = join(folder, 'mine');
  writeFileSync(mine, 'before');
  own(mine);
  symlinkSync('mine', path);
  lchownSync(path, NOBODY - 1, NOBODY - 1);
  await expect(asUser(replace)).rejects.toMatchObject(foreign);
  expect(readFileSync(mine, 'utf8')).toBe('before');
});
