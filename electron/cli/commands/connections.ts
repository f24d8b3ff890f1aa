import type { Command } from 'commander';
import { joinParts } from '#core/credential-parts.ts';
import { AppError } from '#core/errors.ts';
import type { Secret } from '#core/secret.ts';
import type { ConnectionSecrets, Services } from '#core/services.ts';
import {
  type Connection,
  connectionChangesSchema,
  type NewConnection,
  newConnectionSchema,
} from '#shared/model/connection.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { collect, given, parseInput } from '../input.ts';
import { showList } from '../list.ts';
import { readSecrets } from '../secret-input.ts';
import { connectionShape, removedShape } from '../shapes.ts';
import { fields } from '../table.ts';
import {
  addressOf,
  diagnoseConnection,
  showConnection,
  sync,
  testConnection,
  tryOperation,
} from './connection-looks.ts';
import { type SettingOptions, settingsOf } from './connection-settings.ts';

interface AddOptions extends SettingOptions {
  readonly env: string;
  readonly provider: string;
  readonly name?: string;
  readonly baseUrl?: string;
  readonly proxyPassword?: boolean;
}

interface EditOptions extends SettingOptions {
  readonly name?: string;
  readonly baseUrl?: string;
  readonly credential?: boolean;
  readonly proxyPassword?: boolean;
}

const withSettings = (command: Command): Command =>
  command
    .option('--param <name=value>', 'a parameter of the provider, or api=inferred; may be repeated', collect)
    .option('--path <operation=path>', 'another path for an inferred operation; may be repeated', collect)
    .option('--ca <file>', 'certificate authority of this connection, PEM; empty removes it')
    .option('--proxy <url>', 'proxy of this connection; empty removes it')
    .option('--proxy-user <name>', "the proxy's user")
    .option('--proxy-password', "the proxy's password follows on stdin, as the last line")
    .option('--proxy-bypass <hosts>', 'hosts reached without it, like localhost,.corp.example');

export function registerConnections(program: Command, context: CommandContext): void {
  const group = program.command('connection').description('services, each reached in one environment');
  group
    .command('list')
    .description('list the connections')
    .action(() => list(context));
  withSettings(
    group
      .command('add')
      .description('add a connection; its management credential, where it needs one, is read from stdin')
      .requiredOption('--env <env>', 'environment, by id or name')
      .requiredOption('--provider <id>', 'such as playground')
      .option('--name <name>', "the connection's name")
      .option('--base-url <url>', "another address than the service's own"),
  ).action((options: AddOptions) => add(context, options));
  withSettings(
    group
      .command('edit <connection>')
      .description('change what is given, leave the rest; the address stays')
      .option('--name <name>', 'its new name')
      .option('--base-url <url>', 'its first address, where it has none')
      .option('--credential', 'a new management credential follows on stdin'),
  ).action((connection: string, options: EditOptions) => edit(context, connection, options));
  registerLooks(group, context);
  group
    .command('remove <connection>')
    .description('remove a connection that has no keys')
    .option('--confirm <name>', "the environment's name, in production")
    .action((connection: string, options: { readonly confirm?: string }) =>
      remove(context, connection, options.confirm),
    );
}

function registerLooks(group: Command, context: CommandContext): void {
  group
    .command('show <connection>')
    .description('show its settings and what can be done through it')
    .action((connection: string) => showConnection(context, connection));
  group
    .command('test <connection>')
    .description('ask the service something harmless')
    .action((connection: string) => testConnection(context, connection));
  group
    .command('diagnose <connection>')
    .description('look at the whole way to the service, step by step')
    .action((connection: string) => diagnoseConnection(context, connection));
  group
    .command('try <connection> <operation>')
    .description('show what an operation sends; with --send what a reading one gets')
    .option('--key <key>', 'the key that it is about')
    .option('--send', 'send it, where it changes nothing')
    .action(
      (connection: string, operation: string, options: { readonly key?: string; readonly send?: boolean }) =>
        tryOperation(context, connection, operation, options),
    );
}

export function registerSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description('list the keys at the services and write down what differs; nothing is deleted')
    .option('--connection <connection>', 'this one alone')
    .action((options: { readonly connection?: string }) => sync(context, options.connection));
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
    { title: 'LISTED', text: ({ syncedAt }: Connection) => syncedAt ?? 'never' },
    { title: 'ID', text: ({ id }: Connection) => id },
  ];
  const empty =
    'There are no connections yet. Try: keyrack connection add --env Development --provider playground';
  showList(context, { rows, shape: connectionShape, columns, empty });
}

function show(context: CommandContext, connection: Connection): void {
  context.show(connectionShape(connection), () => {
    const { name, provider, id } = connection;
    return fields({ Name: name, Provider: provider, 'Base URL': addressOf(connection), Id: id });
  });
  if (!connection.inferred && connection.offers.some(({ way }) => way === 'guided')) {
    context.tell(
      `What this service has not published for programs is done by hand in its console, and Keyrack says how. See: keyrack connection show ${connection.id}`,
    );
  }
}

async function add(context: CommandContext, options: AddOptions): Promise<void> {
  const services = await context.services();
  const { provider, name, baseUrl } = options;
  const environmentId = services.environments.find(options.env).id;
  const settings = settingsOf(options);
  const input = given(
    parseInput(newConnectionSchema, given({ environmentId, provider, name, baseUrl, ...settings }), {
      baseUrl: '--base-url',
      params: '--param',
    }),
  );
  const needed = needs(services, input);
  const secrets = await readAll(context, needed, options.proxyPassword === true);
  const added = await services.connections.add(input, secrets);
  show(context, added);
  context.tell(`Whether it works is told by: keyrack connection test ${added.id}`);
}

function needs(services: Services, input: Pick<NewConnection, 'provider' | 'baseUrl' | 'params'>) {
  return services.connections.needs(input).credential;
}

/** One line of stdin a secret: the parts of the credential, then the proxy's password. */
async function readAll(
  context: CommandContext,
  parts: ReturnType<typeof needs>,
  withProxyPassword: boolean,
): Promise<ConnectionSecrets> {
  const words = [
    ...parts.map(({ label }) =>
      parts.length === 1 ? 'the management credential' : `the management credential, ${label}`,
    ),
    ...(withProxyPassword ? ["the proxy's password"] : []),
  ];
  const values = words.length === 0 ? [] : await readSecrets(context, words);
  return given({
    credential: parts.length === 0 ? undefined : joinParts(parts, values.slice(0, parts.length)),
    proxyPassword: withProxyPassword ? values.at(-1) : undefined,
  }) satisfies { credential?: Secret; proxyPassword?: Secret };
}

async function edit(context: CommandContext, idOrName: string, options: EditOptions): Promise<void> {
  const services = await context.services();
  const connection = services.connections.find(idOrName);
  const settings = merged(connection, settingsOf(options));
  const changes = given(
    parseInput(
      connectionChangesSchema,
      given({ id: connection.id, name: options.name, baseUrl: options.baseUrl, ...settings }),
      {
        params: '--param',
      },
    ),
  );
  const parts =
    options.credential === true
      ? partsOf(services, { ...connection, params: settings.params ?? connection.params })
      : [];
  const secrets = await readAll(context, parts, options.proxyPassword === true);
  show(context, await services.connections.edit(changes, secrets));
}

/** What is given lies over what there is; an empty value takes one away. */
function merged({ params, paths }: Connection, settings: ReturnType<typeof settingsOf>) {
  return {
    ...settings,
    ...(settings.params === undefined ? {} : { params: { ...params, ...settings.params } }),
    ...(settings.paths === undefined ? {} : { paths: { ...paths, ...settings.paths } }),
  };
}

function partsOf(services: Services, { provider, baseUrl, customHost, params }: Connection) {
  const parts = needs(services, { provider, params, ...(customHost ? { baseUrl } : {}) });
  if (parts.length > 0) return parts;
  throw new AppError('invalid-input', {
    message: 'This connection uses no management credential: all is done by hand in the console.',
    next: 'Switch the inferred ways on first, with --param api=inferred.',
    field: 'credential',
  });
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
