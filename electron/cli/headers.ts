import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import {
  canStandInHeader,
  DEFAULT_HEADER,
  fillHeader,
  type HeaderTemplate,
  parseHeader,
} from '#shared/text/header-template.ts';
import type { CommandContext } from './context.ts';
import { chooseKey } from './exec-select.ts';

export function registerHeaders(program: Command, context: CommandContext): void {
  program
    .command('headers')
    .description('print HTTP headers with a key, as JSON, for programs that ask a helper for them')
    .requiredOption('--key <key>', 'a key, by id or name')
    .option('--header <header>', '{} stands for the secret', DEFAULT_HEADER)
    .action((options: Options) => headers(context, options));
}

interface Options {
  readonly key: string;
  readonly header?: string | undefined;
}

export async function headers(context: CommandContext, options: Options): Promise<void> {
  // SECURITY: "headers prints no secret to a terminal", where it would stay in the scroll-back.
  if (context.terminal.stdoutIsTty) throw toTerminal();
  const header = readHeader(options.header ?? DEFAULT_HEADER);
  const held = await context.heldKeys();
  const key = chooseKey(held.ledger.keys.list(), options.key, context.machine.now());
  const secret = headerSafe(key.name, await held.read(key));
  context.terminal.out(`${JSON.stringify({ [header.name]: fillHeader(header, secret) })}\n`);
}

function readHeader(text: string): HeaderTemplate {
  const header = parseHeader(text);
  if (header !== null) return header;
  throw new AppError('invalid-input', {
    message: '--header takes one header with {} in the place of the secret.',
    next: `Write it like: --header '${DEFAULT_HEADER}'`,
  });
}

/** SECURITY: "headers refuses a secret with a line break", which would begin a header of its own. */
function headerSafe(keyName: string, secret: Secret): string {
  const value = secret.expose();
  if (canStandInHeader(value)) return value;
  throw new AppError('forbidden-by-rule', {
    message: `The secret of "${keyName}" holds what a header does not carry, or not alike from every client: a line break or control character, a letter beyond ASCII, or a blank at its end.`,
    next: 'Hand it over with: keyrack exec',
  });
}

const toTerminal = () =>
  new AppError('forbidden-by-rule', {
    message: 'The secret is not printed to a terminal, where it would stay on the screen.',
    next: 'Let the program run this command itself, or send its output on through a pipe.',
  });
