import { constants, lstat, open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#core/errors.ts';
import type { FileSnapshot } from '#core/ports/files.ts';
import { fileFailure } from './file-failure.ts';

/** Configs are kilobytes; this bounds what a wrong path costs. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** @returns the file behind the path as it is now. @throws AppError file-refused, file-failed */
export async function look(path: string): Promise<FileSnapshot> {
  try {
    const realPath = await followed(path);
    const isLink = (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;
    return { path, realPath, isLink, ...(await contents(path, realPath)) };
  } catch (error) {
    throw fileFailure(path, 'read', error);
  }
}

/** @returns whose file a new content must stay; null where there is none yet, or the OS has no owners. */
export async function ownerOf(realPath: string): Promise<Owner | null> {
  if (process.platform === 'win32') return null;
  const found = await stat(realPath);
  return { uid: found.uid, gid: found.gid };
}

/** The path with its links followed; where the last parts do not exist yet, they stand as given. */
async function followed(path: string): Promise<string> {
  const link = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (link === null) return join(await folderFollowed(dirname(path)), basename(path));
  if (link.isSymbolicLink() && isForeign(link.uid) && link.uid !== 0) {
    throw refused(`${path} is a link that belongs to another user.`, 'Name the real file.');
  }
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) === 'ELOOP')
      throw refused(`${path} is a link that leads back to itself.`, 'Remove the link.');
    if (codeOf(error) !== 'ENOENT') throw error;
    throw refused(`${path} is a link to a file that is not there.`, 'Make that file, or remove the link.');
  }
}

async function folderFollowed(folder: string): Promise<string> {
  if (dirname(folder) === folder) return folder;
  return followed(folder);
}

type Contents = Pick<FileSnapshot, 'bytes' | 'mode'>;

async function contents(path: string, realPath: string): Promise<Contents> {
  const handle = await openPlain(path, realPath);
  if (handle === null) return { bytes: null, mode: null };
  try {
    const found = await handle.stat();
    refuseStrange(path, found);
    const bytes = await handle.readFile();
    return { bytes, mode: process.platform === 'win32' ? null : found.mode & 0o7777 };
  } finally {
    await handle.close();
  }
}

/** Never waits at a pipe, and follows no link that was put there a moment ago. */
async function openPlain(path: string, realPath: string) {
  const found = await lstat(realPath).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  refuseStrange(path, found);
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  return open(realPath, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
}

interface Found {
  readonly uid: number;
  readonly nlink: number;
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

function refuseStrange(path: string, found: Found): void {
  if (found.isDirectory()) throw refused(`${path} is a folder.`, 'Name the file in it.');
  if (!found.isFile()) throw refused(`${path} is not an ordinary file.`, 'Choose another file.');
  if (isForeign(found.uid)) throw refused(`${path} belongs to another user.`, 'Choose a file of your own.');
  if (found.nlink > 1) {
    // A rename would part the two names; writing in place could leave half a file.
    const next = 'Make it a file of its own (copy it and move the copy over it), or use a symbolic link.';
    throw refused(`${path} has a second name (a hard link).`, next);
  }
  if (found.size > MAX_BYTES) throw refused(`${path} is larger than 16 MB.`, 'Choose another file.');
}

/** Root works for others, as when a container or a set-up script runs as root. */
function isForeign(uid: number): boolean {
  const me = process.geteuid?.();
  return me !== undefined && me !== 0 && uid !== me;
}

const refused = (message: string, next: string) => new AppError('file-refused', { message, next });
