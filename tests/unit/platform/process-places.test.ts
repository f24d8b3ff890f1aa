import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualPlaces } from '../../../electron/platform/process-places.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyrack-places-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const places = (env: Readonly<Record<string, string>> = {}, platform: NodeJS.Platform = 'linux') =>
  usualPlaces({ env: { HOME: home, ...env }, platform });
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), `${text}\n`);
};
const nvm = (...versions: readonly string[]) => {
  for (const version of versions)
    mkdirSync(join(home, '.nvm/versions/node', version, 'bin'), { recursive: true });
};
const ofNvm = () => places().filter((place) => place.includes('.nvm/'));

describe('where programs are that no PATH of a desktop leads to', () => {
  it.each([
    '.local/share/mise/shims',
    '.asdf/shims',
    '.volta/bin',
    '.local/share/fnm/aliases/default/bin',
    '.fnm/aliases/default/bin',
    '.local/bin',
    '.bun/bin',
    '.deno/bin',
    '.cargo/bin',
    '.local/share/pnpm',
  ])('%s is one', (place) => {
    expect(places()).toContain(join(home, place));
  });

  it('has those of Homebrew, of Intel and Apple and of Linux', () => {
    expect(places()).toEqual(
      expect.arrayContaining(['/opt/homebrew/bin', '/usr/local/bin', '/home/linuxbrew/.linuxbrew/bin']),
    );
  });

  it('has those of macOS', () => {
    const found = places({}, 'darwin');
    expect(found).toContain(join(home, 'Library/Application Support/fnm/aliases/default/bin'));
    expect(found).toContain(join(home, 'Library/pnpm'));
  });

  it.each([
    [{ MISE_DATA_DIR: '/m' }, '/m/shims'],
    [{ XDG_DATA_HOME: '/d' }, '/d/mise/shims'],
    [{ VOLTA_HOME: '/v' }, '/v/bin'],
    [{ FNM_DIR: '/f' }, '/f/aliases/default/bin'],
    [{ PNPM_HOME: '/p' }, '/p/bin'],
    [{ CARGO_HOME: '/c' }, '/c/bin'],
  ])('follows %j', (env, place) => {
    expect(places(env)).toContain(place);
  });

  it('never looks into a folder that depends on the current one', () => {
    const relative = {
      MISE_DATA_DIR: 'm',
      XDG_DATA_HOME: 'd',
      VOLTA_HOME: '.',
      FNM_DIR: 'f',
      NVM_DIR: 'n',
      PNPM_HOME: '',
    };
    expect(places(relative).filter((place) => !place.startsWith('/'))).toEqual([]);
    expect(
      usualPlaces({ env: { HOME: 'here' }, platform: 'linux' }).filter((place) => !place.startsWith('/')),
    ).toEqual([]);
  });

  it('are none on Windows, whose desktop has the PATH of its shells', () => {
    expect(places({}, 'win32')).toEqual([]);
  });
});

describe('the Node of nvm', () => {
  it.each<[string, readonly (readonly [string, string])[], string]>([
    ['a version', [['default', 'v20.9.0']], 'v20.9.0'],
    ['a version without its letter', [['default', '20.9.0']], 'v20.9.0'],
    ['the newest of a line', [['default', '20']], 'v20.19.1'],
    ['a line that begins like another', [['default', '2']], 'v2.0.0'],
    [
      'a chain of names',
      [
        ['default', 'lts/*'],
        ['lts/*', 'lts/iron'],
        ['lts/iron', 'v20.9.0'],
      ],
      'v20.9.0',
    ],
    ['the newest where the name says no number', [['default', 'node']], 'v22.14.0'],
    ['the newest where the version is gone', [['default', 'v18.0.0']], 'v22.14.0'],
    [
      'the newest where names go in circles',
      [
        ['default', 'a'],
        ['a', 'default'],
      ],
      'v22.14.0',
    ],
    ['the newest where the name leads out', [['default', '../../x']], 'v22.14.0'],
    ['the newest without a default', [], 'v22.14.0'],
  ])('is %s', (_, aliases, version) => {
    nvm('v2.0.0', 'v20.9.0', 'v20.19.1', 'v22.9.0', 'v22.14.0');
    put('x', 'v20.9.0');
    for (const [name, target] of aliases) put(`.nvm/alias/${name}`, target);
    expect(ofNvm()).toEqual([join(home, '.nvm/versions/node', version, 'bin')]);
  });

  it('is none where none is installed', () => {
    put('.nvm/alias/default', 'v20.9.0');
    expect(ofNvm()).toEqual([]);
  });
});
