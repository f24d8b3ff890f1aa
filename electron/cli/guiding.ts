import { AppError } from '#core/errors.ts';
import type { Offer, Provider } from '#shared/model/provider.ts';
import type { CommandContext } from './context.ts';
import { printable } from './printable.ts';

/** Tells what is to be done in the service's console; on stderr, since stdout carries the result. */
export function tellSteps(
  { terminal }: Pick<CommandContext, 'terminal'>,
  provider: Provider,
  { steps, notes }: Offer,
): void {
  const where =
    provider.links.console === null ? provider.name : `${provider.name}, ${provider.links.console}`;
  const lines = [
    `This is done by hand, in the console of ${where}:`,
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
    ...notes.map((note) => `  Note: ${note}`),
  ];
  terminal.err(`${lines.map(printable).join('\n')}\n`);
}

/**
 * Steps, then the question whether they are done; --yes says that they are.
 * @throws AppError confirmation-needed where nobody can be asked, cancelled where the answer is no
 */
export async function askDone(context: CommandContext, provider: Provider, offer: Offer): Promise<void> {
  tellSteps(context, provider, offer);
  if (context.options().yes) return;
  if (!context.terminal.canAsk) {
    throw new AppError('confirmation-needed', {
      message: 'Keyrack cannot see whether the steps are done.',
      next: 'Do them, then run the command again with --yes.',
    });
  }
  const answer = await context.terminal.ask('Have you done this? [y/N] ');
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new AppError('cancelled', { message: 'Nothing was changed here.' });
  }
}
