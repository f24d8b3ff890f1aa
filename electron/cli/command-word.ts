/**
 * In a file of its own: `exec` reads its words without the parser of the whole command.
 * @param own words of a command line before `--`
 * @returns which of them names the command
 */
export function commandWord(own: readonly string[]): string | undefined {
  return own.find((word, index) => !word.startsWith('-') && own[index - 1] !== '--home');
}
