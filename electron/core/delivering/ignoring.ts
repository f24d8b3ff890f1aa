import type { Files } from '../ports/files.ts';
import { encode, openDocument } from './document.ts';

const NEW_MODE = 0o644;

const folderOf = (file: string): string =>
  file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
const nameOf = (file: string): string => file.slice(folderOf(file).length);

/** @returns the .gitignore beside a file: git reads one in every folder */
export const ignoreFileOf = (file: string): string => `${folderOf(file)}.gitignore`;

/** The line that names this one file. Source: gitignore(5), where blanks, `*`, `?`, `[`, `!`, `#` and `\` mean more. */
const lineFor = (file: string): string =>
  `/${nameOf(file).replaceAll(/[\\*?[\]!# ]/g, (sign) => `\\${sign}`)}`;

/** @returns whether the .gitignore beside a file names it */
export async function isIgnored(files: Files, file: string): Promise<boolean> {
  const { text } = await openDocument(files, ignoreFileOf(file));
  return text.split(/\r?\n/).includes(lineFor(file));
}

/**
 * Adds the file to the .gitignore beside it, as a line at the end; a line that stands there is enough.
 * @throws AppError conflict, file-refused, file-failed
 */
export async function ignore(files: Files, file: string): Promise<void> {
  if (await isIgnored(files, file)) return;
  const { snapshot, text } = await openDocument(files, ignoreFileOf(file));
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text === '' || text.endsWith('\n') ? '' : eol;
  await files.replace(snapshot, encode(`${text}${open}${lineFor(file)}${eol}`), snapshot.mode ?? NEW_MODE);
}
