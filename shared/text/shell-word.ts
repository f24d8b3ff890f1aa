/**
 * What stands for itself. In zsh a leading `=` does not; in PowerShell neither do `,`, `%`, a leading `@` or digit, nor a
 * parameter with a dot in it.
 */
const PLAIN = /^(?!=)[\w@%+=:,./-]+$/;

/** For PowerShell's own scripts too: the pattern means the same to .NET. */
export const POWERSHELL_PLAIN = /^(?:--?[A-Za-z]+(?:-[A-Za-z]+)*|[A-Za-z_/\\][A-Za-z0-9_.:/\\+=-]*)$/;

/** PowerShell takes each of these as a single quote (about_Quoting_Rules; `IsSingleQuote` in its CharTraits.cs). */
export const POWERSHELL_QUOTES = /['\u2018-\u201b]/;

/**
 * SECURITY: a folder of somebody else may hold a file called `$(…)`, a service may name a key so, and people paste what is
 * proposed (test: "a proposed command runs nothing that a name holds").
 * @returns a word as a shell of this system takes it from a line that somebody pastes: of POSIX (XCU 2.2.2) and fish, on
 * Windows PowerShell
 */
export function shellWord(word: string, platform: string): string {
  if (platform === 'win32') {
    if (POWERSHELL_PLAIN.test(word)) return word;
    return `'${word.replace(new RegExp(POWERSHELL_QUOTES, 'g'), '$&$&')}'`;
  }
  if (PLAIN.test(word)) return word;
  // Fish reads a backslash between single quotes, POSIX does not: outside of them both read it alike.
  return `'${word.replace(/['\\]/g, String.raw`'\$&'`)}'`;
}

/** @returns a program and its words as a line to be pasted; PowerShell runs what is quoted only behind `&` (about_Operators) */
export function shellLine(words: readonly string[], platform: string): string {
  const line = words.map((word) => shellWord(word, platform)).join(' ');
  return platform === 'win32' && line.startsWith("'") ? `& ${line}` : line;
}

interface Pasted {
  /** Whose shells the line is for. */
  readonly platform: string;
  /** The folder that was named for this run; the line is for the same. */
  readonly home: string | undefined;
}

/**
 * @param words of a command line of Keyrack, without the program
 * @returns the line to be pasted; what follows a `--` is the words of a program or paths, so the home stands before it
 */
export function keyrackLine(words: readonly string[], { platform, home }: Pasted): string {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const named = home === undefined ? [] : ['--home', home];
  const all = ['keyrack', ...words.slice(0, end), ...named, ...words.slice(end)];
  return shellLine(all, platform);
}
