import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import {
  IMPORT_FORMATS,
  type ImportChoice,
  type ImportPlan,
  type ImportResult,
  type ImportRow,
  importRequestSchema,
} from '#shared/model/import.ts';
import { askToGoOn } from '../confirm.ts';
import { type CommandContext, sentence } from '../context.ts';
import { exitCodeOf } from '../failures.ts';
import { given, parseInput, parsePlace } from '../input.ts';
import { printable } from '../printable.ts';
import { type Column, table } from '../table.ts';

interface ImportOptions {
  readonly env: string;
  readonly format?: string;
  readonly take?: string;
  readonly sameValue?: boolean;
  readonly deleteFile?: boolean;
  readonly dryRun?: boolean;
}

export function registerImporting(program: Command, context: CommandContext): void {
  program
    .command('import <file>')
    .description('keep the keys of a .env, a 1Password CSV or an unencrypted Bitwarden JSON')
    .requiredOption('--env <env>', 'environment that the keys shall be of, by id or name')
    .option('--format <format>', `${IMPORT_FORMATS.join(', ')}; absent: told by the content`)
    .option('--take <rows>', 'rows of the list, such as 1,3; absent: those that look like keys')
    .option('--same-value', 'take values too that keys of other environments have')
    .option('--delete-file', 'delete the file, once nothing of it would be lost')
    .option('--dry-run', 'list what would be kept, and keep nothing')
    .action((file: string, options: ImportOptions) => importFile(context, file, options));
}

async function importFile(context: CommandContext, file: string, options: ImportOptions): Promise<void> {
  const services = await context.services();
  const { importing } = services;
  try {
    const plan = await importing.plan(readRequest(services, file, options));
    const choice = readChoice(plan, options);
    if (options.dryRun === true) {
      context.show(plan, () => textOf(context, plan));
      return;
    }
    if (choice.rows?.length !== 0) {
      await askToGoOn(context, 'Import', `${textOf(context, plan)}\n\n${countOf(choice)} will be kept.`);
    }
    const result = await importing.run(plan.plan, choice);
    const isWanted = options.deleteFile === true;
    const deletion = await deleteFile(context, services, plan, { result, isWanted });
    const deleted = deletion === 'deleted';
    context.show({ ...result, deleted }, () => summary(context, plan, result));
    if (deletion instanceof AppError) tellFailure(context, deletion);
    else tellFile(context, plan, result, deleted);
  } finally {
    importing.forget();
  }
}

function readRequest({ environments }: Services, file: string, { env, format }: ImportOptions) {
  const input = given({ environmentId: environments.find(env).id, file: resolve(file), format });
  return given(parseInput(importRequestSchema, input));
}

/** The rows are named always, so that what is shown is what is taken. */
function readChoice({ rows }: ImportPlan, { take, sameValue = false }: ImportOptions): ImportChoice {
  const isOpen = ({ state }: ImportRow) => state === 'new' || (state === 'elsewhere' && sameValue);
  const usual = rows.filter((row) => row.kind === 'key' && isOpen(row)).map(({ row }) => row);
  const named = take?.split(',').map((word) => parsePlace(word.trim(), '--take'));
  return { rows: named ?? usual, sameValue };
}

/** @returns what came of it; an error where it could not be deleted as asked */
async function deleteFile(
  { terminal, options }: CommandContext,
  { importing }: Services,
  plan: ImportPlan,
  { result, isWanted }: { readonly result: ImportResult; readonly isWanted: boolean },
): Promise<'deleted' | 'left' | AppError> {
  if (!isWanted) {
    if (result.left.length > 0) return 'left';
    if (!terminal.canAsk || options().yes || obstacleOf(plan) !== null) return 'left';
    const answer = await terminal.ask(printable(`The values still stand in ${plan.file}. Delete it? [y/N] `));
    if (!/^y(es)?$/i.test(answer.trim())) return 'left';
  }
  try {
    await importing.deleteFile(plan.plan);
    return 'deleted';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new AppError(error.code, {
      message: `The keys are kept. The file is not deleted: ${error.message}`,
      next: error.next ?? 'Delete it by hand.',
    });
  }
}

/** Beside the result, which stands: the keys are kept, whatever became of the file. */
function tellFailure({ terminal, exitWith }: CommandContext, failure: AppError): void {
  terminal.err(`${printable(`keyrack: ${sentence(failure)}`)}\n`);
  exitWith(exitCodeOf(failure, false));
}

/** Why Keyrack does not delete the file, whatever is kept of it. */
function obstacleOf({ passedOver, linkTo }: ImportPlan): string | null {
  if (passedOver.length > 0)
    return `The file also holds what is not imported: ${passedOver.join(', ')}. Keyrack does not delete it: do that yourself, once you have it elsewhere.`;
  return linkTo === null
    ? null
    : `The file is a link to ${linkTo}. Keyrack does not delete it: delete both yourself.`;
}

function tellFile(context: CommandContext, plan: ImportPlan, { left }: ImportResult, deleted: boolean): void {
  if (deleted) {
    context.tell(printable(`Deleted: ${plan.file}. Copies of it, in backups or a recycle bin, are not.`));
    return;
  }
  const why = [
    `The values still stand in the clear in ${plan.file}.`,
    left.length > 0
      ? `${left.length} of its values would be lost with it, so --delete-file would leave it.`
      : null,
    obstacleOf(plan),
  ].filter((each) => each !== null);
  if (why.length === 1) why.push('Delete it by hand, or import it again with --delete-file.');
  context.tell(printable(why.join(' ')));
}

const COLUMNS: readonly Column<ImportRow>[] = [
  { title: 'ROW', text: ({ row }) => String(row) },
  { title: 'NAME', text: ({ name }) => name },
  { title: 'VARIABLE', text: ({ variable }) => variable },
  { title: 'HINT', text: ({ hint }) => (hint === '' ? '-' : `${hint}…`) },
  { title: 'LOOKS LIKE', text: ({ kind }) => (kind === 'key' ? 'key' : 'other') },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'NOTES', text: ({ notes }) => notes.join(' ') },
];

function textOf({ terminal }: CommandContext, plan: ImportPlan): string {
  const list = table(plan.rows, COLUMNS, { colour: terminal.colour, empty: '' });
  const obstacle = obstacleOf(plan);
  return obstacle === null ? list : `${list}\n\n${printable(obstacle)}`;
}

const countOf = ({ rows = [] }: ImportChoice): string =>
  rows.length === 1 ? '1 key' : `${rows.length} keys`;

function summary({ terminal }: CommandContext, { rows }: ImportPlan, { kept, left }: ImportResult): string {
  const passed = rows.filter(({ state }) => state === 'held' || state === 'twice').length;
  const counts = `Kept ${kept.length}. Passed over, as they are held: ${passed}. Left: ${left.length}.`;
  if (left.length === 0) return counts;
  const rest = rows.filter(({ row }) => left.includes(row));
  return `${counts}\n\n${table(rest, COLUMNS, { colour: terminal.colour, empty: '' })}`;
}
