/** A command as it is typed, in words; what is in the way where it cannot be parted. */
export type CommandWords =
  | { readonly state: 'words'; readonly words: readonly string[] }
  | { readonly state: 'empty' }
  | { readonly state: 'open-quote'; readonly quote: string }
  | { readonly state: 'operator'; readonly operator: string };

// Alone they would be operators of a shell. Nothing here runs in one, so they would silently become arguments.
const OPERATORS = new Set(['|', '||', '&', '&&', ';', '<', '>', '>>', '2>', '2>&1']);

// Of quoted pieces, escaped and plain characters; a quote or backslash that none of these takes is open.
const WORD = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^ \t\n"'\\])+|["'\\]/gs;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs;
const OPEN = new Set(['"', "'", '\\']);

/**
 * Parts a command into words as a POSIX shell does (XCU 2.2 Quoting, 2.6.5 Field Splitting): blanks separate, quotes
 * and backslashes keep together. Nothing is expanded: `$HOME`, `~` and `*` stay as they are.
 */
export function splitCommand(line: string): CommandWords {
  const words: string[] = [];
  for (const [typed] of line.matchAll(WORD)) {
    if (OPEN.has(typed)) return { state: 'open-quote', quote: typed };
    if (OPERATORS.has(typed)) return { state: 'operator', operator: typed };
    // Lines that are joined make no word of their own.
    if (!/^(?:\\\n)+$/.test(typed)) words.push(unquote(typed));
  }
  // A program has a name.
  return words.length === 0 || words[0] === '' ? { state: 'empty' } : { state: 'words', words };
}

const unquote = (typed: string) =>
  typed.replaceAll(QUOTED, (_, double?: string, single?: string, escaped?: string) => {
    if (escaped !== undefined) return escaped === '\n' ? '' : escaped;
    // Inside double quotes a backslash stands for itself before anything else.
    return single ?? double?.replaceAll(/\\(?:(["\\$`])|\n)/g, '$1') ?? '';
  });

/** @returns a line that `splitCommand` parts into the same words */
export function joinCommand(words: readonly string[]): string {
  return words.map((word) => (isPlain(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`)).join(' ');
}

const isPlain = (word: string) => /^[^\s"'\\]+$/.test(word) && !OPERATORS.has(word);
