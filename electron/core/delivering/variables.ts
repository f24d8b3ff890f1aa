import type { ExportRequest } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import { type Around, type McpServer, serverVariables, variableProblem } from '#shared/model/mcp-server.ts';
import { AppError } from '../errors.ts';
import type { ServerLaunch } from '../ports/exporter.ts';
import type { ConnectionRow } from '../ports/ledger.ts';

interface For {
  /** The key's own. */
  readonly variable: string;
  readonly launch: ServerLaunch | null;
  /** The service's own server, where that is what is started. */
  readonly server: McpServer | null;
  readonly around: Around | null;
}

interface Variables {
  readonly set: Readonly<Record<string, string>>;
  /** The same as it is after a while, where an option stands for that long alone; null: it stays. */
  readonly lasting: Readonly<Record<string, string>> | null;
}

/** Where a connection's servers find their service; null: the key has no connection. */
export function aroundOf(connection: ConnectionRow | null, { stage }: Environment): Around | null {
  if (connection === null) return null;
  const { baseUrl, params, proxy } = connection;
  return { stage, baseUrl, params, proxy: proxy?.url ?? null };
}

/**
 * The further variables of an entry: the service's own, changed as the user wants it.
 * @throws AppError invalid-input (field `set` or `options`)
 */
export function variablesOf(request: ExportRequest, wanted: For): Variables {
  const { set = {}, options = [] } = request;
  const { variable, launch, server, around } = wanted;
  if (launch === null || 'url' in launch) assertNone(request, launch);
  assertKnown(options, server);
  if (Object.hasOwn(set, variable)) {
    throw new AppError('invalid-input', {
      message: `${variable} is the key's own variable and cannot be set to something else.`,
      next: 'Leave it out of the further variables.',
      field: 'set',
    });
  }
  const ending = server?.options.filter(({ id, temporary }) => temporary && options.includes(id)) ?? [];
  const filled = (chosen: readonly string[]): Record<string, string> => {
    const own = server === null || around === null ? {} : serverVariables(server, chosen, around);
    const all = Object.entries({ ...own, ...set });
    return Object.fromEntries(
      all.filter((pair): pair is [string, string] => pair[1] !== null && pair[0] !== variable),
    );
  };
  const all = filled(options);
  assertFilled(all, set);
  for (const [name, value] of Object.entries(all)) assertGood(name, value);
  const lasting = filled(options.filter((option) => !ending.some(({ id }) => id === option)));
  return { set: all, lasting: JSON.stringify(lasting) === JSON.stringify(all) ? null : lasting };
}

function assertNone({ set = {}, options = [] }: ExportRequest, launch: ServerLaunch | null): void {
  if (Object.keys(set).length === 0 && options.length === 0) return;
  throw new AppError('invalid-input', {
    message:
      launch === null
        ? 'The key’s variable alone is written there, so it takes no further variables.'
        : 'A server that is reached by a URL is not started, so it takes no further variables.',
    next: 'Leave them out.',
    field: 'set',
  });
}

function assertKnown(options: readonly string[], server: McpServer | null): void {
  const known = server?.options.map(({ id }) => id) ?? [];
  const strange = options.find((option) => !known.includes(option));
  if (strange === undefined) return;
  throw new AppError('invalid-input', {
    message: `This server has no option "${strange}".`,
    next:
      known.length > 0 ? `Options are: ${known.join(', ')}.` : 'It has none: set its variables one by one.',
    field: 'options',
  });
}

/** The service's own are empty where the connection has no proxy to fill them from. @param set what the user set */
function assertFilled(all: Readonly<Record<string, string>>, set: NonNullable<ExportRequest['set']>): void {
  const empty = Object.keys(all).filter((name) => all[name] === '' && set[name] === undefined);
  if (empty.length === 0) return;
  const example = empty.map((name) => `--set ${name}=http://proxy.example:8080`).join(' ');
  throw new AppError('invalid-input', {
    message: `${empty.join(' and ')} would be empty: the connection of the key has no proxy.`,
    next: `Give the connection a proxy, or set the further variables yourself, by the command: ${example}`,
    field: 'set',
  });
}

function assertGood(name: string, value: string): void {
  const problem = variableProblem(name, value);
  if (problem === null) return;
  throw new AppError('invalid-input', {
    message: problem,
    next: `Give another value for ${name}, or leave it out.`,
    field: 'set',
  });
}
