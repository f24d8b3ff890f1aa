import { Argument, type Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';
import { candidates } from './candidates.ts';
import { COMPLETION_SCRIPTS } from './scripts.ts';

const ATTACHED = '--home=';

/** @returns the commands that a command line may be about */
type LoadTree = (words: readonly string[]) => Promise<Command>;

export const registerCompletion = (loadTree: LoadTree) => (program: Command, context: CommandContext) => {
  program
    .command('completion')
    .description('print the script that completes commands, options and names in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(COMPLETION_SCRIPTS)))
    .action((shell: string) => context.terminal.out(COMPLETION_SCRIPTS[shell] ?? ''));
  program
    .command('__complete <at> [words...]', { hidden: true })
    .description('for the scripts: what the word at this place could be')
    .action((at: string, words: readonly string[]) => complete(context, loadTree, Number(at), words));
};

/** A shell shows what a failure prints in the middle of the line that is being typed, so nothing is said. */
async function complete(
  context: CommandContext,
  loadTree: LoadTree,
  at: number,
  typed: readonly string[],
): Promise<void> {
  try {
    const words = typed.map(unquoted);
    const before = words.slice(0, at);
    const { openNames } = await import('./ledger-names.ts');
    const opened = openNames(homeIn(before) ?? context.home());
    try {
      const tree = await loadTree(before);
      for (const { value, text } of await candidates(tree, before, words[at] ?? '', opened.names))
        context.terminal.out(`${value}\t${printable(text)}\n`);
    } finally {
      opened.close();
    }
  } catch {
    // See above.
  }
}

/** @returns the folder that is named in the line that is being typed */
function homeIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--home' || word.startsWith(ATTACHED));
  const word = words[at];
  if (word === undefined) return undefined;
  return word.startsWith(ATTACHED) ? word.slice(ATTACHED.length) : words[at + 1];
}

/** Bash hands words over as they are typed. */
const unquoted = (word: string): string => word.replace(/^["']|\\(?=.)/gs, '').replace(/["']$/, '');
