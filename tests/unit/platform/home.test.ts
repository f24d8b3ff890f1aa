import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '../../../electron/ledger/open.ts';
import { openHome, sweepHome } from '../../../electron/platform/home.ts';
import { findHome } from '../../../electron/platform/home-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-home-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test.each([
  ['the flag first', { flag: '/flag', env: { KEYRACK_HOME: '/variable' } }, '/flag'],
  ['then the variable', { env: { KEYRACK_HOME: '/variable', XDG_CONFIG_HOME: '/xdg' } }, '/variable'],
  ['an empty variable as none', { env: { KEYRACK_HOME: '', XDG_CONFIG_HOME: '/xdg' } }, '/xdg/keyrack'],
  ['XDG_CONFIG_HOME', { env: { XDG_CONFIG_HOME: '/xdg' } }, '/xdg/keyrack'],
  ['a relative XDG_CONFIG_HOME as none', { env: { XDG_CONFIG_HOME: 'xdg' } }, '/users/me/.config/keyrack'],
  ['~/.config', { env: {} }, '/users/me/.config/keyrack'],
  [
    'on macOS Application Support',
    { env: {}, platform: 'darwin' as const },
    '/users/me/Library/Application Support/Keyrack',
  ],
  ['on Windows APPDATA', { env: { APPDATA: '/roaming' }, platform: 'win32' as const }, '/roaming/Keyrack'],
])('the home is %s', (_what, question, home) => {
  expect(findHome({ platform: 'linux', userHome: '/users/me', ...question })).toBe(home);
});

test('a relative flag counts from the working folder', () => {
  expect(findHome({ flag: 'here', env: {}, platform: 'linux', userHome: '/' })).toBe(
    join(process.cwd(), 'here'),
  );
});

test.each([0o000, 0o022, 0o077])('its folders are closed to others under umask %o', (umask) => {
  const before = process.umask(umask);
  try {
    const home = openHome(join(folder, 'a', 'b'));
    const paths = [home, ...['sealed', 'backups', 'logs'].map((name) => join(home, name))];
    expect(paths.map(modeOf)).toEqual([0o700, 0o700, 0o700, 0o700]);
  } finally {
    process.umask(before);
  }
});

const SECRET = '2f7dcd34-8e01-4523-8076-ea996a1fb70c';

test('what was opened to others is closed again', () => {
  const home = openHome(folder);
  writeFileSync(join(home, 'ledger.db'), '');
  writeFileSync(join(home, 'sealed', SECRET), '');
  for (const name of ['', 'sealed']) chmodSync(join(home, name), 0o755);
  for (const name of ['ledger.db', `sealed/${SECRET}`]) chmodSync(join(home, name), 0o666);
  openHome(folder);
  expect(['', 'sealed'].map((name) => modeOf(join(home, name)))).toEqual([0o700, 0o700]);
  expect(['ledger.db', `sealed/${SECRET}`].map((name) => modeOf(join(home, name)))).toEqual([0o600, 0o600]);
});

test('a folder that holds other things is refused and left as it is', () => {
  const script = join(folder, 'run.sh');
  writeFileSync(script, '');
  chmodSync(script, 0o755);
  mkdirSync(join(folder, 'shared'));
  chmodSync(join(folder, 'shared'), 0o1777);
  chmodSync(folder, 0o755);
  expect(() => openHome(folder)).toThrow(
    expect.objectContaining({ code: 'home-failed', next: expect.stringContaining('--home') }),
  );
  expect([folder, script, join(folder, 'shared')].map((path) => statSync(path).mode & 0o7777)).toEqual([
    0o755, 0o755, 0o1777,
  ]);
  expect(readdirSync(folder).sort()).toEqual(['run.sh', 'shared']);
});

test.each([
  'sealed',
  'ledger.db',
  'vault.json',
  'preferences.json',
  'playground.db',
  'chromium',
  'code',
  'logs',
])(
  'a folder that holds %s by name alone, beside other things, is no home, and no mode in it changes',
  (name) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'run.sh'), '');
    for (const each of [name, 'run.sh']) chmodSync(join(folder, each), 0o755);
    expect(() => openHome(folder)).toThrow(expect.objectContaining({ code: 'home-failed' }));
    expect([name, 'run.sh'].map((each) => modeOf(join(folder, each)))).toEqual([0o755, 0o755]);
    expect(readdirSync(folder).sort()).toEqual([name, 'run.sh'].sort());
  },
);

test.each([
  [['chromium/Default']],
  [['chromium/Default', 'sealed', 'logs']],
  [['sealed', 'logs/nginx']],
  [['sealed/wax']],
])('%j, which other programs have, make no home of a folder', (names) => {
  for (const name of names) mkdirSync(join(folder, name), { recursive: true });
  expect(() => openHome(folder)).toThrow(expect.objectContaining({ code: 'home-failed' }));
});

const VAULT = '{ "schema": 1, "tier": "keychain", "presence": null }';
test.each<[string, () => void]>([
  ['a vault', () => writeFileSync(join(folder, 'vault.json'), VAULT)],
  ['a ledger', () => openLedger(join(folder, 'ledger.db')).close()],
])('a home that holds other things too is known by %s, and they stay as they are', (_, plant) => {
  plant();
  writeFileSync(join(folder, 'run.sh'), '');
  chmodSync(join(folder, 'run.sh'), 0o755);
  expect(openHome(folder)).toBe(folder);
  expect(modeOf(join(folder, 'run.sh'))).toBe(0o755);
});

test.each([
  ['sealed'],
  ['sealed', 'backups', 'logs', 'chromium'],
  ['sealed', 'code', 'preferences.json', 'ledger.db'],
])('a first start that was killed when it had made %j goes on', (...names) => {
  for (const name of names) mkdirSync(join(folder, name));
  expect(openHome(folder)).toBe(folder);
});

test('a link in the home is not followed when modes are set', () => {
  const outside = join(folder, 'outside');
  writeFileSync(outside, '');
  chmodSync(outside, 0o644);
  const home = openHome(join(folder, 'home'));
  symlinkSync(outside, join(home, 'vault.json'));
  openHome(home);
  expect(modeOf(outside)).toBe(0o644);
});

test('a home that is a link is the folder behind it', () => {
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect(openHome(join(folder, 'link'))).toBe(join(folder, 'real'));
});

test.each([
  ['a file', () => writeFileSync(join(folder, 'home'), ''), 'home', 'is a file'],
  ['below a file', () => writeFileSync(join(folder, 'home'), ''), 'home/below', 'is a file'],
  ['on a file system of the kernel', () => {}, '/proc/keyrack', '/proc/keyrack'],
])('a home that is %s fails with its name, the cause and the next step', (_what, prepare, name, cause) => {
  prepare();
  const home = name.startsWith('/') ? name : join(folder, name);
  const open = () => openHome(home);
  expect(open).toThrow(
    expect.objectContaining({ code: 'home-failed', next: expect.stringContaining('--home') }),
  );
  expect(open).toThrow(cause);
  expect(open).toThrow(home);
});

test('what killed writes left is gone after the next start; everything else stays', async () => {
  const home = openHome(folder);
  const leftover = '.vault.json.keyrack-4194303-0123456789abcdef.tmp';
  const kept = ['.vault.json.tmp', '.vault.json.keyrack-x-0123456789abcdef.tmp', 'vault.json'];
  for (const name of [leftover, ...kept]) writeFileSync(join(home, name), '');
  writeFileSync(join(home, 'sealed', leftover), '');
  await sweepHome(home);
  expect(readdirSync(home).sort()).toEqual([...kept, 'backups', 'logs', 'sealed'].sort());
  expect(readdirSync(join(home, 'sealed'))).toEqual([]);
});
