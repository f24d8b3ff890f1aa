import { type Command, CommanderError } from 'commander';
import { AppError } from '#core/errors.ts';
import type { CommandContext, GlobalOptions } from './context.ts';
import { loadGroups } from './groups.ts';
import { createProgram } from './program.ts';

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
    if (mayPrintHelp(own, word))
      (await import('./help/attach.ts')).attachHelp(program, context.terminal.colour);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // 0: commander did what was asked, such as printing help.
    if (error.exitCode !== 0) throw usageFailure(error, understood(program, own));
  }
}

/** What starts programs all day, and a Tab, load no help that nobody asked for. */
function mayPrintHelp(own: readonly string[], word: string | undefined): boolean {
  return !QUICK.includes(word ?? '') || own.some((each) => each === '--help' || each === '-h');
}

const QUICK: readonly string[] = ['exec', 'headers', '__complete'];

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

/** @param command as far as it was understood, such as `keyrack key create` */
function usageFailure(error: CommanderError, command: string): AppError {
  if (error.code === 'commander.help') {
    return new AppError('invalid-input', {
      message: 'A command is missing.',
      next: `List them with: ${command} --help`,
    });
  }
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim();
  return new AppError('invalid-input', {
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?]$/.test(message) ? '' : '.'}`,
    next: `See: ${command} --help`,
  });
}
