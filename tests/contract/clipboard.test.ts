import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '#core/secret.ts';
import { openProgramClipboard } from '../../electron/platform/clipboard-programs.ts';
import { findProgram } from '../../electron/platform/process-path.ts';
import { type Bench, COMMAND, ended, openBench } from './command/bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const VALUE = 'pg_live_" $HOME ü\n2';
const before = process.env.PATH;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-clipboard-'));
});
afterEach(() => {
  process.env.PATH = before;
  rmSync(folder, { recursive: true, force: true });
});

/** A PATH on which this one program is. */
function onlyWith(name: string): void {
  const found = findProgram(name, { path: before, platform: process.platform });
  if (found.state !== 'found') throw new Error(`${name} is not on this machine: run npm run setup`);
  mkdirSync(join(folder, 'tools'));
  symlinkSync(found.file, join(folder, 'tools', name));
  process.env.PATH = join(folder, 'tools');
}

const x11 = { platform: 'linux', env: { ...process.env, WAYLAND_DISPLAY: undefined } } as const;

/** Another reader and another writer than the one that is tested. */
const pasted = (tries = 3): string => {
  const options = { env: { ...process.env, PATH: before }, encoding: 'utf8', timeout: 5_000 } as const;
  const { stdout, status, error } = spawnSync('xclip', ['-selection', 'clipboard', '-o'], options);
  if (error === undefined) return status === 0 ? stdout : '';
  // xclip waits for ever for an owner that ended while it was asked. That is no answer, so it is asked again.
  if (tries > 1) return pasted(tries - 1);
  throw error;
};
async function copyElsewhere(text: string) {
  const args = ['--clipboard', '--input'];
  const child = spawn('xsel', args, {
    env: { ...process.env, PATH: before },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(text);
  await once(child, 'exit');
  // It serves from a process of its own, which may not have begun.
  for (let tries = 0; tries < 100 && pasted() !== text; tries += 1) await delay(50);
}

describe.runIf(process.platform === 'linux').each(['xclip', 'xsel'])(
  'the clipboard of X11, by the real %s',
  (name) => {
    beforeEach(() => onlyWith(name));

    it('holds the value to the byte, and is empty once it is cleared', async () => {
      const clipboard = await openProgramClipboard(x11);
      await clipboard.write(new Secret(VALUE));
      expect(pasted()).toBe(VALUE);
      expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(true);
      expect(pasted()).toBe('');
    });

    it('is left alone where something else was copied since', async () => {
      const clipboard = await openProgramClipboard(x11);
      await clipboard.write(new Secret(VALUE));
      await copyElsewhere('a shopping list');
      expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(false);
      expect(pasted()).toBe('a shopping list');
    });

    it('that cannot be reached is told, without the value', async () => {
      const env = { ...process.env, DISPLAY: ':4999' };
      const display = process.env.DISPLAY;
      process.env.DISPLAY = env.DISPLAY;
      try {
        const clipboard = await openProgramClipboard({ platform: 'linux', env });
        await expect(clipboard.write(new Secret('pg_live_1'))).rejects.toThrow(
          expect.objectContaining({ code: 'unsupported', message: expect.not.stringContaining('pg_live_1') }),
        );
      } finally {
        process.env.DISPLAY = display;
      }
    });
  },
);

it('no program, or no display, is told before anything is read', async () => {
  process.env.PATH = folder;
  await expect(openProgramClipboard(x11)).rejects.toThrow(/no clipboard/);
  process.env.PATH = before;
  await expect(openProgramClipboard({ platform: 'linux', env: {} })).rejects.toThrow(/no clipboard/);
  await expect(openProgramClipboard({ platform: 'freebsd', env: {} })).rejects.toThrow(/no clipboard/);
});

const COPIED = 'pg_live_copied_by_command';

// In this file because all tests of it share one clipboard, and files run beside each other.
describe.runIf(process.platform === 'linux')('key copy', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench();
    await bench.json(['env', 'add', 'Here', '--stage', 'development']);
    await bench.json(['env', 'add', 'Strict', '--stage', 'production']);
    for (const [env, name] of [
      ['Here', 'Key'],
      ['Strict', 'Closed'],
    ] as const) {
      const add = ['key', 'add', '--env', env, '--name', name, '--var', 'A_KEY'];
      await bench.json(add, { stdin: `${COPIED}${env}` });
    }
  });
  afterAll(() => bench.close());

  const display = () => ({ DISPLAY: process.env.DISPLAY ?? '', XAUTHORITY: process.env.XAUTHORITY ?? '' });
  const env = () => ({ ...bench.env, ...display() });
  const audited = async () => {
    const rows = (await bench.json(['audit', '--key', 'Key'])) as readonly { what: string; by: string }[];
    return rows.filter(({ what }) => what === 'key copied').map(({ by }) => by);
  };

  it('copies nothing while no app passphrase is set', async () => {
    await bench.json(['init', '--storage', 'keychain']);
    const { code, err } = await bench.run(['key', 'copy', 'Key'], { env: env(), passphrase: 'any' });
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('app passphrase') });
  });

  it('copies with it, is ended by a signal, and leaves the clipboard empty and a row in the audit', async () => {
    await bench.json(['init', '--storage', 'keychain', '--passphrase-fd', '3'], {
      passphrase: 'open sesame',
    });
    const words = ['key', 'copy', 'Key', '--passphrase-fd', '3', '--json'];
    const child = bench.start(words, { env: env(), passphrase: 'open sesame' });
    const result = ended(child);
    await new Promise((resolve) => child.stderr?.once('data', resolve));
    expect(pasted()).toBe(`${COPIED}Here`);
    child.kill('SIGHUP');
    const { code, out, err } = await result;
    expect({ code, told: JSON.parse(out), pasted: pasted() }).toMatchObject({
      code: 0,
      told: { copied: true, cleared: true },
      pasted: '',
    });
    expect(out + err).not.toContain(COPIED);
    expect(await audited()).toEqual(['command']);
  });

  const copied = () => {
    const words = ['key', 'copy', 'Key', '--passphrase-fd', '3'];
    return bench.start(words, { env: env(), passphrase: 'open sesame' });
  };
  const until = (text: string) =>
    vi.waitFor(() => expect(pasted()).toBe(text), { timeout: 20_000, interval: 100 });

  it('is cleared at once where the command is killed', async () => {
    const child = copied();
    await until(`${COPIED}Here`);
    child.kill('SIGKILL');
    await until('');
  });

  it('is cleared as ever where nobody reads what the command tells', async () => {
    const child = copied();
    const exit = once(child, 'exit');
    child.stderr?.destroy();
    await until(`${COPIED}Here`);
    await delay(500);
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(pasted()).toBe('');
  });

  it('is cleared where its terminal is closed', async () => {
    const line = `exec '${process.execPath}' '${COMMAND}' key copy Key --passphrase-fd 3 3<'${bench.home}/pass'`;
    writeFileSync(join(bench.home, 'pass'), 'open sesame');
    const terminal = spawn('script', ['-qec', line, '/dev/null'], { env: { ...env(), SHELL: '/bin/sh' } });
    await until(`${COPIED}Here`);
    terminal.kill('SIGKILL');
    await until('');
  });

  it('is refused with a wrong passphrase, in a copy-once environment, and without a display', async () => {
    const copy = (name: string, passphrase: string, given: Readonly<Record<string, string>>) =>
      bench.run(['key', 'copy', name, '--passphrase-fd', '3'], { env: given, passphrase });
    expect((await copy('Key', 'wrong', env())).code).toBe(3);
    expect((await copy('Closed', 'open sesame', env())).code).toBe(5);
    const { DISPLAY: _, ...nowhere } = env();
    const { code, err } = await copy('Key', 'open sesame', nowhere);
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('xclip') });
    expect(new Set(await audited())).toEqual(new Set(['command']));
  });
});
