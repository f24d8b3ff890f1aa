import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Found =
  | { readonly state: 'found'; readonly file: string }
  | { readonly state: 'not-executable'; readonly file: string }
  | { readonly state: 'not-found' };

interface Search {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
}

/** What execvp(3) searches where PATH is not set. */
const DEFAULT_PATH = '/bin:/usr/bin';
/** Windows starts these without a shell; batch files it does not. */
const WINDOWS_ENDINGS = ['.exe', '.com'];

/**
 * Finds a program as a POSIX shell does (XCU 2.9.1.4): a name with a slash is a path; another is looked for in
 * the folders of PATH, an empty one being the current folder. A file that is there and may not be run counts
 * only when no later folder has a better one.
 */
export function findProgram(name: string, { path, platform }: Search): Found {
  const isPath = name.includes('/') || (platform === 'win32' && name.includes('\\'));
  const folders = isPath ? [''] : (path ?? DEFAULT_PATH).split(delimiter);
  const endings = platform === 'win32' ? ['', ...WINDOWS_ENDINGS] : [''];
  const files = folders.flatMap((folder) =>
    endings.map((ending) => (isPath ? name + ending : join(folder === '' ? '.' : folder, name + ending))),
  );
  let refused: string | null = null;
  for (const file of name === '' ? [] : files) {
    const state = look(file, isPath);
    if (state === 'executable') return { state: 'found', file: inThisFolder(file, isPath) };
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
