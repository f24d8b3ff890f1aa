import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { CommandContext } from './context.ts';
import { chooseKey } from './exec-select.ts';

const DEFAULT_HEADER = 'Authorization: Bearer {}';
const PLACE = '{}';
// RFC 9110: a field name is a token (5.6.2); a value holds no control characters but tab (5.5).
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

interface Template {
  readonly name: string;
  readonly value: string;
}

export function registerHeaders(program: Command, context: CommandContext): void {
  program
    .command('headers')
    .description('print HTTP headers with a key, as JSON, for programs that ask a helper for them')
    .requiredOption('--key <key>', 'a key, by id or name')
    .option('--header <header>', '{} stands for the secret', DEFAULT_HEADER)
    .action((options: { readonly key: string; readonly header: string }) => headers(context, options));
}

async function headers(
  context: CommandContext,
  options: { readonly key: string; readonly header: string },
): Promise<void> {
  // SECURITY: "headers prints no secret to a terminal", where it would stay in the scroll-back.
  if (context.terminal.stdoutIsTty) throw toTerminal();
  const { name, value } = parseTemplate(options.header);
  const held = await context.heldKeys();
  const key = chooseKey(held.ledger.keys.list(), options.key, context.machine.now());
  const secret = headerSafe(key.name, await held.read(key));
  context.terminal.out(`${JSON.stringify({ [name]: value.replaceAll(PLACE, () => secret) })}\n`);
}

function parseTemplate(header: string): Template {
  const at = header.indexOf(':');
  const name = header.slice(0, Math.max(at, 0)).trim();
  const value = header.slice(at + 1).trim();
  if (NAME.test(name) && value.includes(PLACE) && !FORBIDDEN_IN_VALUE.test(value)) return { name, value };
  throw new AppError('invalid-input', {
    message: '--header takes one header with {} in the place of the secret.',
    next: `Write it like: --header '${DEFAULT_HEADER}'`,
  });
}

/** SECURITY: "headers refuses a secret with a line break", which would begin a header of its own. */
function headerSafe(keyName: string, secret: Secret): string {
  const value = secret.expose();
  if (!FORBIDDEN_IN_VALUE.test(value)) return value;
  throw new AppError('forbidden-by-rule', {
    message: `The secret of "${keyName}" holds a line break or control character, which no header can carry.`,
    next: 'Hand it over with: keyrack exec',
  });
}

const toTerminal = () =>
  new AppError('forbidden-by-rule', {
    message: 'The secret is not printed to a terminal, where it would stay on the screen.',
    next: 'Let the program run this command itself, or send its output on through a pipe.',
  });
