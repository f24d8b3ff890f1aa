import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { collect } from '../input.ts';
import { deleteKey, verifyKey } from './key-acts.ts';
import { type AddOptions, addKey, type CreateOptions, createKey } from './key-making.ts';
import { type ListOptions, listKeys, showKey } from './key-views.ts';

export function registerKeys(program: Command, context: CommandContext): void {
  const group = program.command('key').description('keys: make, keep, look at, check, delete');
  group
    .command('list [query]')
    .description('list the keys; QUERY is part of a name, variable, hint, tag or description')
    .option('--env <env>', 'of this environment')
    .option('--connection <connection>', 'of this connection')
    .action((query: string | undefined, options: ListOptions) => listKeys(context, query, options));
  group
    .command('show <key>')
    .description('show one key, without its secret')
    .option('--env <env>', 'where the name stands in several environments')
    .action((key: string, options: { readonly env?: string }) => showKey(context, key, options.env));
  registerMaking(group, context);
  group
    .command('verify <key>')
    .description('ask the service whether the key is valid')
    .option('--env <env>', 'where the name stands in several environments')
    .action((key: string, options: { readonly env?: string }) => verifyKey(context, key, options.env));
  group
    .command('delete <key>')
    .description('delete the key at the service, then its value here')
    .option('--env <env>', 'where the name stands in several environments')
    .option('--confirm <name>', "the environment's name, in production")
    .action((key: string, options: { readonly env?: string; readonly confirm?: string }) =>
      deleteKey(context, key, options),
    );
}

function registerMaking(group: Command, context: CommandContext): void {
  group
    .command('create')
    .description('make a key at the service and keep its secret')
    .requiredOption('--env <env>', 'environment, by id or name')
    .requiredOption('--connection <connection>', 'connection, by id or name')
    .requiredOption('--name <name>', "the key's name")
    .option('--description <text>', 'what it is for')
    .option('--scope <scope>', 'a scope; may be repeated; absent: the read-only ones', collect)
    .option('--tag <tag>', 'a tag; may be repeated', collect)
    .option('--ip <cidr>', 'an address range that may use the key; may be repeated', collect)
    .option('--test-mode', 'a key for test data')
    .option('--expires <duration>', 'such as 90d or 12h')
    .option('--var <variable>', 'environment variable that programs read')
    .action((options: CreateOptions) => createKey(context, options));
  group
    .command('add')
    .description('keep a key that you have; its secret is read from stdin')
    .requiredOption('--env <env>', 'environment, by id or name')
    .requiredOption('--name <name>', "the key's name")
    .requiredOption('--var <variable>', 'environment variable that programs read')
    .action((options: AddOptions) => addKey(context, options));
}
