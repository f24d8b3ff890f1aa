import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import {
  type AdoptionPlace,
  type AdoptionPlan,
  type AdoptRequest,
  adoptionPlaceSchema,
  adoptRequestSchema,
  type PlaintextRow,
} from '#shared/model/adoption.ts';
import type { Target } from '#shared/model/delivery.ts';
import { askToGoOn } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { diffText } from '../diff-text.ts';
import { given, parseInput } from '../input.ts';
import { printable } from '../printable.ts';
import { type Column, fields, table } from '../table.ts';
import { fileFields, fileOf, targetNamed } from './plan-text.ts';

interface AdoptOptions {
  readonly env?: string;
  readonly server?: string;
  readonly variable?: string;
  readonly name?: string;
  readonly var?: string;
  readonly mechanism?: string;
  readonly as?: string;
  readonly scope?: string;
  readonly file?: string;
  readonly remove?: boolean;
  readonly sameValue?: boolean;
  readonly dryRun?: boolean;
}

const OPTIONS = { reference: '--as', variable: '--var', secret: '--variable', entry: '--server' };

export function registerAdopting(program: Command, context: CommandContext): void {
  program
    .command('adopt <target>')
    .description("take a secret that stands in a program's file in the clear into the keychain")
    .option('--env <env>', 'environment that the key shall be of, by id or name')
    .option('--server <name>', "the entry's name in the file")
    .option('--variable <name>', 'the variable or header that holds the secret')
    .option('--name <name>', "the key's name; absent: as in the file")
    .option('--var <variable>', 'for a header: the variable of the key')
    .option('--mechanism <mechanism>', 'helper, launcher, reference or inline; absent: the best')
    .option('--as <reference>', 'by reference: the variable that the program must see')
    .option('--scope <scope>', 'user or project (the folder that you are in)')
    .option('--file <file>', "another file than the program's own")
    .option('--remove', 'of a file of variables: take the line out')
    .option('--same-value', 'adopt the value though a key of another environment has it too')
    .option('--dry-run', 'print the change and write nothing')
    .addHelpText(
      'after',
      '\nWithout --server or --variable it lists the secrets that it finds, without their values.',
    )
    .action((target: string, options: AdoptOptions) => adopt(context, target, options));
}

async function adopt(context: CommandContext, id: string, options: AdoptOptions): Promise<void> {
  const services = await context.services();
  const target = targetNamed(services, id);
  const place = given(
    parseInput(
      adoptionPlaceSchema,
      given({ target: id, scope: options.scope, file: fileOf(target, options) }),
    ),
  );
  await services.delivering.recover();
  if (options.server === undefined && options.variable === undefined) {
    await list(context, services, place, options.file !== undefined);
    return;
  }
  const plan = await services.adopting.plan(readRequest(services, target, place, options));
  if (options.dryRun === true) {
    const shown = withoutNewId(plan);
    for (const warning of shown.warnings) context.tell(printable(warning));
    context.show(shown, () => textOf(target, shown));
    return;
  }
  for (const warning of plan.warnings) context.tell(printable(warning));
  await askToGoOn(context, 'Adopt', textOf(target, plan));
  const result = await services.adopting.adopt(plan.plan);
  // What was taken out is delivered no more.
  const delivery = plan.removed ? null : result.delivery;
  context.show({ ...result, delivery }, () =>
    fields({ ...headOf(target, plan), Delivery: delivery, Change: result.change }),
  );
  context.tell('To take it back: keyrack undo. The key stays in the keychain.');
}

const COLUMNS: readonly Column<PlaintextRow>[] = [
  { title: 'ENTRY', text: ({ entry }) => entry },
  { title: 'NAME', text: ({ name }) => name },
  { title: 'IN', text: ({ place }) => place },
  { title: 'HINT', text: ({ hint }) => (hint === '' ? '-' : `${hint}…`) },
  { title: 'ADOPT', text: ({ obstacle }) => obstacle ?? 'yes' },
];

async function list(
  context: CommandContext,
  { adopting }: Services,
  place: AdoptionPlace,
  isNamed: boolean,
): Promise<void> {
  const found = await adopting.find(place);
  const none = `There is no file ${found.file}.`;
  if (found.mode === null && isNamed) {
    throw new AppError('not-found', { message: none, next: 'Name the file that holds the secret.' });
  }
  const where = `${found.file} (mode ${found.mode})`;
  context.show(found, () => {
    if (found.mode === null) return printable(none);
    return found.found.length === 0
      ? printable(`No secret stands in the clear in ${where}.`)
      : `${printable(where)}\n\n${table(found.found, COLUMNS, { colour: context.terminal.colour, empty: '' })}`;
  });
  if (found.found.some(({ obstacle }) => obstacle === null)) {
    context.tell('To adopt one, name it and the environment of the key: --server or --variable, and --env.');
  }
}

function readRequest(
  services: Services,
  { takes }: Target,
  place: AdoptionPlace,
  options: AdoptOptions,
): AdoptRequest {
  const { env, server, variable } = options;
  const entry = takes === 'server' ? server : variable;
  if (env === undefined) {
    throw new AppError('invalid-input', {
      message: '--env is missing: a key belongs to an environment.',
      next: 'See those that there are: keyrack env list',
    });
  }
  if (entry === undefined) {
    throw new AppError('invalid-input', {
      message: `${takes === 'server' ? '--server' : '--variable'} is missing.`,
      next: 'Name the entry that holds the secret; without any name the command lists them.',
    });
  }
  const input = given({
    ...place,
    environmentId: services.environments.find(env).id,
    entry,
    secret: takes === 'server' ? variable : undefined,
    name: options.name,
    variable: options.var,
    mechanism: options.mechanism,
    reference: options.as,
    remove: options.remove,
    sameValue: options.sameValue,
  });
  return given(parseInput(adoptRequestSchema, input, OPTIONS));
}

/** The key that is made later has another id. */
function withoutNewId(plan: AdoptionPlan): AdoptionPlan {
  const { id, isNew } = plan.key;
  if (!isNew) return plan;
  const hidden = (text: string) => text.replaceAll(id, NEW_KEY);
  return {
    ...plan,
    key: { ...plan.key, id: NEW_KEY },
    diff: plan.diff.map((line) => ({ ...line, text: hidden(line.text) })),
    warnings: plan.warnings.map(hidden),
  };
}

const NEW_KEY = '<new id>';

const headOf = (target: Target, plan: AdoptionPlan) => ({
  ...fileFields(target, plan),
  ...(plan.removed ? { Mechanism: null } : {}),
  Key: `${plan.key.name} (${keyWords(plan.key)})`,
});

function keyWords({ isNew, id }: AdoptionPlan['key']): string {
  if (!isNew) return `held already, ${id}`;
  return id === NEW_KEY ? 'new' : `new, ${id}`;
}

const textOf = (target: Target, plan: AdoptionPlan): string =>
  [fields(headOf(target, plan)), '', diffText(plan.diff)].join('\n');
