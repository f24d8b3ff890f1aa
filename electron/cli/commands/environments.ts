import type { Command } from 'commander';
import {
  type Environment,
  environmentChangesSchema,
  newEnvironmentSchema,
  STAGES,
} from '#shared/model/environment.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { given, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { environmentShape, removedShape } from '../shapes.ts';
import { type Column, fields } from '../table.ts';

interface Options {
  readonly name?: string;
  readonly stage?: string;
  readonly colour?: string;
  readonly project?: string;
}

const COLUMNS: readonly Column<Environment>[] = [
  { title: 'NAME', text: ({ name }) => name },
  { title: 'STAGE', text: ({ stage }) => stage },
  { title: 'COLOUR', text: ({ colour }) => colour },
  { title: 'PROJECT', text: ({ project }) => project ?? '-' },
  { title: 'ID', text: ({ id }) => id },
];

const STAGE_OPTION = ['--stage <stage>', STAGES.join(', ')] as const;
const COLOUR_OPTION = ['--colour <colour>', 'such as #0f9d8a; preset by the stage'] as const;

export function registerEnvironments(program: Command, context: CommandContext): void {
  const group = program
    .command('env')
    .description('environments: development, staging, production, or your own');
  group
    .command('list')
    .description('list the environments')
    .action(async () => {
      const rows = (await context.services()).environments.list();
      const empty =
        'There are no environments yet. Add one with: keyrack env add Development --stage development';
      showList(context, { rows, shape: environmentShape, columns: COLUMNS, empty });
    });
  group
    .command('add <name>')
    .description('add an environment')
    .requiredOption(...STAGE_OPTION)
    .option(...COLOUR_OPTION)
    .option('--project <label>', 'label of a project')
    .action((name: string, options: Options) => add(context, { ...options, name }));
  group
    .command('edit <env>')
    .description('change what is given, leave the rest')
    .option('--name <name>', 'its new name')
    .option(...STAGE_OPTION)
    .option(...COLOUR_OPTION)
    .option('--project <label>', 'label of a project; empty removes it')
    .action((env: string, options: Options) => edit(context, env, options));
  group
    .command('remove <env>')
    .description('remove an empty environment')
    .option('--confirm <name>', "the environment's name, in production")
    .action((env: string, options: { readonly confirm?: string }) => remove(context, env, options.confirm));
}

async function add(context: CommandContext, { name, stage, colour, project }: Options): Promise<void> {
  const input = parseInput(newEnvironmentSchema, given({ name, stage, colour, project }), {
    name: 'The name',
  });
  show(context, (await context.services()).environments.create(given(input)));
}

async function edit(context: CommandContext, env: string, options: Options): Promise<void> {
  const { environments } = await context.services();
  const { id } = environments.find(env);
  const { name, stage, colour } = options;
  const project = options.project === '' ? null : options.project;
  const changes = parseInput(environmentChangesSchema, given({ id, name, stage, colour, project }));
  show(context, environments.edit(given(changes)));
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
    const { name, stage, colour, project, id } = environment;
    return fields({ Name: name, Stage: stage, Colour: colour, Project: project, Id: id });
  });
}
