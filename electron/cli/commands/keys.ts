import type { Command } from 'commander';
import { KEY_ACTS, type KeyAct } from '#shared/model/key.ts';
import { SEARCH_FIELDS } from '#shared/model/search/fields.ts';
import type { CommandContext } from '../context.ts';
import { collect } from '../input.ts';
import { type ActOptions, actOnKey, regenerateKey, verifyKey } from './key-acts.ts';
import { type EditOptions, type EnterOptions, editKey, enterKey } from './key-changing.ts';
import { type CopyOptions, copyKey } from './key-copying.ts';
import { identifyKey } from './key-identity.ts';
import { type AddOptions, addKey, type CreateOptions, createKey } from './key-making.ts';
import { registerUsage } from './key-usage.ts';
import { type ListOptions, listKeys, showKey } from './key-views.ts';
import { overlapOption, type ReplaceOptions, replaceKey } from './rotating.ts';

interface InEnvironment {
  readonly env?: string;
}

const IN_ENVIRONMENT = ['--env <env>', 'where the name stands in several environments'] as const;
const SAME_VALUE = [
  '--same-value',
  'keep the value though another key has it too; both have to be replaced together',
] as const;
const CONFIRM = ['--confirm <name>', "the environment's name, in production"] as const;

const ACTS: Record<KeyAct, string> = {
  disable: 'take the key out of use; enable brings it back',
  enable: 'bring a disabled key back into use',
  revoke: 'end the key for good at the service',
  delete: 'delete the key at the service, then its value here',
};

export function registerKeys(program: Command, context: CommandContext): void {
  const group = program.command('key').description('keys: make, keep, look at, check, change, end');
  group
    .command('list [query]')
    .description('list the keys; QUERY is words that stand anywhere, or field:value')
    .option('--env <env>', 'of this environment')
    .option('--connection <connection>', 'of this connection')
    .option('--csv', 'as CSV, for a spreadsheet')
    .addHelpText(
      'after',
      `\nFields: ${SEARCH_FIELDS.join(', ')}. Like: "status:revoked,expired -env:prod unused:90d"`,
    )
    .action((query: string | undefined, options: ListOptions) => listKeys(context, query, options));
  group
    .command('show <key>')
    .description('show one key, without its secret')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment) => showKey(context, key, options.env));
  group
    .command('copy <key>')
    .description('put the value on the clipboard for 30 seconds; stays until it is cleared')
    .option(...IN_ENVIRONMENT)
    .option('--passphrase-fd <n>', 'read the app passphrase from this open descriptor')
    .action((key: string, options: CopyOptions) => copyKey(context, key, options));
  registerMaking(group, context);
  registerChanging(group, context);
  for (const act of KEY_ACTS) {
    group
      .command(`${act} <key>`)
      .description(ACTS[act])
      .option(...IN_ENVIRONMENT)
      .option(...CONFIRM)
      .action((key: string, options: ActOptions) => actOnKey(context, act, key, options));
  }
  group
    .command('verify <key>')
    .description('ask the service whether the key is valid')
    .option(...IN_ENVIRONMENT)
    .action((key: string, options: InEnvironment) => verifyKey(context, key, options.env));
  registerUsage(group, context);
}

const about = (command: Command): Command =>
  command
    .option('--description <text>', 'what it is for')
    .option('--scope <scope>', 'a scope; may be repeated', collect)
    .option('--tag <tag>', 'a tag; may be repeated', collect)
    .option('--ip <cidr>', 'an address range that may use the key; may be repeated', collect)
    .option('--var <variable>', 'environment variable that programs read');

function registerMaking(group: Command, context: CommandContext): void {
  about(
    group
      .command('create')
      .description('make a key at the service and keep its secret')
      .requiredOption('--env <env>', 'environment, by id or name')
      .requiredOption('--connection <connection>', 'connection, by id or name')
      .requiredOption('--name <name>', "the key's name"),
  )
    .option('--test-mode', 'a key for test data')
    .option('--expires <duration>', 'such as 90d or 12h')
    .option('--expires-at <date>', 'where keys are made by hand: the expiry that the console shows')
    .option('--rate-limit <text>', 'where keys are made by hand: the limit that the console shows')
    .option('--remote-id <id>', 'where keys are made by hand: the id that the console shows')
    .option(...SAME_VALUE)
    .addHelpText('after', '\nWithout --scope the key gets the read-only ones.')
    .action((options: CreateOptions) => createKey(context, options));
  group
    .command('add')
    .description('keep a key that you have; its secret is read from stdin')
    .requiredOption('--env <env>', 'environment, by id or name')
    .requiredOption('--name <name>', "the key's name")
    .requiredOption('--var <variable>', 'environment variable that programs read')
    .option(...SAME_VALUE)
    .action((options: AddOptions) => addKey(context, options));
  group
    .command('enter <key>')
    .description('give the value of a key that is listed and not held; it is read from stdin')
    .option(...IN_ENVIRONMENT)
    .option(...SAME_VALUE)
    .action((key: string, options: EnterOptions) => enterKey(context, key, options));
  group
    .command('identify')
    .description('tell whose key a value is; it is read from stdin, compared, and not kept')
    .action(() => identifyKey(context));
}

function registerChanging(group: Command, context: CommandContext): void {
  about(
    group
      .command('edit <key>')
      .description('change what is given, leave the rest')
      .option('--name <name>', 'its new name'),
  )
    .addOption(
      overlapOption(
        'with --scope where the service fixes scopes: how long both keys work; else 24h, or none where the key is delivered nowhere',
      ),
    )
    .option(...IN_ENVIRONMENT)
    .option(...CONFIRM)
    .addHelpText(
      'after',
      '\nWhere the service fixes the scopes of a key, --scope is a rotation: the key keeps its id and its deliveries. See keyrack rotate.',
    )
    .action((key: string, options: EditOptions) => editKey(context, key, options));
  group
    .command('replace <key>')
    .description('give the key a new value and retire the old one at once; for a value that is lost')
    .addOption(overlapOption('how long the old value works beside the new one').default('none'))
    .option(...IN_ENVIRONMENT)
    .option(...CONFIRM)
    .addHelpText(
      'after',
      '\nThe key keeps its id and its deliveries. It is a rotation: see keyrack rotate and keyrack rotations.',
    )
    .action((key: string, options: ReplaceOptions) => replaceKey(context, key, options));
  group
    .command('regenerate <key>')
    .description('give the key a new value; the old one stops working at once')
    .option(...IN_ENVIRONMENT)
    .option(...CONFIRM)
    .action((key: string, options: ActOptions) => regenerateKey(context, key, options));
}
