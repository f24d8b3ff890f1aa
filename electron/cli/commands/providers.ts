import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Provider, Scope } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { showList } from '../list.ts';
import { type Column, fields, table } from '../table.ts';

const COLUMNS: readonly Column<Provider>[] = [
  { title: 'ID', text: ({ id }) => id },
  { title: 'NAME', text: ({ name }) => name },
  { title: 'EVIDENCE', text: ({ evidence }) => evidence },
  { title: 'ABOUT', text: ({ about }) => about },
];

const SCOPE_COLUMNS: readonly Column<Scope>[] = [
  { title: 'SCOPE', text: ({ id }) => id },
  { title: 'ACCESS', text: ({ access }) => access },
  { title: 'MEANING', text: ({ text }) => text },
];

export function registerProviders(program: Command, context: CommandContext): void {
  const group = program.command('provider').description('kinds of services that Keyrack knows');
  group
    .command('list')
    .description('list the providers')
    .action(async () => {
      const rows = (await context.services()).providers.list();
      showList(context, { rows, shape: (row) => row, columns: COLUMNS, empty: 'There are no providers.' });
    });
  group
    .command('show <id>')
    .description('show what a provider can do, and its scopes')
    .action(async (id: string) => show(context, id));
}

async function show(context: CommandContext, id: string): Promise<void> {
  const provider = (await context.services()).providers.list().find((one) => one.id === id);
  if (provider === undefined) {
    throw new AppError('not-found', {
      message: `There is no provider "${id}".`,
      next: 'List them with: keyrack provider list',
    });
  }
  context.show(provider, () => {
    const summary = fields({
      Id: provider.id,
      Name: provider.name,
      About: provider.about,
      Evidence: provider.evidence,
      Operations: provider.operations.join(', '),
      Variable: provider.variable,
    });
    const empty = 'Its keys have no scopes.';
    return `${summary}\n\n${table(provider.scopes, SCOPE_COLUMNS, { colour: context.terminal.colour, empty })}`;
  });
}
