/** @returns a path as one word for a POSIX shell, so that a fix can be pasted as it stands */
export const shellWord = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
