import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrivateFiles } from '#core/ports/private-files.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

let home: string;
let files: PrivateFiles;
beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  files = createPrivateFiles(home);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const bytes = (text: string) => Buffer.from(text);

test('gives back what was written, the last time it was', async () => {
  expect(await files.read('sealed/one')).toBe(null);
  await files.write('sealed/one', bytes('a'));
  await files.write('sealed/one', bytes('b'));
  expect(await files.read('sealed/one')).toEqual(bytes('b'));
});

test.each([0o000, 0o777])('a file is 0600 under umask %o', async (umask) => {
  const before = process.umask(umask);
  try {
    await files.write('one', bytes('a'));
    await files.create('two', bytes('a'));
  } finally {
    process.umask(before);
  }
  expect(['one', 'two'].map((name) => statSync(join(home, name)).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('of many that make the same file one does, and its bytes stay', async () => {
  const tries = Array.from({ length: 20 }, (_, index) => files.create('one', bytes(String(index))));
  const made = await Promise.all(tries);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await files.read('one')).toEqual(bytes(String(made.indexOf(true))));
  expect(readdirSync(home).filter((name) => name.includes('keyrack-'))).toEqual([]);
});

test('removes, and finds nothing to remove the second time', async () => {
  await files.write('one', bytes('a'));
  await files.remove('one');
  await files.remove('one');
  expect(await files.read('one')).toBe(null);
});

test('lists files alone, in order, without leftovers', async () => {
  for (const name of ['b', 'a']) await files.write(`sealed/${name}`, bytes(''));
  writeFileSync(join(home, 'sealed', '.a.keyrack-4194303-0123456789abcdef.tmp'), '');
  expect(await files.list('sealed')).toEqual(['a', 'b']);
  expect(await files.list('nowhere')).toEqual([]);
});

test('a folder that is gone fails with its name and the next step, and leaves nothing', async () => {
  rmSync(join(home, 'sealed'), { recursive: true });
  const failure = { code: 'home-failed', message: expect.stringContaining(join(home, 'sealed', 'one')) };
  await expect(files.write('sealed/one', bytes('a'))).rejects.toMatchObject(failure);
});
