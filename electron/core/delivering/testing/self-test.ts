import type { SelfTest } from '../../ports/provider.ts';

/** `-y` and the like, which say how a package is fetched and not which. */
const named = (words: readonly string[]): readonly string[] => words.filter((word) => !word.startsWith('-'));

/** `@unizo/mcp-server@2.1.0` is the same server in a version of the user's choice. */
const isSame = (word: string | undefined, wanted: string): boolean =>
  word === wanted || word?.startsWith(`${wanted}@`) === true;

/**
 * The words that make this very server test itself.
 * @param command what the client starts, with or without `keyrack exec … --` before it
 * @returns null where it is none of these servers
 */
export function selfTestOf(command: readonly string[], tests: readonly SelfTest[]): readonly string[] | null {
  const own = command.slice(command.indexOf('--') + 1);
  const words = named(own);
  const found = tests.find(({ command: wanted }) => {
    const names = named(wanted);
    return words.length === names.length && names.every((name, at) => isSame(words[at], name));
  });
  return found?.words ?? null;
}
