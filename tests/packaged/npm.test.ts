import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findElectron } from '../../bin/runtime.mjs';
import { fetchNode } from '../../scripts/package/node.mjs';
import { stageNpm } from '../../scripts/package/npm.mjs';
import { ended, openPlace, type Place } from './place.ts';

const root = join(import.meta.dirname, '..', '..');
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let folder = '';
let listed: readonly string[] = [];
const prefix = () => join(folder, 'prefix');
const installed = () => join(prefix(), 'lib', 'node_modules', 'keyrack');
const keyrack = () => join(prefix(), 'bin', 'keyrack');

function npm(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', [...args], { cwd: folder, encoding: 'utf8' });
  expect({ args, status, why: status === 0 ? '' : stdout + stderr }).toEqual({ args, status: 0, why: '' });
  return stdout;
}

// The only package that it depends on comes out of npm's cache, where the set-up of this clone has left it, else from the registry.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-npm-'));
  const [packed] = JSON.parse(npm('pack', stageNpm(root), '--json', '--ignore-scripts')) as [
    { filename: string; files: readonly { path: string }[] },
  ];
  listed = packed.files.map(({ path }) => path);
  npm(
    'install',
    '--global',
    '--prefix',
    prefix(),
    '--prefer-offline',
    '--no-audit',
    join(folder, packed.filename),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds the command and no part of the app', () => {
  const tops = new Set(listed.map((path) => path.split('/').slice(0, 2).join('/')));
  expect([...tops].sort()).toEqual([
    'LICENSE',
    'README.md',
    'bin/keyrack.mjs',
    'bin/runtime.mjs',
    'man/keyrack.1',
    'out/cli',
    'package.json',
  ]);
});

test('it says which Node can run it, not which can set up a clone', () => {
  const { engines } = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'));
  expect(engines).toEqual({ node: '>=22.15' });
});

test('its manual is where man looks for it', () => {
  const page = readFileSync(join(prefix(), 'share/man/man1/keyrack.1'), 'utf8');
  expect(page).toContain('.SS keyrack key copy');
});

test('beside it stands keytar alone, with what keytar names', () => {
  const beside = readdirSync(join(installed(), 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(beside.sort()).toEqual(['keytar', 'node-addon-api']);
});

test('what it depends on is what this clone is tested with', () => {
  const of = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  expect(of(join(installed(), 'node_modules/keytar/package.json')).version).toBe(
    of(join(root, 'node_modules/keytar/package.json')).version,
  );
});

const newNode = () => dirname(fetchNode(root, `linux-${process.arch}`));
const ELECTRON = findElectron(root)?.path ?? '';
const MACHINE_NODE = ['/usr/bin', '/usr/local/bin'].find((path) => existsSync(join(path, 'node'))) ?? '';

/** How a user's shell, or a client, starts it. */
const STARTS: Readonly<
  Record<string, () => { nodes: string[]; words: string[]; env?: Record<string, string> }>
> = {
  'the first Node of PATH': () => ({ nodes: [newNode()], words: [keyrack()] }),
  "Electron's Node": () => ({ nodes: [], words: [ELECTRON, keyrack()], env: { ELECTRON_RUN_AS_NODE: '1' } }),
  "the machine's Node, whatever it is, with a newer one on PATH": () => ({
    nodes: [newNode()],
    words: [join(MACHINE_NODE, 'node'), keyrack()],
  }),
};

describe.each(Object.entries(STARTS))('started by %s, the installed command', (_, how) => {
  const open = (): { place: Place; words: readonly string[] } => {
    const { nodes, words, env } = how();
    return { place: openPlace(nodes, env), words };
  };

  test('tells its status', async () => {
    const { place, words } = open();
    const { code, out, err } = await place.run([...words, 'status', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ counts: { keys: 0 } });
    place.close();
  });

  test('hands a key over, and passes a signal on', async () => {
    const { place, words } = open();
    await place.run([...words, 'init', '--storage', 'keychain']);
    await place.run([...words, 'env', 'add', 'Installed', '--stage', 'development']);
    const add = ['key', 'add', '--env', 'Installed', '--name', 'Key', '--var', 'INSTALLED_KEY'];
    await place.run([...words, ...add], 'a value that is kept');
    const script = 'trap "echo got; exit 9" USR2; echo $INSTALLED_KEY; while :; do sleep 0.1; done';
    const child = place.start([...words, 'exec', '--key', 'Key', '--', 'sh', '-c', script]);
    const result = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGUSR2');
    expect(await result).toEqual({ code: 9, signal: null, out: 'a value that is kept\ngot\n', err: '' });
    place.close();
  });
});
