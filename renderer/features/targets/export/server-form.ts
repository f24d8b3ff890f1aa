import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import { type McpServer, serverOf, serverVariables, variableProblem } from '#shared/model/mcp-server.ts';
import type { Provider } from '#shared/model/provider.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { splitCommand } from '#shared/text/command-line.ts';

/** Where the key belongs. */
export interface Around {
  readonly provider: Provider | null;
  readonly environment: Environment | null;
  readonly connection: Connection | null;
}

/** What the user changed of the variables that a server gets besides the key. */
export interface ServerChanges {
  /** null: without that one. */
  readonly set: Readonly<Record<string, string | null>>;
  readonly options: readonly string[];
}

export const NO_CHANGES: ServerChanges = { set: {}, options: [] };

/** @returns the service's own server that the command line starts; null: another's */
export function chosenServer(command: string, { provider }: Around): McpServer | null {
  const split = splitCommand(command);
  return split.state === 'words' ? serverOf(provider?.servers ?? [], split.words) : null;
}

/** @returns the variables that the server gets besides the key, in the order of the rows */
export function shownVariables(command: string, around: Around, changes: ServerChanges) {
  const server = chosenServer(command, around);
  const own = server === null ? {} : ownOf(server, around, changes.options);
  const all = Object.entries({ ...own, ...changes.set });
  return all.filter((row): row is [string, string] => row[1] !== null);
}

function ownOf(server: McpServer, { environment, connection }: Around, options: readonly string[]) {
  if (environment === null || connection === null) return {};
  const { baseUrl, params, proxy } = connection;
  const around = { stage: environment.stage, baseUrl, params, proxy: proxy?.url ?? null };
  return serverVariables(server, options, around);
}

/** @returns what speaks against a variable to be added; null: nothing does */
export function newVariableProblem(
  name: string,
  taken: readonly string[],
  words: { readonly taken: string },
): string | null {
  const parsed = variableSchema.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? '';
  return taken.includes(name) ? words.taken : null;
}

/** @returns the first that speaks against any of them; null: nothing does */
export const variablesProblem = (rows: readonly (readonly [string, string])[]): string | null =>
  rows.map(([name, value]) => variableProblem(name, value)).find((problem) => problem !== null) ?? null;

/** What is sent to main: only where a command is started, and only what another server does not make void. */
export function changesFor(command: string, around: Around, { set, options }: ServerChanges) {
  const server = chosenServer(command, around);
  const known = options.filter((option) => server?.options.some(({ id }) => id === option));
  return {
    ...(Object.keys(set).length === 0 ? {} : { set: { ...set } }),
    ...(known.length === 0 ? {} : { options: known }),
  };
}
