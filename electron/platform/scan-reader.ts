import { constants, type Stats } from 'node:fs';
import { access, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { Looked, ScanReader } from '#core/ports/scanning.ts';
import { fileFailure } from './file-failure.ts';
import { workTreeOf } from './git-tree.ts';

/** Histories grow to some megabytes; what is larger is data, and would take long. */
const BYTES_MAX = 8 * 1024 * 1024;
/** As git itself tells a binary file: a zero byte at its beginning (buffer_is_binary). */
const BINARY_LOOK = 8_000;
// What programs put there again by themselves, and nobody writes a key into.
const NO_PLACE = new Set(['node_modules', '.hg', '.svn', '__pycache__', '.venv', '.tox', '.terraform']);

/** @param home Keyrack's own folder: sealed copies, and no text of the user's */
export function createScanReader(home: string): ScanReader {
  return {
    file: async (path) => {
      const absolute = resolve(path);
      const found = await lookAt(absolute, (at) => stat(at));
      return found === null || 'state' in found ? found : readIfFile(absolute, found);
    },
    below: (path, signal) => below(resolve(path), { home, signal }, true),
    exists: (path) =>
      access(resolve(path)).then(
        () => true,
        () => false,
      ),
    named: async (folder, names) => {
      const found = await readdir(folder).catch(() => []);
      return found.filter((name) => names.test(name)).map((name) => join(folder, name));
    },
    workTree: workTreeOf,
    setMode: async (file, mode) => {
      try {
        await setMode(file.realPath, file.mode, mode);
      } catch (error) {
        throw fileFailure(file.realPath, 'written', error);
      }
    },
  };
}

const passedOver = (path: string, why: string): Looked => ({ state: 'passed-over', path, why });

function failed(path: string, error: unknown): Looked | null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  return passedOver(
    path,
    code === 'EACCES' || code === 'EPERM' ? 'permission is denied' : `the system says ${code ?? 'no more'}`,
  );
}

async function lookAt(path: string, look: (path: string) => Promise<Stats>): Promise<Stats | Looked | null> {
  try {
    return await look(path);
  } catch (error) {
    return failed(path, error);
  }
}

interface Walk {
  readonly home: string;
  readonly signal: AbortSignal | undefined;
}

/** In the order of names, so that two runs print the same. @param isNamed by the user: then a link is followed */
async function* below(path: string, walk: Walk, isNamed: boolean): AsyncGenerator<Looked> {
  if (walk.signal?.aborted === true || path === walk.home) return;
  const found = await lookAt(path, (at) => (isNamed ? stat(at) : lstat(at)));
  if (found === null) return;
  if ('state' in found) yield found;
  else if (found.isDirectory()) yield* inFolder(path, walk);
  else if (found.isFile()) yield await readIfFile(path, found);
}

async function* inFolder(folder: string, walk: Walk): AsyncGenerator<Looked> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const why = failed(folder, error);
    if (why !== null) yield why;
    return;
  }
  for (const name of names.toSorted()) {
    if (NO_PLACE.has(name)) continue;
    // Of git's own files this one alone is written by people: a remote's address may hold a token.
    yield* below(name === '.git' ? join(folder, name, 'config') : join(folder, name), walk, false);
  }
}

async function readIfFile(path: string, { size, mode, mtime }: Stats): Promise<Looked> {
  if (size > BYTES_MAX) return passedOver(path, 'it is larger than 8 MB');
  try {
    const text = await readText(path);
    if (text === null) return { state: 'no-text' };
    const realPath = await realpath(path);
    return {
      state: 'file',
      file: {
        path,
        realPath,
        mode: process.platform === 'win32' ? null : mode & 0o7777,
        modifiedAt: mtime.toISOString(),
        text,
      },
    };
  } catch (error) {
    return failed(path, error) ?? { state: 'no-text' };
  }
}

/** Never waits at a pipe. @returns null: no text, or no ordinary file */
async function readText(path: string): Promise<string | null> {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const handle = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    const now = await handle.stat();
    if (!now.isFile() || now.size > BYTES_MAX) return null;
    return decode(await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** Windows PowerShell writes UTF-16; where bytes are no UTF-8 what is ASCII between them is read all the same. */
function decode(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.subarray(0, BINARY_LOOK).includes(0)) return null;
  return new TextDecoder('utf-8').decode(bytes);
}

/** On the open file, so that no other one gets the mode that took its place. */
async function setMode(path: string, before: number | null, mode: number): Promise<void> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const now = await handle.stat();
    if (!now.isFile() || (now.mode & 0o7777) !== before) {
      throw new AppError('conflict', {
        message: `Another program changed ${path} in the meantime.`,
        next: 'Scan again.',
      });
    }
    await handle.chmod(mode);
  } finally {
    await handle.close();
  }
}
