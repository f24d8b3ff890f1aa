import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchNode, NODE } from '../../../scripts/package/node.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyrack-node-'));
  vi.stubEnv('npm_execpath', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const cache = () => join(root, 'node_modules/.cache/keyrack/node');

/** An npm that answers `pack` as told: the registry, or who stands between. */
function npmThat(script: string) {
  const folder = join(root, 'tools');
  mkdirSync(folder);
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', [folder, process.env.PATH].join(delimiter));
}

test('each system that is packed for has a pinned Node', () => {
  for (const [build, { name, integrity }] of Object.entries(NODE.builds)) {
    expect(name, build).toMatch(/^node-/);
    expect(Buffer.from(integrity.replace(/^sha512-/, ''), 'base64'), build).toHaveLength(64);
  }
});

test('a system without one is refused', () => {
  expect(() => fetchNode(root, 'linux-riscv64')).toThrow(/no Node for linux-riscv64/);
});

test.skipIf(process.platform === 'win32')(
  'another file than the pinned one is not unpacked, and nothing of it stays',
  () => {
    npmThat('echo something else > "$4/node.tgz"');
    expect(() => fetchNode(root, 'linux-x64')).toThrow(/not what was expected/);
    expect(readdirSync(cache())).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')(
  'a registry that cannot be reached is a failure, and is asked again the next time',
  () => {
    npmThat('exit 1');
    for (const _ of [1, 2]) expect(() => fetchNode(root, 'linux-x64')).toThrow(/failed/);
    expect(readdirSync(cache())).toEqual([]);
  },
);

test('one of an older version is not taken for the pinned one', () => {
  const folder = join(cache(), 'linux-x64/bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'node'), 'old');
  writeFileSync(join(folder, '../node-20.0.0'), '');
  npmThat('exit 1');
  expect(() => fetchNode(root, 'linux-x64')).toThrow(/failed/);
});
