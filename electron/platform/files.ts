import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { FileSnapshot, Files } from '#core/ports/files.ts';
import { commitNew, discard, sweepFolder, syncFolder, writeBeside } from './atomic-write.ts';
import { fileFailure } from './file-failure.ts';
import { look, ownerOf } from './foreign-file.ts';
import { swap, takeAway } from './swap.ts';

/**
 * Changes files of other programs. At every moment a file is the old one or the new one, whole: the new content is
 * written beside it, synced, and takes its place by one rename, if the file is still what the caller looked at.
 * @param home Keyrack's own folder, real path: an entry in `vault.json` would lock its user out
 */
export function createFiles(home: string): Files {
  return {
    snapshot: async (path) => {
      const absolute = resolve(path);
      refuseLong(absolute);
      await sweepIfLinked(absolute);
      const snapshot = await look(absolute);
      refuseOwn(home, snapshot);
      return snapshot;
    },
    realPath: (path) => realpath(resolve(path)).catch(() => resolve(path)),
    replace: (snapshot, bytes, mode) => orFail(snapshot, 'written', () => replace(snapshot, bytes, mode)),
    remove: (snapshot) => orFail(snapshot, 'removed', () => remove(snapshot)),
    sweep: async (path) => {
      const realPath = await realpath(resolve(path)).catch(() => resolve(path));
      try {
        await sweepFolder(dirname(realPath), realPath);
      } catch (error) {
        throw fileFailure(path, 'read', error);
      }
    },
    sweepFolder: async (path) => {
      const realPath = await realpath(resolve(path)).catch(() => resolve(path));
      await sweepFolder(dirname(realPath));
    },
  };
}

async function orFail(
  snapshot: FileSnapshot,
  doing: 'written' | 'removed',
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw fileFailure(snapshot.path, doing, error);
  }
}

// What Linux, macOS and Windows take of a name. Where folders above are missing the system would say it only once they are made.
const NAME_BYTES_MAX = 255;

function refuseLong(path: string): void {
  if (path.split(/[\\/]/).every((part) => Buffer.byteLength(part) <= NAME_BYTES_MAX)) return;
  throw fileFailure(path, 'read', Object.assign(new Error('too long'), { code: 'ENAMETOOLONG' }));
}

function refuseOwn(home: string, { path, realPath }: FileSnapshot): void {
  const way = relative(home, realPath);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return;
  throw new AppError('file-refused', {
    message: `${path} is in the folder where Keyrack keeps its own files.`,
    next: 'Choose a file of another program.',
  });
}

/** A new file killed between its link and the removal of its temp name has two names until swept. */
async function sweepIfLinked(path: string): Promise<void> {
  const real = await realpath(path).catch(() => path);
  const found = await lstat(real).catch(() => null);
  if (found?.isFile() && found.nlink > 1) await sweepFolder(dirname(real), real);
}

async function replace(snapshot: FileSnapshot, bytes: Uint8Array, mode: number): Promise<void> {
  const target = snapshot.realPath;
  refuseReadOnly(snapshot);
  await refuseChanged(snapshot);
  await makeFolders(dirname(target));
  const owner = snapshot.bytes === null ? null : await ownerOf(target);
  const temporary = await writeBeside(target, bytes, owner === null ? { mode } : { mode, owner });
  try {
    await refuseChanged(snapshot);
    const done =
      snapshot.bytes === null
        ? await commitNew(temporary, target)
        : await swap(temporary, target, snapshot.bytes);
    if (!done) throw changed(snapshot.path);
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

async function remove(snapshot: FileSnapshot): Promise<void> {
  await refuseChanged(snapshot);
  if (snapshot.bytes === null) return;
  refuseReadOnly(snapshot);
  if (!(await takeAway(snapshot.realPath, snapshot.bytes))) throw changed(snapshot.path);
}

/** A rename would succeed on a read-only file: its owner has said that it shall not change. */
function refuseReadOnly({ path, mode }: FileSnapshot): void {
  if (mode === null || (mode & 0o200) !== 0) return;
  throw new AppError('file-failed', {
    message: `${path} is read-only.`,
    next: 'Make it writable (chmod u+w), then try again.',
  });
}

async function refuseChanged(snapshot: FileSnapshot): Promise<void> {
  const now = await look(snapshot.path);
  const same =
    now.realPath === snapshot.realPath && now.mode === snapshot.mode && sameBytes(now.bytes, snapshot.bytes);
  if (!same) throw changed(snapshot.path);
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return Buffer.compare(a, b) === 0;
}

const changed = (path: string) =>
  new AppError('conflict', {
    message: `Another program changed ${path} in the meantime.`,
    next: 'Look at the changes again, then repeat.',
  });

/** Missing ones only, 0700 whatever the umask: what is there belongs to somebody who chose its mode. */
async function makeFolders(folder: string): Promise<void> {
  const there = await stat(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (there !== null) return;
  await makeFolders(dirname(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await syncFolder(dirname(folder));
}
