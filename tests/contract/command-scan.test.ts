import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Bench, openBench } from './command/bench.ts';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
let user: string;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  bench = await openBench();
  user = mkdtempSync(join(bench.files, 'user-'));
  env = { ...bench.env, HOME: user, HISTFILE: '', ZDOTDIR: user };
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
});
afterAll(async () => {
  rmSync(user, { recursive: true, force: true });
  await bench.close();
});

const HELD = 'quiet-harbour-5tz81kq9w2';
const TOKEN = 'ghp_Zk3vQ9xT7mLp2RwY8sNb4JdHc6GfUa1eViXo';

const put = (name: string, text: string): string => {
  const file = join(user, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o644);
  return file;
};

it('finds what stands in the clear, mends it by the command that it names, and prints no value', async () => {
  const { id } = (await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Mail', '--var', 'MAIL'], {
    stdin: HELD,
  })) as { id: string };
  put(
    '.cursor/mcp.json',
    JSON.stringify({ mcpServers: { github: { command: 'true', env: { GH_TOKEN: TOKEN } } } }),
  );
  put('.zsh_history', `: 1:0;send --via ${HELD}\n`);
  const tracked = put('work/a.env', `SMTP=${HELD}\n`);
  for (const words of [
    ['init', '-q'],
    ['add', 'a.env'],
  ])
    spawnSync('git', ['-C', join(user, 'work'), ...words]);

  const plain = await bench.run(['scan', join(user, 'work')], { env, cwd: user });
  const scanned = await bench.run(['--json', 'scan', join(user, 'work')], { env, cwd: user });
  expect([plain.code, scanned.code]).toEqual([1, 1]);
  const { findings, isCompared } = JSON.parse(scanned.out);
  const short = findings.map(({ name, git, key, next }: Record<string, { id?: string } & string[]>) => [
    name,
    git,
    key?.id,
    next?.[0],
  ]);
  expect([isCompared, short]).toEqual([
    true,
    [
      ['GH_TOKEN', null, undefined, 'keyrack adopt cursor --env Dev --server github --variable GH_TOKEN'],
      [null, null, id, expect.stringContaining('Delete the line')],
      ['SMTP', 'tracked', id, expect.stringContaining('make a new key at the service')],
    ],
  ]);
  const all = plain.out + plain.err + scanned.out + scanned.err;
  for (const value of [HELD, TOKEN]) expect(all).not.toContain(value.slice(-14));

  const words = String(findings[0].next[0]).split(' ').slice(1);
  expect((await bench.run([...words, '--yes'], { env, cwd: user })).code).toBe(0);
  const again = await bench.run(['--json', 'scan'], { env, cwd: user });
  expect(JSON.parse(again.out).findings.map(({ target }: { target: string }) => target)).toEqual([null]);

  expect((await bench.run(['scan', tracked, '--only-paths', '--fix-modes', '--yes'], { env })).code).toBe(1);
  expect((statSync(tracked).mode & 0o777).toString(8)).toBe('600');
  const clean = await bench.run(['scan', '--only-paths', join(user, '.cursor')], { env });
  expect([clean.code, clean.out]).toEqual([0, 'Nothing stands in the clear in 1 file.\n']);
});
