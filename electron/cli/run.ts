import type { AppError } from '#core/errors.ts';
import type { Terminal } from '../platform/terminal.ts';
import { commandWord } from './command-word.ts';
import { type Composition, createContext, type GlobalOptions, type Machine, sentence } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { exitCodeOf, failureOf } from './failures.ts';
import { createInterruption } from './interruption.ts';
import { printable } from './printable.ts';
import { readQuickly } from './quick.ts';

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
  const word = commandWord(own);
  const quick = readQuickly(argv);
  let given = (): Partial<GlobalOptions> => ({ home: quick?.home });
  const options = (): GlobalOptions => ({
    json: false,
    yes: false,
    quiet: false,
    home: undefined,
    ...given(),
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
    if (quick !== null) await quick.run(context);
    else {
      const { runProgram } = await import('./command-line.ts');
      await runProgram({ argv, own, word, version }, context, (read) => {
        given = read;
      });
    }
    return exitCode;
  } catch (error) {
    const failure = failureOf(error);
    report(failure, { terminal, asJson: own.includes('--json'), isExec: word === 'exec' });
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
