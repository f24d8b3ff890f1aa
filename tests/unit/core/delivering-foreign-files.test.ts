import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';

// Every state in which a program's file can be found, and what comes of an export into it. A program that writes at the
// same time: delivering-rivals.test.ts.

const PLAIN = '{\n  "theme": "dark",\n  "mcpServers": {}\n}\n';
const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

let world: DeliveringWorld;
let folder: string;
beforeEach(() => {
  world = createDeliveringWorld();
  folder = dirname(world.file);
  mkdirSync(folder, { recursive: true });
});
afterEach(() => {
  chmodSync(folder, 0o755);
  world.end();
});

interface Row {
  readonly name: string;
  readonly text?: string;
  readonly mode?: number;
  /** What is done to the plain file before the export, or instead of it. */
  readonly make?: () => void;
  /** What is done between the look and the write. */
  readonly meanwhile?: () => void;
  /** Root passes over modes and owners: then it is somebody else for the export. */
  readonly asUser?: boolean;
  readonly outcome: 'written' | 'file-refused' | 'file-failed' | 'conflict';
  readonly skip?: boolean;
}

const toOthers = (path: string) => {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
};
const behindLink = () => {
  renameSync(world.file, join(folder, 'real.json'));
  symlinkSync('real.json', world.file);
};

const ROWS: readonly Row[] = [
  { name: 'an ordinary file', outcome: 'written' },
  { name: 'a symbolic link', make: behindLink, outcome: 'written' },
  {
    name: 'a dangling symbolic link',
    make: () => {
      rmSync(world.file);
      symlinkSync('nothing.json', world.file);
    },
    outcome: 'file-refused',
  },
  {
    name: 'a hard link',
    make: () => linkSync(world.file, join(folder, 'second.json')),
    outcome: 'file-refused',
  },
  { name: 'mode 0400', mode: 0o400, outcome: 'file-failed' },
  { name: 'mode 0644', mode: 0o644, outcome: 'written' },
  {
    name: 'another owner, for root',
    make: () => toOthers(world.file),
    outcome: 'written',
    skip: !isRoot,
  },
  {
    name: 'another owner',
    make: () => {
      rmSync(world.file);
      if (isRoot) writeFileSync(world.file, PLAIN);
      else symlinkSync('/etc/passwd', world.file);
    },
    asUser: true,
    outcome: 'file-refused',
  },
  { name: 'a byte order mark', text: `\uFEFF${PLAIN}`, outcome: 'written' },
  { name: 'line ends of Windows', text: PLAIN.replaceAll('\n', '\r\n'), outcome: 'written' },
  { name: 'tabs', text: PLAIN.replaceAll('  ', '\t'), outcome: 'written' },
  { name: 'no final line break', text: PLAIN.trimEnd(), outcome: 'written' },
  { name: 'our place twice', text: '{"mcpServers": {}, "mcpServers": {}}', outcome: 'file-refused' },
  {
    name: 'a name twice elsewhere',
    text: '{"a": 1, "a": 2, "mcpServers": {}}',
    outcome: 'written',
  },
  { name: 'what does not parse', text: '{"mcpServers": {', outcome: 'file-refused' },
  {
    name: 'a folder that cannot be written',
    make: () => {
      toOthers(world.file);
      toOthers(folder);
      chmodSync(folder, 0o555);
    },
    asUser: true,
    outcome: 'file-failed',
  },
  {
    name: 'a file that was replaced between the look and the write',
    meanwhile: () => {
      writeFileSync(join(folder, 'theirs.tmp'), '{"theirs": true}', { mode: 0o644 });
      renameSync(join(folder, 'theirs.tmp'), world.file);
    },
    outcome: 'conflict',
  },
  {
    name: 'a link planted where a temp file was left',
    make: () => {
      writeFileSync(join(folder, 'victim'), 'theirs');
      symlinkSync(
        'victim',
        join(folder, `.claude_desktop_config.json.keyrack-${process.pid}-0123456789abcdef.tmp`),
      );
    },
    outcome: 'written',
  },
];

/** All that stands in the folder: bytes, modes, owners, links. */
const seen = () =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const { mode, uid, gid } = lstatSync(path);
      const isLink = lstatSync(path).isSymbolicLink();
      return { name, mode, uid, gid, holds: isLink ? readlinkSync(path) : readFileSync(path, 'utf8') };
    });

async function exportOnce({ meanwhile, asUser }: Row): Promise<string> {
  if (isRoot && asUser === true) process.seteuid?.(NOBODY);
  try {
    const { plan } = await world.delivering.plan(world.request());
    meanwhile?.();
    await world.delivering.export(plan);
    return 'written';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('an export into', () => {
  test.each(ROWS.filter(({ skip }) => skip !== true))('$name: $outcome', async (row) => {
    if (isRoot) for (const path of [world.folder, world.home]) chmodSync(path, 0o755);
    writeFileSync(world.file, row.text ?? PLAIN);
    chmodSync(world.file, row.mode ?? 0o644);
    row.make?.();
    const before = seen();
    expect(await exportOnce(row)).toBe(row.outcome);
    if (row.outcome !== 'written') {
      if (row.meanwhile === undefined) expect(seen()).toEqual(before);
      else expect(world.text()).toBe('{"theirs": true}');
      return;
    }
    expect(JSON.parse(world.text().replace(/^\uFEFF/, '')).mcpServers).toHaveProperty('unizo-dev');
    expect(world.mode()).toBe('600');
    await world.delivering.undo();
    expect(seen()).toEqual(before);
  });
});

const canMount = (() => {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', tmpdir()], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(canMount)(
  'an export to a disk that is full to the last byte fails, and leaves the file and the disk as they were',
  () => {
    mkdirSync(join(world.folder, 'full/home/.config/Claude'), { recursive: true });
    const script = join(import.meta.dirname, '../../crash/full-disk-writer.ts');
    const words = [
      'mount -t tmpfs -o size=64k none "$1/home/.config/Claude"',
      'exec "$0" --no-warnings "$2" "$1" "$3"',
    ];
    const args = [
      '-rm',
      'sh',
      '-c',
      words.join(' && '),
      process.execPath,
      join(world.folder, 'full'),
      script,
      PLAIN,
    ];
    const said = JSON.parse(execFileSync('unshare', args, { encoding: 'utf8' }));
    expect(said).toEqual({
      code: 'file-failed: ENOSPC',
      text: PLAIN,
      names: ['claude_desktop_config.json', 'filler'],
      open: 0,
    });
  },
);
