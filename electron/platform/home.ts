import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#core/errors.ts';
import { sweepFolder } from './atomic-write.ts';
import { homeFailure } from './file-failure.ts';
import { isOursIn, namedIn, OWN_FOLDERS } from './home-names.ts';
import { mayBeHome } from './home-signs.ts';
import { refuseUninstalling } from './uninstall-mark.ts';

/**
 * Makes the folder ready: it and its folders are there, ours and 0700, Keyrack's files in them 0600.
 * Those that somebody opened wider are closed again: what they hold is nobody else's. What Keyrack did not make stays as it is.
 * @returns the real path, links followed
 * @throws AppError home-failed, naming the folder, the cause and the next step; conflict while it is being removed
 */
export function openHome(folder: string): string {
  try {
    makeFolder(folder);
    const home = realpathSync(folder);
    refuseForeign(home);
    refuseInUse(home);
    refuseUninstalling(home);
    for (const name of OWN_FOLDERS) makeFolder(join(home, name));
    tighten(home);
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    return home;
  } catch (error) {
    throw homeFailure(folder, plainer(folder, error));
  }
}

/** Removes what killed writes left in the home's folders. To be run once a start, after `openHome`. */
export async function sweepHome(home: string): Promise<void> {
  await sweepFolder(home);
  for (const name of OWN_FOLDERS) await sweepFolder(join(home, name));
}

/** Not mkdir's own `recursive`: below /proc, and where else a new folder is ENOENT, Node tries for ever. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another Keyrack process may have been first.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function refuseForeign(home: string): void {
  const me = process.geteuid?.();
  if (me === undefined || me === 0 || statSync(home).uid === me) return;
  throw new AppError('home-failed', {
    message: `Keyrack cannot use ${home}: the folder belongs to another user.`,
    next: 'Name a folder of your own with --home or KEYRACK_HOME.',
  });
}

/**
 * SECURITY: all of a home is closed to others and swept. Done to a folder that was named by mistake, such as `~`, `.` or `/`, that would
 * break what is in it (test: "a folder that holds other things is refused and left as it is").
 */
function refuseInUse(home: string): void {
  if (mayBeHome(home)) return;
  throw new AppError('home-failed', {
    message: `Keyrack cannot use ${home}: the folder holds other things.`,
    next: 'Name a new or empty folder with --home or KEYRACK_HOME.',
  });
}

/** @returns whether there is something that `openHome` would refuse as no home of Keyrack; nothing is changed */
export function isForeign(folder: string): boolean {
  if (!existsSync(folder)) return false;
  try {
    return !mayBeHome(folder);
  } catch {
    return true;
  }
}

/** mkdir says EEXIST where a file is in the way. */
function plainer(folder: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return error;
  return new AppError('home-failed', {
    message: `Keyrack cannot use ${folder}: it, or a part of it, is a file.`,
    next: 'Move that file away, or name another folder with --home or KEYRACK_HOME.',
    cause: error,
  });
}

function tighten(home: string): void {
  if (process.platform === 'win32') return;
  close(home);
  for (const name of readdirSync(home)) if (namedIn(name) !== null) close(join(home, name));
  for (const folder of OWN_FOLDERS) {
    const named = namedIn(folder);
    const names = readdirSync(join(home, folder));
    for (const name of names) if (named !== null && isOursIn(named, name)) close(join(home, folder, name));
  }
}

function close(path: string): void {
  // A file may go between the listing and here: app and command work at the same time.
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.uid !== process.geteuid?.()) return;
  const wanted = stat.isDirectory() ? 0o700 : 0o600;
  const closable = stat.isDirectory() || stat.isFile();
  if (closable && (stat.mode & 0o777 & ~wanted) !== 0) chmodSync(path, stat.mode & wanted);
}
