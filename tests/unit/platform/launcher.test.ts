import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLauncher } from '../../../electron/platform/launcher.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'keyrack-launcher-')));
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/keyrack.mjs'), '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const launcher = (env: Readonly<Record<string, string>> = {}, home = '/home/u/.config/keyrack') =>
  createLauncher({ root, home, defaultHome: '/home/u/.config/keyrack', env, platform: 'linux' });

/** What answers as Node does when it is asked for its version and its path. */
function putNode(file: string, version: string) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho ${version} "$0"\n`);
  chmodSync(file, 0o755);
}

test.skipIf(process.platform === 'win32')(
  'the Node that a package brings along goes before any other',
  () => {
    putNode(join(root, 'bin/node'), '26.10.0');
    putNode(join(root, 'elsewhere/node'), '30.0.0');
    expect(launcher({ PATH: join(root, 'elsewhere') })()).toEqual([
      join(root, 'bin/node'),
      join(root, 'bin/keyrack.mjs'),
    ]);
  },
);

test.skipIf(process.platform === 'win32')('one that is too old or no Node is passed over', () => {
  putNode(join(root, 'bin/node'), '0');
  putNode(join(root, 'elsewhere/node'), '24.0.0');
  const [node] = launcher({ PATH: join(root, 'elsewhere') })();
  expect(node).not.toBe(join(root, 'bin/node'));
});

test('a home of its own is among the words', () => {
  putNode(join(root, 'bin/node'), '26.10.0');
  expect(launcher({}, '/srv/home')().slice(2)).toEqual(['--home', '/srv/home']);
});

test('a package that is mounted while it runs is refused, another beside it is not', () => {
  putNode(join(root, 'bin/node'), '26.10.0');
  const mount = join(root, '..');
  expect(() => launcher({ APPDIR: mount })()).toThrow(/AppImage/);
  for (const APPDIR of ['', '/tmp/.mount_editor', root.slice(0, -1)])
    expect(launcher({ APPDIR })()[1]).toBe(join(root, 'bin/keyrack.mjs'));
});

test('a command that is not there is told', () => {
  rmSync(join(root, 'bin/keyrack.mjs'));
  symlinkSync('/nowhere', join(root, 'bin/keyrack.mjs'));
  expect(() => launcher()()).toThrow(/not at/);
});
