import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '../../../electron/ledger/open.ts';
import { isAppOpen } from '../../../electron/platform/app-instance.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { removeHome } from '../../../electron/platform/home-removal.ts';
import { isHome } from '../../../electron/platform/home-signs.ts';

const ID = '2f7dcd34-8e01-4523-8076-ea996a1fb70c';
const VAULT = '{ "schema": 1, "tier": "keychain", "presence": null }';
/** What Keyrack makes, where; all of it has to go. */
const MADE = [
  'ledger.db-wal',
  'ledger.db.before-7',
  'preferences.json',
  'preferences.broken-17.json',
  'playground.db',
  'agent.sock',
  'uninstalling',
  '.vault.json.keyrack-4194303-0123456789abcdef.tmp',
  ...[ID, `${ID}-proxy`, `${ID}.ledger`, `${ID}-audit.ledger`, 'data-key.id'].map((name) => `sealed/${name}`),
  'backups/0123456789abcdef-00000001',
  'logs/2026-11-20.log',
  'chromium/Preferences',
  'chromium/Local Storage/leveldb/LOCK',
  'code/v24.21.0-x64-964aae3f-0/03231f4d',
];

let folder: string;
let home: string;
const put = (name: string, text = '') => {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'removal-'));
  home = openHome(join(folder, 'home'));
  openLedger(join(home, 'ledger.db')).close();
  put('vault.json', VAULT);
  for (const name of MADE) put(name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a home goes with all that Keyrack made in it', () => {
  expect(isHome(home)).toBe(true);
  expect(removeHome(home)).toEqual([]);
  expect(existsSync(home)).toBe(false);
  expect(isHome(home)).toBe(false);
  expect(removeHome(home)).toEqual([]);
});

test.each([
  'notes.txt',
  'sealed/wax.txt',
  'backups/2026.tar.gz',
  'logs/nginx/access.log',
  'logs/access.log',
  'code/my-project/main.c',
  'preferences.json/mine',
])('%s, which Keyrack did not make, stays, and is told', (name) => {
  if (name.startsWith('preferences')) rmSync(join(home, 'preferences.json'));
  put(name, 'mine');
  const [left, ...more] = removeHome(home);
  expect([name.startsWith(relative(home, left ?? '')), more]).toEqual([true, []]);
  expect(readFileSync(join(home, name), 'utf8')).toBe('mine');
});

test('a browser that has its folder of users in the home keeps it', () => {
  put('chromium/Default/Bookmarks', 'precious');
  expect(removeHome(home)).toEqual([join(home, 'chromium')]);
  expect(readFileSync(join(home, 'chromium/Default/Bookmarks'), 'utf8')).toBe('precious');
});

test.each<[string, () => void]>([
  ['without anything that only Keyrack writes', () => undefined],
  ['with a ledger of another program', () => other('CREATE TABLE environments (id TEXT)')],
  ['with a ledger that is no database', () => put('ledger.db', 'CREATE TABLE environments (')],
  ['with a vault of another program', () => put('vault.json', '{ "secrets": [] }')],
])('a folder with our names %s is no home, and nothing of it goes', (_, plant) => {
  for (const name of ['ledger.db', 'ledger.db-wal', 'vault.json', 'uninstalling', 'sealed/data-key.id'])
    rmSync(join(home, name));
  plant();
  const before = readdirSync(home, { recursive: true });
  expect([isHome(home), removeHome(home)]).toEqual([false, []]);
  expect(readdirSync(home, { recursive: true })).toEqual(before);
});

function other(schema: string) {
  const db = new DatabaseSync(join(home, 'ledger.db'));
  db.exec(schema);
  db.close();
}

test('a ledger whose schema stands far behind in the file is one', () => {
  rmSync(join(home, 'vault.json'));
  rmSync(join(home, 'sealed/data-key.id'));
  rmSync(join(home, 'uninstalling'));
  const path = join(home, 'ledger.db');
  const bytes = readFileSync(path);
  const at = bytes.indexOf('CREATE TABLE environments');
  const filler = Buffer.alloc(512 * 1024 - at - 10);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 100), filler, bytes.subarray(100)]));
  expect(isHome(home)).toBe(true);
});

test('a ledger whose schema still stands in its log is one', () => {
  for (const name of ['vault.json', 'uninstalling', 'sealed/data-key.id', 'ledger.db', 'ledger.db-wal'])
    rmSync(join(home, name));
  const ledger = openLedger(join(home, 'ledger.db'));
  expect(isHome(home)).toBe(true);
  ledger.close();
  expect(isHome(home)).toBe(true);
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
