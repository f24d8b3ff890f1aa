import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { readFileGiven, type Wanted } from '../file-input.ts';
import { readSecret } from '../secret-input.ts';

interface VerifyOptions {
  readonly payload: string;
  readonly signature: string;
}

/** Webhooks are at most this long at the services that Keyrack knows. */
const PAYLOAD: Wanted = {
  maxBytes: 25_000_000,
  max: '25 MB',
  next: 'Name the file with the body of one webhook.',
};

export function registerWebhook(program: Command, context: CommandContext): void {
  program
    .command('webhook')
    .description('webhooks: is a signature the one that the secret makes?')
    .command('verify')
    .description("check an HMAC-SHA256 signature; the webhook's secret is read from stdin")
    .requiredOption('--payload <file>', 'the body exactly as it was received')
    .requiredOption('--signature <text>', 'hex or base64, bare or as sha256=…')
    .action((options: VerifyOptions) => verify(context, options));
}

async function verify(context: CommandContext, { payload, signature }: VerifyOptions): Promise<void> {
  const bytes = readFileGiven(payload, PAYLOAD);
  const { webhooks } = await context.services();
  const secret = await readSecret(context, "the webhook's secret");
  const verdict = await webhooks.verify(bytes, signature, secret);
  context.show(verdict, () => verdict.message);
  context.exitWith(verdict.valid ? EXIT.done : EXIT.refused);
}
