import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Offer, Provider, Scope } from '#shared/model/provider.ts';
import type { CommandContext } from '../context.ts';
import { readFileGiven, type Wanted } from '../file-input.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { removedShape } from '../shapes.ts';
import { type Column, fields, table } from '../table.ts';

const COLUMNS: readonly Column<Provider>[] = [
  { title: 'ID', text: ({ id }) => id },
  { title: 'NAME', text: ({ name }) => name },
  { title: 'EVIDENCE', text: ({ evidence }) => evidence },
  { title: 'ABOUT', text: ({ about, custom }) => (custom ? `(yours) ${about}` : about) },
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
    .option('--manifest', 'print its manifest, to be changed or shared')
    .action((id: string, options: { readonly manifest?: boolean }) => show(context, id, options.manifest));
  group
    .command('add <file>')
    .description('add a service of your own, described by a manifest; the same id again replaces it')
    .action((file: string) => add(context, file));
  group
    .command('remove <id>')
    .description('remove a service of your own that no connection uses')
    .action((id: string) => remove(context, id));
}

async function show(context: CommandContext, id: string, asManifest = false): Promise<void> {
  const { providers } = await context.services();
  if (asManifest) {
    const text = providers.manifest(id);
    context.show(JSON.parse(text), () => text);
    return;
  }
  const provider = providers.find(id);
  context.show(provider, () => words(context, provider));
}

function words(context: CommandContext, provider: Provider): string {
  const { links, offers, inferredOffers } = provider;
  const summary = fields({
    Id: provider.id,
    Name: provider.name,
    About: provider.about,
    Evidence: provider.evidence,
    Address: provider.hosts.map(({ baseUrl }) => baseUrl ?? 'your own').join(', '),
    Parameters:
      provider.params.map(({ name, required }) => (required ? `${name} (needed)` : name)).join(', ') || null,
    'By API': operations(offers, 'api'),
    'By hand': operations(offers, 'guided'),
    'With --param api=inferred': inferredOffers === null ? null : operations(inferredOffers, 'api'),
    Variable: provider.variable,
    'Names, for example': provider.naming.flatMap(({ names }) => names).join(', ') || null,
    Console: links.console,
    Support: links.support,
  });
  const empty = 'Its keys have no scopes.';
  const scopes = table(provider.scopes, SCOPE_COLUMNS, { colour: context.terminal.colour, empty });
  return [summary, '', ...provider.notes.map(printable), scopes].join('\n');
}

const operations = (offers: readonly Offer[], way: Offer['way']) =>
  offers
    .filter((offer) => offer.way === way)
    .map(({ operation }) => operation)
    .join(', ') || null;

/** A manifest is text that people write by hand; larger is something else. */
const MANIFEST: Wanted = {
  maxBytes: 262_144,
  max: '256 KB, so it is no manifest',
  next: 'Name the JSON file that describes the service.',
};

async function add(context: CommandContext, file: string): Promise<void> {
  const { providers } = await context.services();
  const text = readFileGiven(file, MANIFEST).toString('utf8');
  const { issues, provider } = providers.check(text);
  if (provider === null) throw unusable(file, issues);
  // A manifest decides where a credential is sent: the user sees it before it counts.
  context.tell(
    `This manifest sends to: ${provider.hosts.map(({ baseUrl }) => baseUrl ?? 'the address that you enter').join(', ')}`,
  );
  const added = providers.add(text);
  context.show(added, () => words(context, added));
}

function unusable(
  file: string,
  issues: readonly { readonly path: string; readonly message: string }[],
): AppError {
  const lines = issues
    .slice(0, 5)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const more = issues.length > lines.length ? ` And ${issues.length - lines.length} more.` : '';
  return new AppError('invalid-input', {
    message: `${file} is no manifest that Keyrack can use. ${lines.join(' ')}${more}`,
    next: 'Compare it with docs/manifests.md.',
  });
}

async function remove(context: CommandContext, id: string): Promise<void> {
  const { providers } = await context.services();
  const provider = providers.find(id);
  providers.remove(id);
  context.show(removedShape(provider), () => `Removed the provider ${provider.name}.`);
}
