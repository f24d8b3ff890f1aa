import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { electronVersion, findElectron, findNode, isSuitableNode } from '../../../bin/runtime.mjs';

const project = join(import.meta.dirname, '..', '..', '..');
const electron = findElectron(project);

// This is what an unsuitable Node lacks; the programs that the command starts are not affected.
const AS_AN_OLD_NODE = ['--import', 'data:text/javascript,delete process.execve'];

const BUNDLE = `
const { readFileSync, writeSync } = require('node:fs');
const { DatabaseSync } = require('node:sqlite');
new DatabaseSync(':memory:').close();
const [word, value] = process.argv.slice(2);
const acts = {
  exit: () => process.exit(Number(value)),
  wait: () => { setInterval(() => undefined, 1000); process.stdout.write('waiting'); },
  read: () => process.stdout.write(readFileSync(value === undefined ? 0 : Number(process.argv[4]), 'utf8')),
  flags: () => writeSync(1, [0, 1, 2].map((fd) => /flags:\\s*(\\d+)/.exec(readFileSync('/proc/self/fdinfo/' + fd, 'utf8'))[1]).join()),
  'a word with spaces': () => process.stdout.write(JSON.stringify(process.argv.slice(2))),
};
acts[word]();
`;

let clone = '';

beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), 'keyrack-bin-')));
  cpSync(join(project, 'bin'), join(clone, 'bin'), { recursive: true });
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function putBundle(): void {
  mkdirSync(join(clone, 'out', 'cli'), { recursive: true });
  writeFileSync(join(clone, 'out', 'cli', 'keyrack.cjs'), BUNDLE);
}

function start(flags: readonly string[], words: readonly string[], stdio?: SpawnOptions['stdio']) {
  const env = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON_OVERRIDE_DIST_PATH: electron?.dist,
    PATH: '',
  };
  const args = [...flags, join(clone, 'bin', 'keyrack.mjs'), ...words];
  return spawn(process.execPath, args, { env, stdio: stdio ?? 'pipe' });
}

async function run(
  flags: readonly string[],
  words: readonly string[],
  input = '',
  stdio?: SpawnOptions['stdio'],
) {
  const child = start(flags, words, stdio);
  child.stdin?.end(input);
  const out = child.stdout ? text(child.stdout) : '';
  const err = child.stderr ? text(child.stderr) : '';
  const [code, signal] = await once(child, 'close');
  return { code, signal, out: await out, err: await err };
}

describe.each([
  ['under a suitable Node', []],
  ['under an old Node, which starts another', AS_AN_OLD_NODE],
])('the command %s', (_, flags) => {
  test('names the two commands before the first build, and fails', async () => {
    const { code, err, out } = await run(flags, ['status']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^keyrack: .*`npm start`.*`npm test`/);
  });

  test.each([0, 1, 2, 6, 127, 255])(
    'ends with exit code %d of the bundle, and no word of its own',
    async (wanted) => {
      putBundle();
      expect(await run(flags, ['exit', `${wanted}`])).toEqual({
        code: wanted,
        signal: null,
        out: '',
        err: '',
      });
    },
  );

  test('passes standard input and words through unchanged', async () => {
    putBundle();
    expect((await run(flags, ['read'], 'a\0b\n')).out).toBe('a\0b\n');
    const words = ['a word with spaces', '--', '--passphrase-fd', "it's", ''];
    expect(JSON.parse((await run(flags, words)).out)).toEqual(words);
  });

  test.runIf(process.platform === 'linux')(
    'leaves inherited pipes as they are: a child that is no Node reads and writes them blocking',
    async () => {
      putBundle();
      const words = [...flags, join(clone, 'bin', 'keyrack.mjs'), 'flags'].map((word) => `'${word}'`);
      const env = {
        ELECTRON_RUN_AS_NODE: '1',
        ELECTRON_OVERRIDE_DIST_PATH: electron?.dist,
        PATH: process.env.PATH,
      };
      const line = `sleep 1 | '${process.execPath}' ${words.join(' ')} 2>&1 | cat`;
      const child = spawn('/bin/sh', ['-c', line], { env });
      const modes = (await text(child.stdout)).split(',').map((mode) => Number.parseInt(mode, 8));
      expect(modes.map((mode) => mode & constants.O_NONBLOCK)).toEqual([0, 0, 0]);
    },
  );

  test('passes the descriptor of a passphrase through', async () => {
    putBundle();
    const file = join(clone, 'passphrase');
    writeFileSync(file, 'correct horse');
    const stdio: SpawnOptions['stdio'] = ['pipe', 'pipe', 'pipe', 'ignore', 'ignore', openSync(file, 'r')];
    expect((await run(flags, ['read', '--passphrase-fd', '5'], '', stdio)).out).toBe('correct horse');
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR2'] as const)(
    'dies by %s as the bundle does',
    async (signal) => {
      putBundle();
      const child = start(flags, ['wait']);
      if (child.stdout) await once(child.stdout, 'data');
      child.kill(signal);
      expect(await once(child, 'close')).toEqual([null, signal]);
    },
  );
});

test.each([
  ['in a clone', true],
  ['in a package', false],
])('an old Node alone says what to install: %s', async (_, isClone) => {
  putBundle();
  if (isClone) {
    mkdirSync(join(clone, 'scripts'));
    writeFileSync(join(clone, 'scripts', 'start.mjs'), '');
  }
  const env = { ELECTRON_RUN_AS_NODE: '1', PATH: '' };
  const args = [...AS_AN_OLD_NODE, join(clone, 'bin', 'keyrack.mjs'), 'exit', '0'];
  const child = spawn(process.execPath, args, { env });
  const err = text(child.stderr);
  expect(await once(child, 'close')).toEqual([1, null]);
  const told = await err;
  expect(told).toMatch(/^keyrack: Node .* too old .*Install Node 22\.15 /);
  expect(told.includes('`npm start`')).toBe(isClone);
});

test.each([
  ['20.20.2', false, 'linux', false],
  ['22.14.0', true, 'linux', false],
  ['22.15.0', true, 'linux', true],
  ['22.15.0', false, 'darwin', false],
  ['22.15.0', false, 'win32', true],
  ['24.0.0', true, 'darwin', true],
  ['nonsense', true, 'linux', false],
])('Node %s (execve: %s) on %s is suitable: %s', (version, hasExecve, platform, expected) => {
  expect(isSuitableNode({ version, hasExecve, platform })).toBe(expected);
});

test('finds no Electron and no Node in a clone that has neither', () => {
  expect(findElectron(clone, {})).toBeNull();
  expect(findNode(clone, { PATH: join(clone, 'nothing') })).toBeNull();
  expect(electronVersion(clone)).toBeNull();
});
