import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { isAlive } from './atomic-write.ts';
import { homeFailure } from './file-failure.ts';
import { MARK } from './home-names.ts';

/** What the mark begins with; the machine and the process that removes the home follow. */
export const MARK_WORDS = 'keyrack uninstall';

/**
 * Marks a home as one that is being removed, so that no other Keyrack writes what would be lost with it.
 * @returns takes the mark away again, where the home stays
 * @throws AppError conflict where another process removes it; home-failed
 */
export function markUninstalling(home: string): () => void {
  refuseUninstalling(home);
  const path = join(home, MARK);
  try {
    rmSync(path, { force: true });
    // Of two at once, one finds the file of the other.
    writeFileSync(path, `${MARK_WORDS} ${hostname()} ${process.pid}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw underWay(home);
    throw homeFailure(home, error);
  }
  return () => rmSync(path, { force: true });
}

/** @throws AppError conflict while another process removes this home; what a killed one left counts for nothing */
export function refuseUninstalling(home: string): void {
  const [host, pid] = ownerOf(home);
  if (host === undefined || pid === undefined) return;
  if (host === hostname() && (Number(pid) === process.pid || !isAlive(Number(pid)))) return;
  throw underWay(home);
}

/** @returns whether a removal of this home was begun, whatever became of it */
export const isMarked = (home: string): boolean => ownerOf(home).length > 0;

function ownerOf(home: string): readonly string[] {
  try {
    const words = readFileSync(join(home, MARK), 'latin1');
    return words.startsWith(MARK_WORDS) ? words.slice(MARK_WORDS.length).trim().split(' ') : [];
  } catch {
    return [];
  }
}

const underWay = (home: string) =>
  new AppError('conflict', {
    message: `Keyrack is being uninstalled from ${home}.`,
    next: 'Wait until that is over. Nothing was changed.',
  });
