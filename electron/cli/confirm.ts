import { AppError } from '#core/errors.ts';
import type { Environment } from '#shared/model/environment.ts';
import { shellWord } from '#shared/text/shell-word.ts';
import type { CommandContext } from './context.ts';
import { printable } from './printable.ts';

interface Destruction {
  /** What is about to happen, such as `Delete the key "CI"`. */
  readonly act: string;
  readonly environment: Environment;
  /** What stops working by it, one line each. */
  readonly stops: readonly string[];
  /** The value of --confirm. */
  readonly confirm: string | undefined;
}

/**
 * Asks before something is destroyed: --yes answers for scripts; in production the environment's name does too.
 * @returns the name as typed, for the service that checks it
 * @throws AppError confirmation-needed where nobody can be asked, cancelled where the answer is no
 */
export async function confirmDestruction(
  { terminal, options, tell, machine }: Pick<CommandContext, 'terminal' | 'options' | 'tell' | 'machine'>,
  { act, environment, stops, confirm }: Destruction,
): Promise<string | undefined> {
  const lines = stops.map((line) => printable(`Stops working: ${line}`));
  // Where nobody is asked it is said all the same: it stands in the log of the script.
  if (options().yes || !terminal.canAsk) for (const line of lines) tell(line);
  if (options().yes) return confirm;
  if (!terminal.canAsk) {
    throw new AppError('confirmation-needed', {
      message: `${act}: that cannot be taken back, so it needs a confirmation.`,
      next: `Add ${confirmingWords(environment.stage === 'production' ? [environment.name] : [], machine)}.`,
    });
  }
  terminal.err(`${[printable(`${act}?`), ...lines].join('\n')}\n`);
  return environment.stage === 'production'
    ? (confirm ?? (await askName(terminal, environment.name)))
    : await askYes(terminal);
}

/** @returns the options that stand for a yes, to be pasted */
export function confirmingWords(
  productions: readonly string[],
  { platform }: Pick<CommandContext['machine'], 'platform'>,
): string {
  return ['--yes', ...productions.map((name) => `--confirm ${shellWord(name, platform)}`)].join(' ');
}

/**
 * Asks before something is written that can be taken back; --yes answers for scripts.
 * @param text what will be done, as people read it
 * @param look how to see that beforehand
 * @throws AppError confirmation-needed where nobody can be asked, cancelled where the answer is no
 */
export async function askToGoOn(
  { terminal, options }: Pick<CommandContext, 'terminal' | 'options'>,
  act: string,
  text: string,
  look = 'See what would be done with --dry-run, then add --yes.',
): Promise<void> {
  if (options().yes) return;
  if (!terminal.canAsk) {
    throw new AppError('confirmation-needed', {
      message: `${act}: nobody can be asked whether to go on.`,
      next: look,
    });
  }
  terminal.err(`${text}\n\n`);
  await askYes(terminal);
}

async function askName(terminal: CommandContext['terminal'], name: string): Promise<string> {
  const typed = await terminal.ask(`This is production. Type the environment's name (${printable(name)}): `);
  if (typed.trim() === '') throw nothingChanged();
  return typed;
}

/** @throws AppError cancelled */
export async function askYes(terminal: CommandContext['terminal']): Promise<undefined> {
  const answer = await terminal.ask('Go on? [y/N] ');
  if (!/^y(es)?$/i.test(answer.trim())) throw nothingChanged();
}

const nothingChanged = () => new AppError('cancelled', { message: 'Nothing was changed.' });
