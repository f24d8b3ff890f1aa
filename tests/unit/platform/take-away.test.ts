import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { besideName } from '../../../electron/platform/atomic-write.ts';
import { createFiles } from '../../../electron/platform/files.ts';
import { isLeftover } from '../../../electron/platform/leftover-name.ts';
import { giveBack, swap, takeAway } from '../../../electron/platform/swap.ts';

const EXPECTED = Buffer.from('expected');
let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-take-away-'));
  target = join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was expected is gone, under every name', async () => {
  writeFileSync(target, EXPECTED);
  expect(await takeAway(target, EXPECTED)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that somebody else wrote stands where it was', async () => {
  writeFileSync(target, 'theirs');
  expect(await takeAway(target, EXPECTED)).toBe(false);
  expect(readdirSync(folder)).toEqual(['config.json']);
  expect(readFileSync(target, 'utf8')).toBe('theirs');
});

// A folder takes no hard link, as no file does on FAT.
test('what cannot be linked back is moved back', async () => {
  mkdirSync(target);
  writeFileSync(join(target, 'theirs'), 'theirs');
  expect(await takeAway(target, EXPECTED)).toBe(false);
  expect(readdirSync(folder)).toEqual(['config.json']);
  expect(readFileSync(join(target, 'theirs'), 'utf8')).toBe('theirs');
});

test('where another file stands there by now both are kept, and no sweep takes either', async () => {
  const kept = join(folder, '.config.json.keyrack-4194303-0123456789abcdef.tmp');
  writeFileSync(kept, 'first');
  writeFileSync(target, 'second');
  await expect(giveBack(kept, target)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`${target}.keyrack-`),
  });
  const names = readdirSync(folder).sort();
  expect(names.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['second', 'first']);
  expect(names.filter(isLeftover)).toEqual([]);
});

test('the file is removed, and a missing one is fine', async () => {
  const files = createFiles('/home/of/keyrack');
  writeFileSync(target, EXPECTED);
  await files.remove(await files.snapshot(target));
  await files.remove(await files.snapshot(target));
  expect(readdirSync(folder)).toEqual([]);
});

test('a removal is a conflict when the file changed since it was looked at', async () => {
  const files = createFiles('/home/of/keyrack');
  writeFileSync(target, EXPECTED);
  const snapshot = await files.snapshot(target);
  writeFileSync(target, 'theirs');
  await expect(files.remove(snapshot)).rejects.toMatchObject({ code: 'conflict' });
  expect(readFileSync(target, 'utf8')).toBe('theirs');
});

describe('a file that takes the place of another', () => {
  let ours: string;
  beforeEach(() => {
    ours = besideName(target);
    writeFileSync(ours, 'ours');
    writeFileSync(target, EXPECTED);
  });
  const all = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

  test('gives way to what was written into that one at the same moment', async () => {
    const handle = openSync(target, 'r+');
    // Up to its first wait, `swap` has put ours in the place.
    const swapping = swap(ours, target, EXPECTED);
    writeSync(handle, 'written late', 0);
    closeSync(handle);
    expect(await swapping).toBe(false);
    expect(all()).toEqual(['written late']);
  });

  test('loses neither that nor what a third program put in its place since', async () => {
    const handle = openSync(target, 'r+');
    const swapping = swap(ours, target, EXPECTED);
    writeSync(handle, 'written late', 0);
    closeSync(handle);
    const third = join(folder, 'third');
    writeFileSync(third, 'third');
    renameSync(third, target);
    await expect(swapping).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${target}.keyrack-`),
    });
    expect(readFileSync(target, 'utf8')).toBe('third');
    expect(all().sort()).toEqual(['third', 'written late']);
    expect(readdirSync(folder).filter(isLeftover)).toEqual([]);
  });

  test('is lost in no way where a third program has taken the file away', async () => {
    const handle = openSync(target, 'r+');
    const swapping = swap(ours, target, EXPECTED);
    writeSync(handle, 'written late', 0);
    closeSync(handle);
    unlinkSync(target);
    expect(await swapping).toBe(false);
    expect(all()).toEqual(['written late']);
  });
});
