import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, COMMAND, ended, openBench } from './command/bench.ts';

// Each test starts processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['env', 'add', 'Empty', '--stage', 'development']);
  await bench.json(['env', 'add', 'Full', '--stage', 'development']);
  const add = ['key', 'add', '--env', 'Full', '--name', 'A', '--var', 'KEY_A'];
  await bench.json(add, { stdin: 'value of A' });
});
afterAll(() => bench.close());

const quoted = (words: readonly string[]) =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
/** The command line of exec, for a shell. */
const exec = (...child: readonly string[]) =>
  quoted([process.execPath, COMMAND, 'exec', '--env', 'Empty', '--', ...child]);
const shell = (line: string) => ended(spawn('/bin/sh', ['-c', line], { env: bench.env }));

describe.runIf(process.platform === 'linux')('the pipes of a child of exec', () => {
  let file: string;
  let hash: string;
  beforeAll(() => {
    const part = randomBytes(1_000_003);
    const bytes = Buffer.concat(Array.from({ length: 100 }, () => part));
    file = join(bench.files, 'hundred-megabytes');
    writeFileSync(file, bytes);
    hash = `${createHash('sha256').update(bytes).digest('hex')}  -\n`;
  });

  // Real pipes, and readers slower than writers: a pipe that was left non-blocking would lose some of it.
  it.each<readonly [string, () => string]>([
    ['stdin', () => `cat '${file}' | ${exec('sha256sum')}`],
    ['stdout', () => `${exec('cat', file)} | sha256sum`],
    ['stderr', () => `${exec('sh', '-c', 'cat "$0" >&2', file)} 2>&1 >/dev/null | sha256sum`],
  ])('carry a hundred megabytes unchanged through %s', async (_, line) => {
    expect(await shell(line())).toEqual({ code: 0, signal: null, out: hash, err: '' });
  });
});

describe.runIf(process.platform === 'linux')('beside the child of exec', () => {
  it('nothing stays: no process, no thread of ours', async () => {
    const child = bench.start(['exec', '--key', 'A', '--', 'sh', '-c', 'echo ready; exec sleep 600']);
    const result = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    const of = (part: string) => join('/proc', String(child.pid), part);
    await vi.waitFor(() => expect(readlinkSync(of('exe'))).toMatch(/\/sleep$|\/busybox$|\/coreutils$/));
    expect(readdirSync(of('task'))).toEqual([String(child.pid)]);
    expect(readFileSync(of(`task/${child.pid}/children`), 'utf8')).toBe('');
    const others = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && namesHome(pid));
    expect(others).toEqual([]);
    child.kill();
    expect((await result).signal).toBe('SIGTERM');
  });

  /** Whether a process has been told of this home. The child has not. */
  function namesHome(pid: string): boolean {
    try {
      return ['cmdline', 'environ'].some((part) =>
        readFileSync(`/proc/${pid}/${part}`, 'utf8').includes(bench.home),
      );
    } catch {
      return false;
    }
  }
});

describe.runIf(process.platform === 'linux')('the terminal of a child of exec', () => {
  /** util-linux's `script` gives a command a terminal of its own; what is typed is its stdin. */
  const atTerminal = (line: string) =>
    spawn('script', ['-qec', line, '/dev/null'], { env: { ...bench.env, SHELL: '/bin/sh' } });

  it('is handed on as it was', async () => {
    const look = 'for fd in 0 1 2; do test -t $fd || echo no; done; tty; stty -a';
    const child = atTerminal(`${look}; ${exec('sh', '-c', look)}; ${look}`);
    const { code, out } = await ended(child);
    const third = out.length / 3;
    expect(code).toBe(0);
    expect(out).toContain('/dev/pts/');
    expect(out.slice(third, 2 * third)).toBe(out.slice(0, third));
    expect(out.slice(2 * third)).toBe(out.slice(0, third));
  });

  it('sends Ctrl+C once', async () => {
    const words =
      'trap "echo got" INT; echo ready; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; done; echo over';
    const child = atTerminal(exec('sh', '-c', words));
    const result = ended(child);
    child.stdout.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('ready')) child.stdin.write('\x03');
    });
    expect((await result).out.replaceAll('^C', '').split('\r\n')).toEqual(['ready', 'got', 'over', '']);
  });
});

describe.runIf(process.platform !== 'win32')('a child of exec without the PATH of a shell', () => {
  it('is found at the version manager, and finds its own Node there', async () => {
    const folder = join(bench.files, 'user/.nvm/versions/node/v22.14.0/bin');
    mkdirSync(folder, { recursive: true });
    const put = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o755 });
    put('node-of-nvm', '#!/bin/sh\necho "node runs $(basename "$1") $KEY_A"\n');
    put('npx-cli.js', '#!/usr/bin/env node-of-nvm\n');
    symlinkSync('npx-cli.js', join(folder, 'npx-of-nvm'));
    const { HOME: _, ...env } = bench.env;
    const given = { env: { ...env, HOME: join(bench.files, 'user'), PATH: '/usr/bin:/bin' } };
    const result = await bench.run(['exec', '--key', 'A', '--', 'npx-of-nvm', '-y'], given);
    expect(result).toEqual({ code: 0, signal: null, out: 'node runs npx-of-nvm value of A\n', err: '' });
  });
});
