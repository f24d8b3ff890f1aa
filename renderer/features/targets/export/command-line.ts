/** A command as it is typed, in words; `problem` where it cannot be parted. */
export type CommandWords =
  | { readonly state: 'words'; readonly words: readonly string[] }
  | { readonly state: 'problem'; readonly problem: 'empty' | 'open-quote' };

/**
 * Parts a typed command into words, as a shell does with quotes and backslashes and nothing else:
 * no variables, no globs, because nothing that Keyrack writes goes through a shell.
 */
export function splitCommand(line: string): CommandWords {
  const words: string[] = [];
  // Whole quoted pieces, escaped characters, plain runs, blanks; a lone quote matches nothing but the last.
  const piece = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^\s"'\\]+)|(\s+)|(["'\\])/gsy;
  let word: string | null = null;
  for (const match of line.matchAll(piece)) {
    const [, double, single, escaped, plain, blank] = match;
    const text = double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? escaped ?? plain;
    if (text !== undefined) word = (word ?? '') + text;
    else if (blank === undefined) return { state: 'problem', problem: 'open-quote' };
    else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (word !== null) words.push(word);
  return words.length === 0 || words[0] === ''
    ? { state: 'problem', problem: 'empty' }
    : { state: 'words', words };
}

/** @returns a line that `splitCommand` parts into the same words */
export function joinCommand(words: readonly string[]): string {
  return words
    .map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`))
    .join(' ');
}
