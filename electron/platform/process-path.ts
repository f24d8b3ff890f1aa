import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { isOutOfOthersReach } from './process-trust.ts';

export type Found =
  /** `beyond`: the folder that it was found in, where PATH does not lead to that; null: by PATH, or it is a path. */
  | { readonly state: 'found'; readonly file: string; readonly beyond: string | null }
  | { readonly state: 'not-executable'; readonly file: string }
  /** Only beyond PATH, where others could have put it. */
  | { readonly state: 'in-reach-of-others'; readonly file: string }
  | { readonly state: 'not-found' };

interface Search {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
  /** More folders, for a name that PATH does not lead to; asked for only then. */
  readonly beyond?: () => readonly string[];
}

/** What execvp(3) searches where PATH is not set. */
export const DEFAULT_PATH = '/bin:/usr/bin';
/** Windows starts these without a shell; batch files it does not. */
const WINDOWS_ENDINGS = ['.exe', '.com'];

/**
 * Finds a program as a POSIX shell does (XCU 2.9.1.4): a name with a slash is a path; another is looked for in
 * the folders of PATH, an empty one being the current folder. A file that is there and may not be run counts
 * only when no later folder has a better one.
 */
export function findProgram(name: string, { path, platform, beyond }: Search): Found {
  const isPath = isPathOf(name, platform);
  if (isPath) return findIn([''], name, platform);
  const found = findIn((path ?? DEFAULT_PATH).split(delimiter), name, platform);
  if (found.state === 'found' || beyond === undefined) return found;
  const further = beyond().map((folder) => findIn([folder], name, platform));
  const ran = further.filter((each) => each.state === 'found');
  const trusted = ran.find(({ file }) => isOutOfOthersReach(file));
  if (trusted !== undefined) return { ...trusted, beyond: dirname(trusted.file) };
  const [other] = ran;
  return other === undefined ? found : { state: 'in-reach-of-others', file: other.file };
}

const isPathOf = (name: string, platform: NodeJS.Platform) =>
  name.includes('/') || (platform === 'win32' && name.includes('\\'));

/** @param folders `''`: the name is a path itself, or the folder is the current one */
function findIn(folders: readonly string[], name: string, platform: NodeJS.Platform): Found {
  const isPath = isPathOf(name, platform);
  const endings = platform === 'win32' ? ['', ...WINDOWS_ENDINGS] : [''];
  const files = folders.flatMap((folder) =>
    endings.map((ending) => (isPath ? name + ending : join(folder === '' ? '.' : folder, name + ending))),
  );
  let refused: string | null = null;
  for (const file of name === '' ? [] : files) {
    const state = look(file, isPath);
    if (state === 'executable') return { state: 'found', file: inThisFolder(file, isPath), beyond: null };
    if (state === 'refused') refused ??= file;
  }
  return refused === null ? { state: 'not-found' } : { state: 'not-executable', file: refused };
}

function look(file: string, isPath: boolean): 'executable' | 'refused' | 'absent' {
  try {
    if (!statSync(file).isFile()) return isPath ? 'refused' : 'absent';
    accessSync(file, constants.X_OK);
    return 'executable';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'EACCES' || code === 'EPERM' ? 'refused' : 'absent';
  }
}

/** `join` drops the "./" that tells a file here from a name to be searched again. */
function inThisFolder(file: string, isPath: boolean): string {
  return isPath || file.includes('/') || file.includes('\\') ? file : `./${file}`;
}
