import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CODE, LEDGER } from './home-names.ts';

/**
 * Keeps compiled code in the home, so that the next start of the command need not compile it again: a third of its time.
 * SECURITY: what stands there is run, so it is taken from no folder that others can enter (tests/unit/platform/code-cache.test.ts), and never from Node's default, a folder in /tmp.
 * @param home where there is none yet, none is made, and nothing is kept
 * @returns whether it is kept
 */
export function keepCode(home: string): boolean {
  const folder = join(home, CODE);
  try {
    if (!isOwn(home) || !existsSync(join(home, LEDGER))) return false;
    mkdirSync(folder, { mode: 0o700, recursive: true });
    return isOwn(folder) && enable(folder);
  } catch {
    // A disk that is full or read-only: the command works without.
    return false;
  }
}

/** The folder that Node makes in it, one a version, follows the umask. */
function enable(folder: string): boolean {
  const before = process.umask(0o077);
  try {
    return enableCompileCache(folder).directory !== undefined;
  } finally {
    process.umask(before);
  }
}

/** On Windows a folder below the user's own is the user's. */
function isOwn(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return false;
  return process.platform === 'win32' || (stat.uid === process.geteuid?.() && (stat.mode & 0o077) === 0);
}
