import { delimiter } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import { DEFAULT_PATH, findProgram } from '../platform/process-path.ts';
import { usualPlaces } from '../platform/process-places.ts';
import { dieBy, type Ended } from '../platform/process-run.ts';
import type { CommandContext } from './context.ts';
import { childEnvironment } from './exec-environment.ts';
import { type Choice, chooseKeys } from './exec-select.ts';
import { EXIT } from './exit-codes.ts';
import { ProgramError } from './failures.ts';

interface Options {
  readonly key?: readonly string[];
  readonly env?: string | undefined;
}

export function registerExec(program: Command, context: CommandContext): void {
  program
    .command('exec')
    .description('run a program with keys in its environment')
    .usage('--key K[=VAR]… [--env E] -- command args…')
    .option(
      '--key <key>',
      'a key, by id or name, and the variable: K[=VAR]; may be repeated',
      (word, all: readonly string[] = []) => [...all, word],
    )
    .option('--env <env>', 'environment of the keys; alone: every active key of it that has a variable')
    .argument('<command...>')
    .action((words: readonly string[], options: Options) => exec(context, words, options));
}

export async function exec(
  context: CommandContext,
  words: readonly string[],
  options: Options,
): Promise<void> {
  const [name = ''] = words;
  if (!isAfterDashes(context.argv, words)) throw dashesMissing();
  const { file, beyond } = findChild(context, name);
  const choices = await choose(context, options);
  const inherited = withFolder(context.machine.env, beyond);
  const env = childEnvironment(inherited, await readAll(context, choices));
  await (await context.heldKeys()).close();
  end(context, name, await context.run({ file, argv: words, env }));
}

const isAfterDashes = (argv: readonly string[], words: readonly string[]) => {
  const at = argv.indexOf('--');
  return at !== -1 && argv.length - at - 1 === words.length;
};

const dashesMissing = () =>
  new AppError('invalid-input', {
    message: 'The command has to stand after "--".',
    next: 'Write it like: keyrack exec --key K -- command args',
  });

/** Where the child was found beyond PATH, what it needs is mostly beside it: `npx` is a script of `node`. */
function withFolder(env: CommandContext['machine']['env'], folder: string | null): typeof env {
  return folder === null ? env : { ...env, PATH: `${env.PATH ?? DEFAULT_PATH}${delimiter}${folder}` };
}

/** Before any secret is opened: a command that cannot be started needs none. */
function findChild({ machine }: CommandContext, name: string) {
  const { env, platform } = machine;
  const found = findProgram(name, { path: env.PATH, platform, beyond: () => usualPlaces({ env, platform }) });
  if (found.state === 'found') return found;
  if (found.state === 'not-found') {
    throw new ProgramError(
      EXIT.programNotFound,
      `${name}: command not found.`,
      'Look at its name and at PATH.',
    );
  }
  if (found.state === 'in-reach-of-others') {
    throw new ProgramError(
      EXIT.notExecutable,
      `${found.file} gets no key: PATH does not lead there, and others may write it or its folder.`,
      'Give its whole path, or take away their right: chmod go-w',
    );
  }
  throw new ProgramError(
    EXIT.notExecutable,
    `${found.file} cannot be run.`,
    'It is not a file with the right to run.',
  );
}

async function choose(context: CommandContext, { key = [], env }: Options): Promise<readonly Choice[]> {
  const held = await context.heldKeys();
  return chooseKeys(held.ledger, { keys: key, env }, context.machine.now());
}

async function readAll(context: CommandContext, choices: readonly Choice[]): Promise<Record<string, string>> {
  const held = await context.heldKeys();
  // All at once: the keychain is asked for them by one question.
  const secrets = await Promise.all(choices.map(({ key }) => held.read(key)));
  return Object.fromEntries(choices.map(({ variable }, at) => [variable, secrets[at]?.expose() ?? '']));
}

function end(context: CommandContext, name: string, ended: Ended): void {
  if ('code' in ended) context.exitWith(ended.code);
  else if ('signal' in ended) dieBy(ended.signal);
  else if (ended.failed === 'ENOENT') {
    throw new ProgramError(
      EXIT.programNotFound,
      `${name}: its interpreter or loader was not found.`,
      'Reinstall it.',
    );
  } else if (ended.failed === 'E2BIG') {
    throw new ProgramError(
      EXIT.notExecutable,
      `${name} could not be started: its variables and arguments are longer than the system allows.`,
      'A key of more than 128 kB fits in no variable: deliver it into a file with keyrack export.',
    );
  } else {
    throw new ProgramError(
      EXIT.notExecutable,
      `${name} could not be started (${ended.failed}).`,
      'Look at the file.',
    );
  }
}
