import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '#core/secret.ts';
import { openProgramClipboard } from '../../electron/platform/clipboard-programs.ts';

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

describe.runIf(process.platform === 'linux')('a clipboard that cannot be looked at', () => {
  const wayland = { platform: 'linux', env: { ...process.env, WAYLAND_DISPLAY: 'wayland-0' } } as const;
  beforeEach(() => {
    play('wl-copy', WL_COPY('--sensitive'));
    play('wl-paste', `[ -e "$board.closed" ] && { echo 'Failed to connect' >&2; exit 1; }\n${WL_PASTE}`);
    process.env.PATH = [folder, before].join(delimiter);
  });

  it('is cleared while ours is served there', async () => {
    const clipboard = await openProgramClipboard(wayland);
    await clipboard.write(new Secret(VALUE));
    writeFileSync(join(folder, 'board.closed'), '');
    expect(await clipboard.clearIfHolds(new Secret(VALUE))).toBe(true);
    expect(board()).toBeNull();
  });

  it('is told where nobody serves ours any more', async () => {
    const clipboard = await openProgramClipboard(wayland);
    await clipboard.write(new Secret(VALUE));
    rmSync(join(folder, 'board'));
    writeFileSync(join(folder, 'board.closed'), '');
    await delay(500);
    await expect(clipboard.clearIfHolds(new Secret(VALUE))).rejects.toThrow(
      expect.objectContaining({ code: 'outcome-unknown', message: expect.not.stringContaining('pg_live') }),
    );
  });

  it.each([
    ['darwin', 'osascript'],
    ['win32', 'powershell.exe'],
  ] as const)('is told on %s', async (platform, program) => {
    play(program, 'cat >"$board"; echo who knows');
    const clipboard = await openProgramClipboard({ platform, env: {} });
    await expect(clipboard.clearIfHolds(new Secret(VALUE))).rejects.toThrow(
      expect.objectContaining({ code: 'outcome-unknown' }),
    );
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
