const PLAIN = /^[\w@%+=:,./-]+$/;

/** @returns a word as a shell of this system takes it from a line that somebody pastes (POSIX XCU 2.2.2; PowerShell) */
export function shellWord(word: string, platform: NodeJS.Platform): string {
  if (PLAIN.test(word)) return word;
  // PowerShell expands nothing between single quotes either, and doubles the quote itself.
  return `'${word.replaceAll("'", platform === 'win32' ? "''" : "'\\''")}'`;
}
