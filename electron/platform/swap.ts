import { linkSync, lstatSync, readFileSync, renameSync } from 'node:fs';
import { link, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { besideName, commit, discard, NO_LINKS, syncFolder } from './atomic-write.ts';

// Nobody else's write may be lost, and no lock keeps others out. A second name holds on to the file that is replaced: what
// was written into it until then is found there, and put back. Against another rename there is no such hold (Node has no
// renameat2): between the last look and ours lie two system calls, made at once instead of by the thread pool.

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/**
 * Puts the temp file in the target's place, if the target still holds `expected`.
 * @returns false: somebody else has written, and their file stands there
 */
export async function swap(temporary: string, target: string, expected: Uint8Array): Promise<boolean> {
  const written = readFileSync(temporary);
  const kept = besideName(target);
  try {
    if (!hold(target, kept)) {
      await commit(temporary, target);
      return true;
    }
    if (!isStill(target, kept, expected)) return false;
    renameSync(temporary, target);
    const stands = await hasBytes(kept, expected);
    if (!stands) await putBack(kept, target, written);
    await syncFolder(dirname(target));
    return stands;
  } finally {
    await discard(kept);
  }
}

/** Takes the target away, if it still holds `expected`. @returns false: somebody else has written, and their file stands there */
export async function takeAway(target: string, expected: Uint8Array): Promise<boolean> {
  const kept = besideName(target);
  try {
    await rename(target, kept);
    const same = await hasBytes(kept, expected);
    if (!same) await unlessThere(link(kept, target));
    await syncFolder(dirname(target));
    return same;
  } finally {
    await discard(kept);
  }
}

/** @returns whether there is a second name; on Windows a rename has to be tried again and again, and needs none */
function hold(target: string, kept: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    linkSync(target, kept);
    return true;
  } catch (error) {
    if (NO_LINKS.has(codeOf(error))) return false;
    throw error;
  }
}

function isStill(target: string, kept: string, expected: Uint8Array): boolean {
  if (Buffer.compare(readFileSync(kept), expected) !== 0) return false;
  const held = lstatSync(kept);
  const now = lstatSync(target, { throwIfNoEntry: false });
  return now !== undefined && now.ino === held.ino && now.dev === held.dev;
}

/** The file itself and no copy of it: its writer may be in the middle of it. */
async function putBack(kept: string, target: string, ours: Uint8Array): Promise<void> {
  if (await hasBytes(target, ours)) await rename(kept, target);
}

async function hasBytes(path: string, bytes: Uint8Array): Promise<boolean> {
  return Buffer.compare(await readFile(path), bytes) === 0;
}

async function unlessThere(linking: Promise<void>): Promise<void> {
  try {
    await linking;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
