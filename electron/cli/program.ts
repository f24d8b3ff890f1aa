import { Command, type CommanderError } from 'commander';
import type { Terminal } from '../platform/terminal.ts';

interface Output {
  readonly terminal: Pick<Terminal, 'out' | 'err' | 'colour'>;
  readonly asJson: boolean;
}

/** The program with what all of its commands take, and as yet without them. */
export function createProgram(version: string, { terminal, asJson }: Output): Command {
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
      getOutHasColors: () => terminal.colour,
      getErrHasColors: () => terminal.colour,
    });
}
