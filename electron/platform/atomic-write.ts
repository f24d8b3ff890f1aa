import { createHash, randomBytes } from 'node:crypto';
import { constants, type FileHandle, link, lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LEFTOVER } from './leftover-name.ts';

/** What a temp file becomes; `owner` where the file that it replaces belongs to somebody (root writes for a user). */
export interface TempAttributes {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

const NAME_TRIES = 5;
/** A write takes milliseconds: an hour later its process id has gone to another program. */
const LEFTOVER_LIFE_MS = 3_600_000;
/** A file name may have 255 bytes; what we put around it takes under 60. */
const BASE_BYTES = 180;
const WINDOWS_RENAME_DELAYS_MS = [5, 10, 20, 40, 80, 160, 320, 640];

const inFlight = new Set<string>();

const temporaryBase = (path: string) => {
  const name = basename(path);
  return Buffer.byteLength(name) > BASE_BYTES ? createHash('sha256').update(name).digest('hex') : name;
};

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/**
 * Writes and syncs a temp file beside the target.
 * SECURITY: O_EXCL, so a link planted under the name is not followed; 0600 until the last byte is there; the mode is
 * set on the open file, so the umask does not matter (test: "does not follow a planted link").
 * @returns its path, for `commit` or `discard`
 */
export async function writeBeside(target: string, bytes: Uint8Array, as: TempAttributes): Promise<string> {
  const { path, handle } = await openTemporary(target);
  try {
    await handle.writeFile(bytes);
    await applyAttributes(handle, as);
    await handle.sync();
    await handle.close();
    return path;
  } catch (error) {
    await handle.close();
    await discard(path);
    throw error;
  }
}

/** @returns a name beside the target that `sweepFolder` knows; until it is discarded, no sweep of this process takes it */
export function besideName(target: string): string {
  const name = `.${temporaryBase(target)}.keyrack-${process.pid}-${randomBytes(8).toString('hex')}.tmp`;
  const path = join(dirname(target), name);
  inFlight.add(path);
  return path;
}

async function openTemporary(target: string): Promise<{ path: string; handle: FileHandle }> {
  for (let attempt = 1; ; attempt += 1) {
    const path = besideName(target);
    try {
      return { path, handle: await open(path, 'wx', 0o600) };
    } catch (error) {
      inFlight.delete(path);
      if (codeOf(error) !== 'EEXIST' || attempt === NAME_TRIES) throw error;
    }
  }
}

async function applyAttributes(handle: FileHandle, { mode, owner }: TempAttributes): Promise<void> {
  if (process.platform === 'win32') return;
  const kept = owner === undefined || (await giveTo(handle, owner));
  // A group that the file was not open to before must not get in.
  await handle.chmod(kept ? mode : mode & ~0o070);
}

async function giveTo(handle: FileHandle, owner: { uid: number; gid: number }): Promise<boolean> {
  const { uid, gid } = await handle.stat();
  if (uid === owner.uid && gid === owner.gid) return true;
  try {
    await handle.chown(owner.uid, owner.gid);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPERM') return false;
    throw error;
  }
}

export async function discard(temporary: string): Promise<void> {
  inFlight.delete(temporary);
  await unlink(temporary).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

/** Puts the temp file in the target's place and makes that last. */
export async function commit(temporary: string, target: string): Promise<void> {
  await renameRetrying(temporary, target);
  inFlight.delete(temporary);
  await syncFolder(dirname(target));
}

/** The same for a target that must not be there. @returns false where it is */
export async function commitNew(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    return renameNew(temporary, target);
  }
  await discard(temporary);
  await syncFolder(dirname(target));
  return true;
}

/** File systems without hard links (FAT, some network ones). */
export const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL', 'EISDIR']);

async function renameNew(temporary: string, target: string): Promise<boolean> {
  const taken = await lstat(target).then(
    () => true,
    () => false,
  );
  if (taken) return false;
  await commit(temporary, target);
  return true;
}

/** On Windows a scanner or indexer holds a new file for moments. */
async function renameRetrying(from: string, to: string): Promise<void> {
  const delays = process.platform === 'win32' ? WINDOWS_RENAME_DELAYS_MS : [];
  for (const ms of delays) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
      await delay(ms);
    }
  }
  await rename(from, to);
}

export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems have no sync for folders.
    if (!['EINVAL', 'EPERM', 'EBADF', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Removes what killed writes left in a folder.
 * @param target only what was meant for this file; absent: for any
 */
export async function sweepFolder(folder: string, target?: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EACCES' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  });
  for (const name of names) {
    const found = LEFTOVER.exec(name)?.groups;
    if (found === undefined) continue;
    if (target !== undefined && found.base !== temporaryBase(target)) continue;
    await removeIfDead(join(folder, name), Number(found.pid));
  }
}

async function removeIfDead(path: string, pid: number): Promise<void> {
  if (inFlight.has(path)) return;
  const stat = await lstat(path).catch(() => null);
  if (stat === null || !stat.isFile()) return;
  if (process.geteuid !== undefined && stat.uid !== process.geteuid() && process.geteuid() !== 0) return;
  const old = Date.now() - stat.ctimeMs > LEFTOVER_LIFE_MS;
  if (old || pid === process.pid || !isAlive(pid)) await discard(path);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
