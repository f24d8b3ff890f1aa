import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startedBy } from '../../../electron/platform/started-by.ts';

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'started-by-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process of this name, that waits. */
async function running(name: string): Promise<number> {
  const file = join(folder, name);
  copyFileSync('/bin/sleep', file);
  chmodSync(file, 0o755);
  const child = spawn(file, ['60']);
  children.push(child);
  await new Promise((resolve) => child.once('spawn', resolve));
  return child.pid ?? -1;
}

describe.runIf(process.platform === 'linux')('the program that started the command', () => {
  it.each([
    ['claude', 'claude'],
    ['some app', 'some app'],
    ['a\u001b[31mb', 'a?[31mb'],
  ])('called %j is told as %j', async (name, told) => {
    expect(startedBy(await running(name))).toBe(told);
  });

  it.each(['bash', 'sh', 'zsh', 'fish', 'tmux'])(
    'is nobody where it is %s: a person types there',
    async (name) => {
      expect(startedBy(await running(name))).toBeNull();
    },
  );
});

it.each([0, -1, 2 ** 30, Number.NaN])('is not known, and no failure, for the process %d', (pid) => {
  expect(startedBy(pid)).toBeNull();
});
