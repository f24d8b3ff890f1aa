import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAppOpen } from '../../../electron/platform/app-instance.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { hasHome, removeHome } from '../../../electron/platform/home-removal.ts';

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'removal-'));
  home = openHome(join(folder, 'home'));
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db.before-7', 'vault.json', 'preferences.json'])
    writeFileSync(join(home, name), '');
  mkdirSync(join(home, 'chromium', 'Default'), { recursive: true });
  writeFileSync(join(home, 'sealed', 'one'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a home goes with all that Keyrack made in it', () => {
  expect(hasHome(home)).toBe(true);
  expect(removeHome(home)).toEqual([]);
  expect(existsSync(home)).toBe(false);
  expect(hasHome(home)).toBe(false);
  expect(removeHome(home)).toEqual([]);
});

test('what Keyrack did not make stays, and is told', () => {
  writeFileSync(join(home, 'notes.txt'), 'mine');
  expect(removeHome(home)).toEqual([join(home, 'notes.txt')]);
  expect(readFileSync(join(home, 'notes.txt'), 'utf8')).toBe('mine');
});

test('follows no link out of the home', () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'theirs'), 'theirs');
  rmSync(join(home, 'logs'), { recursive: true });
  symlinkSync(elsewhere, join(home, 'logs'));
  expect(removeHome(home)).toEqual([]);
  expect(readFileSync(join(elsewhere, 'theirs'), 'utf8')).toBe('theirs');
});

test('the app is open while the process that holds its lock lives', () => {
  const lock = join(home, 'chromium', 'SingletonLock');
  expect(isAppOpen(home)).toBe(false);
  symlinkSync(`${hostname()}-${process.pid}`, lock);
  expect(isAppOpen(home)).toBe(true);
  rmSync(lock);
  symlinkSync(`${hostname()}-999999999`, lock);
  expect(isAppOpen(home)).toBe(false);
  rmSync(lock);
  symlinkSync(`another-machine-${process.pid}`, lock);
  expect(isAppOpen(home)).toBe(true);
});
