import { Command, CommanderError } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Terminal } from '../platform/terminal.ts';
import type { CommandContext, GlobalOptions } from './context.ts';
import { loadGroups } from './groups.ts';

interface CommandLine {
  /** Words of the command line, without the program. */
  readonly argv: readonly string[];
  /** Those before `--`. */
  readonly own: readonly string[];
  /** Which of them names the command. */
  readonly word: string | undefined;
  readonly version: string;
}

/**
 * Reads a command line as commander does, and runs what it says.
 * @param take is told how to read the options that every command takes, before anything runs
 * @throws AppError as the command does; invalid-input where the words are no command line of ours
 */
export async function runProgram(
  { argv, own, word, version }: CommandLine,
  context: CommandContext,
  take: (options: () => Partial<GlobalOptions>) => void,
): Promise<void> {
  const program = createProgram(version, { terminal: context.terminal, asJson: own.includes('--json') });
  take(() => program.opts<Partial<GlobalOptions>>());
  try {
    for (const register of await loadGroups(word)) register(program, context);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // 0: commander did what was asked, such as printing help.
    if (error.exitCode !== 0) throw usageFailure(error, understood(program, own));
  }
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

/** @param command as far as it was understood, such as `keyrack key create` */
function usageFailure(error: CommanderError, command: string): AppError {
  if (error.code === 'commander.help') {
    return new AppError('invalid-input', {
      message: 'A command is missing.',
      next: `List them with: ${command} --help`,
    });
  }
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new AppError('invalid-input', {
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?)]$/.test(message) ? '' : '.'}`,
    next: `See: ${command} --help`,
  });
}
