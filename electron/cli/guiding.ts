import { AppError } from '#core/errors.ts';
import { type Offer, type Provider, readOnlyScopes } from '#shared/model/provider.ts';
import type { CommandContext } from './context.ts';
import { printable } from './printable.ts';

/** What the user types or ticks in the console, by its label; what is empty is left out. */
export type Entries = Readonly<Record<string, string>>;

/** Tells what is to be done in the service's console; on stderr, since stdout carries the result. */
export function tellSteps(
  { terminal }: Pick<CommandContext, 'terminal'>,
  provider: Provider,
  { steps, notes }: Offer,
  entries: Entries = {},
): void {
  const where =
    provider.links.console === null ? provider.name : `${provider.name}, ${provider.links.console}`;
  const lines = [
    `This is done by hand, in the console of ${where}:`,
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
    ...Object.entries(entries).flatMap(([label, text]) => (text === '' ? [] : [`  ${label}: ${text}`])),
    ...notes.map((note) => `  Note: ${note}`),
  ];
  terminal.err(`${lines.map(printable).join('\n')}\n`);
}

/** Says that an operation goes a way that the service has not published: what it does is a guess. */
export function tellInferred(context: CommandContext, { name }: Provider, { way, evidence }: Offer): void {
  if (way !== 'api' || evidence !== 'inferred') return;
  context.tell(printable(`Inferred: ${name} has not published this way.`));
}

interface Wanted {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Absent: the read-only ones. */
  readonly scopes?: readonly string[] | undefined;
  readonly testMode?: boolean | undefined;
  readonly allowedIps?: readonly string[] | undefined;
}

/** What to enter in the console for a key. */
export function entriesOf(
  { scopes: known }: Provider,
  { name, description, scopes, testMode, allowedIps }: Wanted,
): Entries {
  return {
    Name: name ?? '',
    Description: description ?? '',
    Permissions: (scopes ?? readOnlyScopes(known)).join(', '),
    'Test mode': testMode === true ? 'on' : '',
    'Allowed addresses': (allowedIps ?? []).join(', '),
  };
}

/**
 * Steps, then the question whether they are done; --yes says that they are.
 * @throws AppError confirmation-needed where nobody can be asked, cancelled where the answer is no
 */
export async function askDone(
  context: CommandContext,
  provider: Provider,
  offer: Offer,
  entries: Entries = {},
): Promise<void> {
  tellSteps(context, provider, offer, entries);
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
