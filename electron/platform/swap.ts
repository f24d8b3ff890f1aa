import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#core/errors.ts';
import { besideName, commit, commitNew, discard, NO_LINKS, syncFolder } from './atomic-write.ts';

// Nobody else's write may be lost, and no lock keeps others out. A second name holds on to the file that is replaced: what
// was written into it until then is found there, and put back. Against another rename there is no such hold (Node has no
// renameat2): between the last look and ours lie two system calls, made at once instead of by the thread pool.

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/**
 * Puts the temp file in the target's place, if the target still holds `expected`.
 * @returns false: somebody else has written, and their file stands there
 * @throws AppError conflict where two files of theirs are left, and only one can stand there
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

/**
 * Takes the target away, if it still holds `expected`. It is moved before it is looked at, so no write is lost between
 * look and removal. What is killed in between leaves it under the other name: hence calls made at once, and the sweeps.
 * @returns false: somebody else has written, and their file stands there
 * @throws AppError conflict where two files of theirs are left, and only one can stand there
 */
export async function takeAway(target: string, expected: Uint8Array): Promise<boolean> {
  const kept = besideName(target);
  renameSync(target, kept);
  if (holds(kept, expected)) {
    unlinkSync(kept);
    await discard(kept);
    await syncFolder(dirname(target));
    return true;
  }
  await giveBack(kept, target);
  return false;
}

/** Somebody else's file is never discarded: where another stands in its place, it gets a name that no sweep takes. */
export async function giveBack(kept: string, target: string): Promise<void> {
  if (await commitNew(kept, target)) return;
  const rescued = `${target}.keyrack-${randomBytes(4).toString('hex')}`;
  await commit(kept, rescued);
  throw new AppError('conflict', {
    message: `Another program changed ${target} twice in the meantime. What it wrote first is in ${rescued}.`,
    next: 'Look at both files, then repeat.',
  });
}

/** What cannot be read is not what was expected: it became a folder, or another user's. */
function holds(path: string, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(path), bytes) === 0;
  } catch {
    return false;
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

/** The file itself and no copy of it: its writer may be in the middle of it. A third one may have replaced ours since. */
async function putBack(kept: string, target: string, ours: Uint8Array): Promise<void> {
  if (holds(target, ours)) renameSync(kept, target);
  else await giveBack(kept, target);
}

async function hasBytes(path: string, bytes: Uint8Array): Promise<boolean> {
  return Buffer.compare(await readFile(path), bytes) === 0;
}
