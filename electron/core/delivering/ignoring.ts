import type { Files } from '../ports/files.ts';
import type { DeliveringDeps } from './deps.ts';
import { encode, openDocument } from './document.ts';
import type { FileWrite } from './writing.ts';

const NEW_MODE = 0o644;

const folderOf = (file: string): string =>
  file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
const nameOf = (file: string): string => file.slice(folderOf(file).length);

/** @returns the .gitignore beside a file: git reads one in every folder */
export const ignoreFileOf = (file: string): string => `${folderOf(file)}.gitignore`;

export const isIgnoreFile = (file: string): boolean => nameOf(file) === '.gitignore';

/** The line that names this one file. Source: gitignore(5), where blanks, `*`, `?`, `[`, `!`, `#` and `\` mean more. */
const lineFor = (file: string): string =>
  `/${nameOf(file).replaceAll(/[\\*?[\]!# ]/g, (sign) => `\\${sign}`)}`;

/** What git would do with a value in a file. `open`: the next commit may take it in. */
export type GitRisk = 'none' | 'tracked' | 'open';

export async function gitRisk(
  deps: Pick<DeliveringDeps, 'files' | 'inWorkTree' | 'gitState'>,
  realPath: string,
): Promise<GitRisk> {
  if (!(await deps.inWorkTree(realPath))) return 'none';
  const state = await deps.gitState(realPath);
  if (state === 'tracked') return 'tracked';
  return state === 'ignored' || (await isIgnored(deps.files, realPath)) ? 'none' : 'open';
}

/** Whether the .gitignore beside a file names it. */
async function isIgnored(files: Files, file: string): Promise<boolean> {
  const { text } = await openDocument(files, ignoreFileOf(file));
  return text.split(/\r?\n/).includes(lineFor(file));
}

/**
 * The file in the .gitignore beside it, as a line at the end.
 * @throws AppError file-refused
 */
export async function ignoring(files: Files, file: string): Promise<FileWrite> {
  const { snapshot, text } = await openDocument(files, ignoreFileOf(file));
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text === '' || text.endsWith('\n') ? '' : eol;
  const after = encode(`${text}${open}${lineFor(file)}${eol}`);
  return { file: snapshot.path, snapshot, after, mode: snapshot.mode ?? NEW_MODE };
}

/**
 * The same line out of it again, wherever it stands by now: all else in the file is its owner's.
 * @param wasThere whether there was a .gitignore before
 * @returns null: the line is gone already
 */
export async function unignoring(
  files: Files,
  file: string,
  { wasThere }: { readonly wasThere: boolean },
): Promise<FileWrite | null> {
  const { snapshot, text } = await openDocument(files, ignoreFileOf(file));
  const lines = text.split(/(?<=\n)/);
  const at = lines.findLastIndex((line) => line.trimEnd() === lineFor(file));
  if (at === -1) return null;
  const rest = lines.toSpliced(at, 1).join('');
  const after = rest === '' && !wasThere ? null : encode(rest);
  return { file: snapshot.path, snapshot, after, mode: snapshot.mode ?? NEW_MODE };
}
