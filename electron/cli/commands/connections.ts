import type { Command } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { Services } from '#core/services.ts';
import { type Connection, type NewConnection, newConnectionSchema } from '#shared/model/connection.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { collect, given, parseInput, refuseLater } from '../input.ts';
import { showList } from '../list.ts';
import { readSecret } from '../secret-input.ts';
import { connectionShape, removedShape } from '../shapes.ts';
import { fields } from '../table.ts';

interface AddOptions {
  readonly env: string;
  readonly provider: string;
  readonly name?: string;
  readonly baseUrl?: string;
  readonly param?: readonly string[];
  readonly ca?: string;
  readonly proxy?: string;
}

export function registerConnections(program: Command, context: CommandContext): void {
  const group = program.command('connection').description('services, each reached in one environment');
  group
    .command('list')
    .description('list the connections')
    .action(() => list(context));
  group
    .command('add')
    .description('add a connection; its management credential is read from stdin')
    .requiredOption('--env <env>', 'environment, by id or name')
    .requiredOption('--provider <id>', 'such as playground')
    .option('--name <name>', "the connection's name")
    .option('--base-url <url>', "another address than the service's own")
    .option('--param <name=value>', 'a parameter of the provider; may be repeated', collect)
    .option('--ca <file>', 'certificate authority of this connection')
    .option('--proxy <url>', 'proxy of this connection')
    .action((options: AddOptions) => add(context, options));
  group
    .command('test <connection>')
    .description('ask the service something harmless')
    .action((connection: string) => test(context, connection));
  group
    .command('remove <connection>')
    .description('remove a connection that has no keys')
    .option('--confirm <name>', "the environment's name, in production")
    .action((connection: string, options: { readonly confirm?: string }) =>
      remove(context, connection, options.confirm),
    );
}

async function list(context: CommandContext): Promise<void> {
  const { connections, environments } = await context.services();
  const names = new Map(environments.list().map(({ id, name }) => [id, name]));
  const rows = connections.list();
  const columns = [
    { title: 'NAME', text: ({ name }: Connection) => name },
    {
      title: 'ENVIRONMENT',
      text: ({ environmentId }: Connection) => names.get(environmentId) ?? environmentId,
    },
    { title: 'PROVIDER', text: ({ provider }: Connection) => provider },
    { title: 'BASE URL', text: addressOf },
    { title: 'ID', text: ({ id }: Connection) => id },
  ];
  const empty =
    'There are no connections yet. Try: keyrack connection add --env Development --provider playground';
  showList(context, { rows, shape: connectionShape, columns, empty });
}

const addressOf = ({ baseUrl, customHost }: Connection) =>
  customHost ? `${baseUrl} (not the service's own address)` : baseUrl;

async function add(context: CommandContext, options: AddOptions): Promise<void> {
  const { param, ca, proxy, provider, name, baseUrl } = options;
  refuseLater({ '--param': param, '--ca': ca, '--proxy': proxy }, `${provider} takes no such setting.`);
  const services = await context.services();
  const environmentId = services.environments.find(options.env).id;
  const input = parseInput(newConnectionSchema, given({ environmentId, provider, name, baseUrl }), {
    baseUrl: '--base-url',
  });
  const credential = await readCredential(context, services, input);
  const connection = await services.connections.add(given(input), credential);
  context.show(connectionShape(connection), () => {
    const { name, provider, id } = connection;
    return fields({ Name: name, Provider: provider, 'Base URL': addressOf(connection), Id: id });
  });
}

async function readCredential(
  context: CommandContext,
  services: Services,
  { provider, baseUrl }: NewConnection,
): Promise<Secret | null> {
  const known = services.providers.list().find(({ id }) => id === provider);
  if (known === undefined) {
    throw new AppError('not-found', {
      message: `There is no provider "${provider}".`,
      next: 'List them with: keyrack provider list',
    });
  }
  return known.credential || baseUrl !== undefined ? readSecret(context, 'the management credential') : null;
}

async function test(context: CommandContext, idOrName: string): Promise<void> {
  const { connections } = await context.services();
  const result = await connections.test(connections.find(idOrName).id, context.signal());
  if (!result.ok)
    throw new AppError(result.code ?? 'service-failed', {
      message: result.message,
      ...given({ next: result.next ?? undefined }),
    });
  context.show(result, () => result.message);
}

async function remove(context: CommandContext, idOrName: string, confirm: string | undefined): Promise<void> {
  const { connections, environments } = await context.services();
  const connection = connections.find(idOrName);
  const environment = environments.find(connection.environmentId);
  const act = `Remove the connection "${connection.name}" and its management credential`;
  const typed = await confirmDestruction(context, { act, environment, stops: [], confirm });
  await connections.remove(connection.id, typed);
  context.show(removedShape(connection), () => `Removed the connection ${connection.name}.`);
}
