import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '#core/secret.ts';
import { openProgramClipboard } from '../../electron/platform/clipboard-programs.ts';
import { findProgram } from '../../electron/platform/process-path.ts';
import { type Bench, ended, openBench } from './command/bench.ts';

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
const pasted = () => {
  const env = { ...process.env, PATH: before };
  const { stdout, status } = spawnSync('xclip', ['-selection', 'clipboard', '-o'], { env, encoding: 'utf8' });
  return status === 0 ? stdout : '';
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

/**
 * There is no Wayland here, no macOS and no Windows: strict programs play theirs. They take the words of the manuals alone,
 * keep what they read in a file, and note their words.
 */
function play(name: string, script: string): void {
  writeFileSync(
    join(folder, name),
    `#!/bin/sh\nPATH='${before}'\nboard='${folder}/board'\nprintf '%s\\n' "${name} $*" >>'${folder}/words'\n${script}\n`,
    { mode: 0o755 },
  );
}

const board = () => (existsSync(join(folder, 'board')) ? readFileSync(join(folder, 'board'), 'utf8') : null);
const words = () => readFileSync(join(folder, 'words'), 'utf8');

const WL_COPY = (mark: string) => `
if [ "$*" = --help ]; then echo "Usage: wl-copy ${mark}"; exit 0; fi
if [ "$*" = --clear ]; then rm -f "$board"; exit 0; fi
[ "$*" = "${mark ? `${mark} ` : ''}--foreground --type text/plain" ] || { echo "unrecognized: $*" >&2; exit 1; }
cat >"$board.new"; mv "$board.new" "$board"
while [ -e "$board" ]; do sleep 0.05; done`;
const WL_PASTE = `
[ "$*" = "--no-newline --type text/plain" ] || exit 2
[ -e "$board" ] || { echo 'Nothing is copied' >&2; exit 1; }
cat "$board"`;

describe.runIf(process.platform === 'linux').each([
  ['with the option that marks a secret', '--sensitive', true],
  ['of before 2.3, without it', '', false],
])('wl-clipboard %s', (_, mark, isMarked) => {
  const wayland = { platform: 'linux', env: { ...process.env, WAYLAND_DISPLAY: 'wayland-0' } } as const;
  beforeEach(() => {
    play('wl-copy', WL_COPY(mark));
    play('wl-paste', WL_PASTE);
    process.env.PATH = [folder, before].join(delimiter);
  });

  it('goes before X11, marks what it can, is told to clear, and shows no value in its words', async () => {
    const clipboard = await openProgramClipboard(wayland);
    await clipboard.write(new Secret(VALUE));
    expect({ program: clipboard.program, isMarked: clipboard.isMarked, board: board() }).toEqual({
      program: 'wl-copy',
      isMarked,
      board: VALUE,
    });
    expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(true);
    expect(board()).toBeNull();
    expect(words()).toContain('wl-copy --clear');
    expect(words()).not.toContain('pg_live');
  });

  it('leaves what was copied since', async () => {
    const clipboard = await openProgramClipboard(wayland);
    await clipboard.write(new Secret(VALUE));
    writeFileSync(join(folder, 'board'), 'a shopping list');
    expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(false);
    expect(board()).toBe('a shopping list');
  });
});

describe.runIf(process.platform === 'linux').each([
  ['darwin', 'osascript', ['org.nspasteboard.ConcealedType', 'board.clearContents']],
  ['win32', 'powershell.exe', ['ExcludeClipboardContentFromMonitorProcessing', 'Clipboard]::Clear()']],
] as const)('on %s', (platform, program, [mark, clear]) => {
  it(`${program} gets the value on its input and never among its words`, async () => {
    play(program, 'cat >"$board"; echo cleared');
    process.env.PATH = [folder, before].join(delimiter);
    const clipboard = await openProgramClipboard({ platform, env: {} });
    await clipboard.write(new Secret(VALUE));
    expect(board()).toBe(VALUE);
    expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(true);
    const scripts = words().replace(/[A-Za-z0-9+/]{200,}=*/g, (text) =>
      Buffer.from(text, 'base64').toString('utf16le'),
    );
    expect(scripts).toContain(mark);
    expect(scripts).toContain(clear);
    expect(scripts).not.toContain('pg_live');
  });
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

  it('is refused with a wrong passphrase, in a copy-once environment, and without a display', async () => {
    const copy = (name: string, passphrase: string, given: Readonly<Record<string, string>>) =>
      bench.run(['key', 'copy', name, '--passphrase-fd', '3'], { env: given, passphrase });
    expect((await copy('Key', 'wrong', env())).code).toBe(3);
    expect((await copy('Closed', 'open sesame', env())).code).toBe(5);
    const { DISPLAY: _, ...nowhere } = env();
    const { code, err } = await copy('Key', 'open sesame', nowhere);
    expect({ code, err }).toEqual({ code: 5, err: expect.stringContaining('xclip') });
    expect(await audited()).toEqual(['command']);
  });
});
