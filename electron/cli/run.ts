import { Command, type CommanderError } from 'commander';
import type { AppError } from '#core/errors.ts';
import type { Terminal } from '../platform/terminal.ts';
import { type Composition, createContext, type GlobalOptions, type Machine, sentence } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { exitCodeOf, failureOf } from './failures.ts';
import { loadGroups } from './groups.ts';
import { createInterruption } from './interruption.ts';
import { printable } from './printable.ts';

interface Run {
  /** Words of the command line, without the program. */
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  readonly machine: Machine;
  readonly version: string;
  readonly compose: (options: () => GlobalOptions) => Composition;
}

/** Runs one command line; @returns the exit code. Prints failures itself and throws none. */
export async function run({ argv, terminal, machine, version, compose }: Run): Promise<number> {
  const own = ownWords(argv);
  const program = createProgram(version, { terminal, asJson: own.includes('--json') });
  const options = (): GlobalOptions => ({
    json: false,
    yes: false,
    quiet: false,
    home: undefined,
    ...program.opts<Partial<GlobalOptions>>(),
  });
  const interruption = createInterruption();
  const composition = compose(options);
  let exitCode: number = EXIT.done;
  const context = createContext({
    terminal,
    machine,
    argv,
    composition,
    options,
    signal: interruption.signal,
    exitWith: (code) => {
      exitCode = code;
    },
  });
  try {
    for (const register of await loadGroups(commandWord(own))) register(program, context);
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    const failure = failureOf(error, understood(program, own));
    if (failure === null) return EXIT.done;
    report(failure, { terminal, asJson: own.includes('--json'), isExec: commandWord(own) === 'exec' });
    return exitCodeOf(failure, interruption.happened());
  } finally {
    interruption.end();
    await composition.close();
  }
}

/** What stands before `--` is ours; what follows belongs to the child. */
function ownWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

function commandWord(own: readonly string[]): string | undefined {
  return own.find((word, index) => !word.startsWith('-') && own[index - 1] !== '--home');
}

/** @returns the words that name a command, as far as there is one; options before it stop that. */
function understood(program: Command, own: readonly string[]): string {
  const names = [program.name()];
  let command: Command | undefined = program;
  for (const word of own) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    names.push(word);
  }
  return names.join(' ');
}

function createProgram(
  version: string,
  { terminal, asJson }: { terminal: Terminal; asJson: boolean },
): Command {
  return new Command('keyrack')
    .description(
      'Create API keys at the service, keep them in the OS keychain, hand them to the programs that use them.',
    )
    .version(version, '-V, --version', 'print the version')
    .option('--json', 'print one JSON document on stdout, messages on stderr')
    .option('--home <dir>', 'folder of the ledger and its files')
    .option('--yes', 'do not ask before something is destroyed')
    .option('--quiet', 'print no messages beside the result')
    .showSuggestionAfterError()
    .exitOverride((error: CommanderError) => {
      throw error;
    })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      // Errors are printed by `report`; what else comes here is the help of a command without its word.
      writeErr: (text) => {
        if (!asJson) terminal.err(text);
      },
      outputError: () => undefined,
    });
}

interface Manner {
  readonly terminal: Terminal;
  readonly asJson: boolean;
  readonly isExec: boolean;
}

function report(failure: AppError, { terminal, asJson, isExec }: Manner): void {
  const { code, message, next } = failure;
  if (asJson) terminal.out(`${JSON.stringify({ error: { code, message, next } }, null, 2)}\n`);
  // Stdout of exec is the child's, so whoever watches stderr for its failures finds them there as well.
  if (!asJson || isExec) terminal.err(`keyrack: ${printable(sentence(failure))}\n`);
}
