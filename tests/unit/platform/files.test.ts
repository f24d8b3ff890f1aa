import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFiles } from '../../../electron/platform/files.ts';

const files = createFiles('/home/of/keyrack');
const after = Buffer.from('after');
const LEFTOVER = '.config.json.keyrack-4194303-0123456789abcdef.tmp';

let folder: string;
let path: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyrack-files-')));
  path = join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (file: string) => statSync(file).mode & 0o777;
const names = () => readdirSync(folder).sort();

function writeConfig(text: string | Buffer = 'before', mode = 0o644): void {
  writeFileSync(path, text);
  chmodSync(path, mode);
}

describe('a file of our own', () => {
  test.each(['vault.json', 'sealed/new', 'other/../vault.json', 'link'])('is refused: %s', async (name) => {
    const home = join(folder, 'home');
    mkdirSync(join(home, 'sealed'), { recursive: true });
    mkdirSync(join(home, 'other'));
    writeFileSync(join(home, 'vault.json'), '{}');
    symlinkSync(join(home, 'vault.json'), join(home, 'link'));
    symlinkSync(home, join(folder, 'alias'));
    for (const way of [home, join(folder, 'alias')]) {
      await expect(createFiles(home).snapshot(join(way, name))).rejects.toMatchObject({
        code: 'file-refused',
      });
    }
  });

  test('is not one whose folder only begins with the same letters', async () => {
    writeConfig();
    const beside = createFiles(join(folder, 'conf'));
    expect(await beside.snapshot(path)).toMatchObject({ realPath: path });
  });
});

describe('a snapshot', () => {
  test('has the bytes as they are, with BOM and CRLF, and the mode', async () => {
    const bytes = Buffer.from('\ufeff{\r\n  "a": 1\r\n}\u0000');
    writeConfig(bytes, 0o640);
    expect(await files.snapshot(path)).toEqual({ path, realPath: path, isLink: false, bytes, mode: 0o640 });
  });

  test('of a file that is not there has no bytes, wherever the path begins to be missing', async () => {
    const missing = join(folder, 'a', 'b', 'config.json');
    expect(await files.snapshot(missing)).toEqual({
      path: missing,
      realPath: missing,
      isLink: false,
      bytes: null,
      mode: null,
    });
  });

  test('follows links, of the file and of folders on the way', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'config.json'), 'before');
    symlinkSync('real', join(folder, 'link'));
    symlinkSync(join(folder, 'link', 'config.json'), path);
    expect(await files.snapshot(path)).toMatchObject({
      realPath: join(folder, 'real', 'config.json'),
      isLink: true,
    });
    expect((await files.snapshot(join(folder, 'link', 'config.json'))).isLink).toBe(false);
    const unborn = join(folder, 'link', 'new', 'config.json');
    expect((await files.snapshot(unborn)).realPath).toBe(join(folder, 'real', 'new', 'config.json'));
  });

  const refused: Readonly<Record<string, readonly [make: () => unknown, words: string]>> = {
    'a folder': [() => mkdirSync(path), 'is a folder'],
    'a link to a folder': [() => symlinkSync(folder, path), 'is a folder'],
    'a dangling link': [() => symlinkSync('nothing', path), 'not there'],
    'a link that leads back to itself': [() => symlinkSync('config.json', path), 'back to itself'],
    'a pipe': [() => execFileSync('mkfifo', [path]), 'not an ordinary file'],
    'a device': [() => symlinkSync('/dev/zero', path), 'not an ordinary file'],
    'a file with a second name': [
      () => {
        writeConfig();
        linkSync(path, join(folder, 'other'));
      },
      'hard link',
    ],
    'a file of more than 16 MB': [() => writeConfig(Buffer.alloc(16 * 1024 * 1024 + 1)), '16 MB'],
  };
  test.each(Object.entries(refused))('refuses %s', async (_what, [make, words]) => {
    make();
    await expect(files.snapshot(path)).rejects.toMatchObject({
      code: 'file-refused',
      message: expect.stringContaining(words),
      next: expect.stringMatching(/./),
    });
  });

  test('refuses a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    await expect(files.snapshot(path)).rejects.toMatchObject({ code: 'file-refused' });
    server.close();
  });

  test('below a file fails with words', async () => {
    writeConfig();
    await expect(files.snapshot(join(path, 'below'))).rejects.toMatchObject({ code: 'file-failed' });
  });
});

describe('replace', () => {
  test.each([0o000, 0o022, 0o777])('gives the wanted mode under umask %o', async (umask) => {
    writeConfig('before', 0o644);
    const before = process.umask(umask);
    try {
      await files.replace(await files.snapshot(path), after, 0o600);
      expect(modeOf(path)).toBe(0o600);
      await files.replace(await files.snapshot(path), after, 0o664);
      expect(modeOf(path)).toBe(0o664);
    } finally {
      process.umask(before);
    }
    expect([readFileSync(path, 'utf8'), names()]).toEqual(['after', ['config.json']]);
  });

  test('makes a new file and its folders, the folders 0700 under any umask', async () => {
    const deep = join(folder, 'a', 'b', 'config.json');
    const before = process.umask(0o000);
    try {
      await files.replace(await files.snapshot(deep), after, 0o600);
    } finally {
      process.umask(before);
    }
    expect([join(folder, 'a'), join(folder, 'a', 'b'), deep].map(modeOf)).toEqual([0o700, 0o700, 0o600]);
  });

  test('never touches the mode of a folder that is there', async () => {
    chmodSync(folder, 0o755);
    await files.replace(await files.snapshot(path), after, 0o600);
    expect(modeOf(folder)).toBe(0o755);
  });

  test('writes behind a link and leaves the link', async () => {
    writeFileSync(join(folder, 'real.json'), 'before');
    symlinkSync('real.json', path);
    await files.replace(await files.snapshot(path), after, 0o600);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('after');
  });

  const changes: Readonly<Record<string, () => unknown>> = {
    'its bytes changed': () => writeFileSync(path, 'theirs'),
    'it was replaced by another file': () => {
      rmSync(path);
      writeFileSync(path, 'theirs');
    },
    'its mode changed': () => chmodSync(path, 0o600),
    'it was removed': () => rmSync(path),
    'it became a link to a file with the same bytes': () => {
      rmSync(path);
      writeFileSync(join(folder, 'trap'), 'before');
      chmodSync(join(folder, 'trap'), 0o644);
      symlinkSync('trap', path);
    },
  };
  test.each(Object.entries(changes))('is a conflict when %s since', async (_what, change) => {
    writeConfig();
    const snapshot = await files.snapshot(path);
    change();
    const [before, namesBefore] = [existsSync(path) ? readFileSync(path, 'utf8') : null, names()];
    await expect(files.replace(snapshot, after, 0o600)).rejects.toMatchObject({ code: 'conflict' });
    expect([existsSync(path) ? readFileSync(path, 'utf8') : null, names()]).toEqual([before, namesBefore]);
  });

  test('is a conflict when somebody made the file first', async () => {
    const snapshot = await files.snapshot(path);
    writeFileSync(path, 'theirs');
    await expect(files.replace(snapshot, after, 0o600)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('theirs');
  });

  test('lets one of many that started from the same snapshot through', async () => {
    const snapshot = await files.snapshot(path);
    const tries = Array.from({ length: 8 }, (_, index) =>
      files.replace(snapshot, Buffer.from(String(index)), 0o600),
    );
    const results = await Promise.allSettled(tries);
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([readFileSync(path, 'utf8'), names()]).toEqual([String(won), ['config.json']]);
  });

  test.each([0o400, 0o444])('refuses a read-only file (%o) and leaves it', async (mode) => {
    writeConfig('before', mode);
    const snapshot = await files.snapshot(path);
    const readOnly = { code: 'file-failed', message: expect.stringContaining('read-only') };
    await expect(files.replace(snapshot, after, 0o600)).rejects.toMatchObject(readOnly);
    await expect(files.remove(snapshot)).rejects.toMatchObject(readOnly);
    expect([readFileSync(path, 'utf8'), modeOf(path), names()]).toEqual(['before', mode, ['config.json']]);
  });

  test('keeps the owner of a file that root writes for a user', async () => {
    writeConfig();
    const [uid, gid] = process.getuid?.() === 0 ? [65_534, 65_534] : [statSync(path).uid, statSync(path).gid];
    chownSync(path, uid, gid);
    await files.replace(await files.snapshot(path), after, 0o600);
    expect([statSync(path).uid, statSync(path).gid]).toEqual([uid, gid]);
  });

  test('takes a name of 255 bytes', async () => {
    const long = join(folder, `${'é'.repeat(120)}.longer.json`);
    await files.replace(await files.snapshot(long), after, 0o600);
    expect(readFileSync(long, 'utf8')).toBe('after');
  });

  test('on a disk that refuses says what and why', async () => {
    const snapshot = await files.snapshot('/proc/keyrack/config.json');
    await expect(files.replace(snapshot, after, 0o600)).rejects.toMatchObject({
      code: 'file-failed',
      message: expect.stringContaining('/proc/keyrack/config.json'),
      next: expect.stringMatching(/./),
    });
  });
});

describe('sweep', () => {
  test('takes leftovers of dead processes for this file, and nothing else', async () => {
    const others = [
      `.config.json.keyrack-${process.ppid}-0123456789abcdef.tmp`,
      '.other.json.keyrack-4194303-0123456789abcdef.tmp',
      '.config.json.tmp',
      'config.json',
    ];
    for (const name of [LEFTOVER, ...others]) writeFileSync(join(folder, name), '');
    await files.sweep(path);
    expect(names()).toEqual([...others].sort());
  });

  test('does not follow a link planted under a leftover’s name', async () => {
    writeFileSync(join(folder, 'theirs'), 'theirs');
    symlinkSync('theirs', join(folder, LEFTOVER));
    await files.sweep(path);
    expect(readFileSync(join(folder, 'theirs'), 'utf8')).toBe('theirs');
  });

  test('looks beside the real file of a link', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'config.json'), '');
    writeFileSync(join(folder, 'real', LEFTOVER), '');
    symlinkSync('real/config.json', path);
    await files.sweep(path);
    expect(readdirSync(join(folder, 'real'))).toEqual(['config.json']);
  });

  test('a new file that was killed between its two names is whole again', async () => {
    writeConfig();
    linkSync(path, join(folder, LEFTOVER));
    expect((await files.snapshot(path)).bytes).toEqual(Buffer.from('before'));
    expect(names()).toEqual(['config.json']);
  });
});
