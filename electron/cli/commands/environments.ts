import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { EnvironmentService } from '#core/services.ts';
import {
  type Environment,
  type EnvironmentChanges,
  environmentChangesSchema,
  environmentCopySchema,
  newEnvironmentSchema,
} from '#shared/model/environment.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { given, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { environmentShape, removedShape } from '../shapes.ts';
import { type Column, fields } from '../table.ts';
import {
  type EnvironmentOptions,
  fieldsOf,
  OPTION_OF,
  placeOf,
  STAGE_OPTION,
  withDefaults,
} from './environment-options.ts';

interface Confirmed {
  readonly confirm?: string;
}

const revealOf = ({ copyPolicy }: Environment) => copyPolicy;
const rotateOf = ({ rotateAfterDays }: Environment) =>
  rotateAfterDays === null ? 'none' : `${rotateAfterDays}d`;

const COLUMNS: readonly Column<Environment>[] = [
  { title: 'NAME', text: ({ name }) => name },
  { title: 'STAGE', text: ({ stage }) => stage },
  { title: 'PROJECT', text: ({ project }) => project ?? '-' },
  { title: 'REVEAL', text: revealOf },
  { title: 'ROTATE', text: rotateOf },
  { title: 'ID', text: ({ id }) => id },
];
const ARCHIVED: Column<Environment> = {
  title: 'ARCHIVED',
  text: ({ archivedAt }) => (archivedAt === null ? '-' : 'yes'),
};

export function registerEnvironments(program: Command, context: CommandContext): void {
  const group = program
    .command('env')
    .description('environments: development, staging, production, or your own');
  group
    .command('list')
    .description('list the environments in their order')
    .option('--archived', 'archived ones too')
    .action((options: { readonly archived?: boolean }) => list(context, options.archived === true));
  withDefaults(
    group
      .command('add <name>')
      .description('add an environment')
      .requiredOption(...STAGE_OPTION),
  )
    .option('--project <label>', 'label of a project')
    .action((name: string, options: EnvironmentOptions) => add(context, { ...options, name }));
  withDefaults(
    group
      .command('edit <env>')
      .description('change what is given, leave the rest')
      .option('--name <name>', 'its new name')
      .option(...STAGE_OPTION),
  )
    .option('--project <label>', 'label of a project; empty removes it')
    .option('--confirm <name>', "the environment's name, where production's keys can be copied again by it")
    .action((env: string, options: EnvironmentOptions & Confirmed) => edit(context, env, options));
  group
    .command('duplicate <env> <name>')
    .description('add one with the same stage, colour, project and defaults, without keys and connections')
    .action((env: string, name: string) => duplicate(context, env, name));
  registerEnds(group, context);
}

function registerEnds(group: Command, context: CommandContext): void {
  group
    .command('archive <env>')
    .description('keep it and its keys, which go on working, and offer it no more')
    .action((env: string) => putAway(context, env, 'archive'));
  group
    .command('unarchive <env>')
    .description('offer it again')
    .action((env: string) => putAway(context, env, 'unarchive'));
  group
    .command('remove <env>')
    .description('remove an empty environment')
    .option('--confirm <name>', "the environment's name, in production")
    .action((env: string, options: Confirmed) => remove(context, env, options.confirm));
}

async function list(context: CommandContext, archived: boolean): Promise<void> {
  const all = (await context.services()).environments.list();
  showList(context, {
    rows: archived ? all : all.filter(({ archivedAt }) => archivedAt === null),
    shape: environmentShape,
    columns: archived ? [...COLUMNS, ARCHIVED] : COLUMNS,
    empty: 'There are no environments yet. Add one with: keyrack env add Development --stage development',
  });
}

async function add(context: CommandContext, options: EnvironmentOptions): Promise<void> {
  const { environments } = await context.services();
  const input = parseInput(newEnvironmentSchema, given({ ...fieldsOf(options), project: options.project }), {
    ...OPTION_OF,
    name: 'The name',
  });
  const place = placeOf(options);
  show(context, placed(environments, environments.create(given(input)), place));
}

/** @param place null: where it is */
function placed(
  environments: EnvironmentService,
  environment: Environment,
  place: number | null,
): Environment {
  const { id } = environment;
  if (place === null) return environment;
  return environments.move({ id, position: place }).find((each) => each.id === id) ?? environment;
}

async function edit(
  context: CommandContext,
  env: string,
  options: EnvironmentOptions & Confirmed,
): Promise<void> {
  const { environments } = await context.services();
  const old = environments.find(env);
  const project = options.project === '' ? null : options.project;
  const input = given({ id: old.id, ...fieldsOf(options), project, confirm: options.confirm });
  const changes = given(parseInput(environmentChangesSchema, input, OPTION_OF));
  const place = placeOf(options);
  const isMoveAlone = place !== null && Object.keys(changes).length === 1;
  const edited = isMoveAlone ? old : await editAsking(context, environments, old, changes);
  show(context, placed(environments, edited, place));
}

/** Asks for the name where that is what is missing, and somebody is there to be asked. */
async function editAsking(
  context: CommandContext,
  environments: EnvironmentService,
  old: Environment,
  changes: EnvironmentChanges,
): Promise<Environment> {
  try {
    return environments.edit(changes);
  } catch (error) {
    const isUnconfirmed = error instanceof AppError && error.code === 'confirmation-needed';
    const canAsk = context.terminal.canAsk && !context.options().yes;
    if (!isUnconfirmed || changes.confirm !== undefined || !canAsk) throw error;
    const act = `Let keys of "${old.name}" be copied again that were to be copied once`;
    const environment: Environment = { ...old, stage: 'production' };
    const confirm = await confirmDestruction(context, { act, environment, stops: [], confirm: undefined });
    return environments.edit(given({ ...changes, confirm }));
  }
}

async function duplicate(context: CommandContext, env: string, name: string): Promise<void> {
  const { environments } = await context.services();
  const { id } = environments.find(env);
  const input = parseInput(environmentCopySchema, { id, name }, { name: 'The name' });
  show(context, environments.duplicate(input));
}

async function putAway(context: CommandContext, env: string, act: 'archive' | 'unarchive'): Promise<void> {
  const { environments } = await context.services();
  show(context, environments[act](environments.find(env).id));
}

async function remove(context: CommandContext, env: string, confirm: string | undefined): Promise<void> {
  const { environments } = await context.services();
  const environment = environments.find(env);
  const act = `Remove the environment "${environment.name}"`;
  environments.remove(
    environment.id,
    await confirmDestruction(context, { act, environment, stops: [], confirm }),
  );
  context.show(removedShape(environment), () => `Removed the environment ${environment.name}.`);
}

function show(context: CommandContext, environment: Environment): void {
  context.show(environmentShape(environment), () => {
    const { name, stage, colour, project, namingPattern, archivedAt, id } = environment;
    return fields({
      Name: name,
      Stage: stage,
      Colour: colour,
      Project: project,
      Reveal: revealOf(environment),
      Rotate: rotateOf(environment),
      Naming: namingPattern,
      Archived: archivedAt === null ? null : 'yes',
      Id: id,
    });
  });
}
