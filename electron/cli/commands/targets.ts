import type { Command } from 'commander';
import { type ChangeRow, type ExportResult, isStored, type Target } from '#shared/model/delivery.ts';
import type { CommandContext } from '../context.ts';
import { collect } from '../input.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { exportShape } from '../shapes.ts';
import type { Column } from '../table.ts';
import { testDelivery } from './delivery-test.ts';
import { type ExportOptions, exportKey } from './exporting.ts';
import { registerGuarding } from './guarding.ts';

const COLUMNS: readonly Column<Target>[] = [
  { title: 'ID', text: ({ id }) => id },
  { title: 'NAME', text: ({ name }) => name },
  { title: 'MECHANISMS', text: ({ mechanisms }) => mechanisms.join(', ') },
  { title: 'TRIED', text: ({ tried }) => (tried ? 'yes' : 'no') },
  {
    title: 'FILE',
    text: ({ files, projectFile, importFile, kind }) =>
      kind === 'api' ? '--repo' : (files[0] ?? projectFile ?? importFile ?? '-'),
  },
];

export function registerTargets(program: Command, context: CommandContext): void {
  const targets = program
    .command('targets')
    .description('list the places that keys can be delivered to')
    .action(async () => {
      const rows = (await context.services()).delivering.targets();
      showList(context, {
        rows,
        shape: ({ ways: _, family: __, provider: ___, ...row }) => row,
        columns: COLUMNS,
        empty: 'There are no targets.',
      });
    });
  registerGuarding(targets, context);
  targets
    .command('test <delivery>')
    .description(
      'start or reach what a delivery has written, as its program would; see: keyrack key show <key>',
    )
    .action((delivery: string) => testDelivery(context, delivery));
  registerExport(program, context);
  program
    .command('unexport <delivery>')
    .description('take a delivery out of its file again; its id stands in: keyrack key show <key>')
    .option('--imported', 'the program has taken the files in: delete them, and keep the delivery listed')
    .action((delivery: string, { imported }: { readonly imported?: true }) =>
      imported === true ? deleteFiles(context, delivery) : unexport(context, delivery),
    );
  program
    .command('undo [change]')
    .description('put a file back as it was before a change; without CHANGE before the newest')
    .option('--list', 'list what can be undone, newest first, and change nothing')
    .action((change: string | undefined, { list }: { readonly list?: true }) =>
      list === true ? listUndoable(context) : undo(context, change),
    );
}

function registerExport(program: Command, context: CommandContext): void {
  program
    .command('export <target>')
    .description("deliver a key into a program's configuration")
    .requiredOption('--env <env>', 'environment, by id or name')
    .requiredOption(
      '--key <key>',
      'a key, by id or name, and the variable: K[=VAR]; may be repeated',
      collect,
    )
    .option(
      '--as <reference>',
      'by reference: the variable that the program must see; absent: one for each environment',
    )
    .option(
      '--set <name=value>',
      "a further variable, not a secret; may be repeated; NAME= leaves one of the service's own out",
      collect,
    )
    .option(
      '--option <option>',
      "what the service's own server can do besides, such as retries, proxy, debug; may be repeated",
      collect,
    )
    .option('--server <name>', "the entry's name in the file")
    .option('--command <line>', 'what the program starts, such as "npx -y some-server"')
    .option('--url <url>', 'what the program reaches instead')
    .option('--header <header>', 'header for the URL, {} stands for the secret, such as "X-Api-Key: {}"')
    .option(
      '--query <name>',
      'n8n, make, zapier: the parameter of the URL that is the key, in place of a header',
    )
    .option('--mechanism <mechanism>', 'input, helper, launcher, reference or inline; absent: the best')
    .option('--scope <scope>', 'user or project (the folder that you are in)')
    .option('--file <file>', "another file than the program's own")
    .option(
      '--gitignore',
      'also add the file to the .gitignore beside it, where a value goes into a git work tree',
    )
    .option('--connection <connection>', 'n8n: put the key into this n8n, in place of a file to import')
    .option(
      '--repo <repository>',
      'github-actions: owner/repository, or owner/repository:environment for one environment of it',
    )
    .option(
      '--check-package',
      'before that ask your npm whether the registry has the package that the command fetches',
    )
    .option('--stdout', 'mcp: print the document for you to paste, write nothing; not by inline')
    .option('--dry-run', 'print the change and write nothing')
    .action((target: string, options: ExportOptions) => exportKey(context, target, options));
}

async function unexport(context: CommandContext, delivery: string): Promise<void> {
  const { delivering } = await context.services();
  await delivering.recover();
  const row = (await delivering.deliveries()).find(({ id }) => id === delivery);
  const result = await delivering.unexport(delivery);
  const what = delivering.changes().find(({ id }) => id === result.change)?.what ?? 'Removed';
  if (row?.state !== 'imported') {
    const where = modeWords(result);
    context.show(exportShape(result), () =>
      printable(`${what}: ${filesOf(result)}${where === null ? '' : ` (${where})`}.`),
    );
    return;
  }
  const target = delivering.targets().find(({ id }) => id === row.target)?.name ?? row.target;
  context.show(exportShape(result), () => printable(`${what}.`));
  context.tell(printable(`${target} still holds the key: delete it there, or revoke it.`));
}

async function deleteFiles(context: CommandContext, delivery: string): Promise<void> {
  const { delivering } = await context.services();
  await delivering.recover();
  const result = await delivering.deleteFiles(delivery);
  context.show(exportShape(result), () =>
    printable(`Deleted ${filesOf(result)}. The delivery stays listed.`),
  );
}

const filesOf = ({ file, companions }: ExportResult): string => [file, ...companions].join(' and ');

const modeWords = ({ file, mode, companions }: ExportResult): string | null => {
  if (mode === null) return null;
  if (mode !== 'removed') return `mode ${mode}`;
  if (isStored({ file })) return 'the item is gone';
  return companions.length === 0 ? 'the file is gone' : 'the files are gone';
};

const CHANGE_COLUMNS: readonly Column<ChangeRow>[] = [
  { title: 'ID', text: ({ id }) => id },
  { title: 'AT', text: ({ at }) => at },
  { title: 'WHAT', text: ({ what }) => what },
  { title: 'FILE', text: ({ file }) => file },
];

async function listUndoable(context: CommandContext): Promise<void> {
  const { delivering } = await context.services();
  await delivering.recover();
  showList(context, {
    rows: delivering.undoable(),
    shape: (row) => row,
    columns: CHANGE_COLUMNS,
    empty: 'There is no change to undo.',
  });
}

async function undo(context: CommandContext, change: string | undefined): Promise<void> {
  const { delivering } = await context.services();
  await delivering.recover();
  const row = await delivering.undo(change);
  context.show(row, () => printable(`Undone: ${row.what}, ${row.file}.`));
}
