import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { homeFailure } from './file-failure.ts';

/**
 * What Keyrack makes in a home, in the order in which it goes. The ledger says what is still to be done, so it stays
 * until the rest is gone; behind it only the choice of the storage is left, which a new start needs no more.
 */
const OURS: readonly RegExp[] = [
  /^chromium$/,
  /^logs$/,
  /^preferences(\.broken-\d+)?\.json$/,
  /^playground\.db/,
  /^backups$/,
  /^sealed$/,
  /^ledger\.db\.before-\d+$/,
  /^ledger\.db-(shm|wal)$/,
  /^ledger\.db$/,
  /^vault\.json$/,
  /^agent\.sock(\.\d+)?$/,
  /^\..+\.keyrack-\d+-[0-9a-f]{16}\.tmp$/s,
];

/** @returns whether there is anything of Keyrack's in this folder */
export function hasHome(folder: string): boolean {
  return existsSync(folder) && namesIn(folder).some((name) => OURS.some((ours) => ours.test(name)));
}

/**
 * Removes a home, and nothing in it that Keyrack did not make.
 * SECURITY: no link is followed (test: "follows no link out of the home").
 * @returns whole paths of what is left; empty: the folder itself is gone
 * @throws AppError home-failed
 */
export function removeHome(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    for (const ours of OURS) {
      for (const name of namesIn(folder).filter((each) => ours.test(each))) {
        rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
      }
    }
    const left = namesIn(folder);
    // A home may be reached by a link, which is the user's own.
    if (left.length === 0 && !lstatSync(folder).isSymbolicLink()) rmdirSync(folder);
    return left.map((name) => join(folder, name));
  } catch (error) {
    throw homeFailure(folder, error);
  }
}

const namesIn = (folder: string): readonly string[] => readdirSync(folder);
