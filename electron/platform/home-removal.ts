import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { homeFailure } from './file-failure.ts';
import { CHROMIUM, isOfBrowser, isOursIn, namedIn, orderOf } from './home-names.ts';
import { isHome } from './home-signs.ts';

/**
 * Removes a home, and nothing in it that Keyrack did not make: folders too lose only what has a name of ours.
 * SECURITY: no link is followed (test: "follows no link out of the home").
 * @returns whole paths of what is left; empty: the folder itself is gone
 * @throws AppError home-failed
 */
export function removeHome(folder: string): readonly string[] {
  if (!existsSync(folder) || !isHome(folder)) return [];
  try {
    const ours = readdirSync(folder).filter((name) => namedIn(name) !== null);
    for (const name of ours.toSorted((one, other) => orderOf(one) - orderOf(other))) {
      removeNamed(folder, name);
    }
    const left = leftIn(folder);
    // A home may be reached by a link, which is the user's own.
    if (left.length === 0 && !lstatSync(folder).isSymbolicLink()) rmdirSync(folder);
    return left;
  } catch (error) {
    throw homeFailure(folder, error);
  }
}

function removeNamed(folder: string, name: string): void {
  const path = join(folder, name);
  const named = namedIn(name);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || named === null) return;
  if (!stat.isDirectory()) {
    rmSync(path, { force: true, maxRetries: 3 });
    return;
  }
  const inside = readdirSync(path);
  if (name === CHROMIUM && isOfBrowser(inside)) return;
  for (const each of inside.filter((one) => isOursIn(named, one))) {
    rmSync(join(path, each), { recursive: true, force: true, maxRetries: 3 });
  }
  if (readdirSync(path).length === 0) rmdirSync(path);
}

/** Of a folder of ours, what it still holds. */
function leftIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const isOurs = namedIn(name)?.holds instanceof RegExp && lstatSync(path).isDirectory();
    return isOurs ? readdirSync(path).map((each) => join(path, each)) : [path];
  });
}
