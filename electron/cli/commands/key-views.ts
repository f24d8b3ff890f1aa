import { AppError } from '#core/errors.ts';
import { keyList } from '#core/key-list.ts';
import type { Services } from '#core/services.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key, KeyStatus } from '#shared/model/key.ts';
import { matcherOf } from '#shared/model/search/match.ts';
import { parseSearch } from '#shared/model/search/parse.ts';
import { searchableIn } from '#shared/model/search/row.ts';
import { problemWords } from '#shared/text/search-words.ts';
import type { CommandContext } from '../context.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import { keyShape } from '../shapes.ts';
import { type Column, fields, type Paint } from '../table.ts';
import { canBeChecked } from './key-choice.ts';

export interface ListOptions {
  readonly env?: string;
  readonly connection?: string;
  readonly csv?: boolean;
}

const paint =
  (code: number): Paint =>
  (text) =>
    `\u001b[${code}m${text}\u001b[0m`;
const PAINTS: Record<KeyStatus, Paint> = {
  active: paint(32),
  inactive: paint(90),
  revoked: paint(31),
  expired: paint(31),
  orphan: paint(33),
  ghost: paint(33),
};

export async function listKeys(context: CommandContext, query: string | undefined, options: ListOptions) {
  if (options.csv === true && context.options().json) throw oneFormat();
  const services = await context.services();
  const { environments, connections, keys } = services;
  const environmentId = options.env === undefined ? undefined : environments.find(options.env).id;
  const connectionId =
    options.connection === undefined ? undefined : connections.find(options.connection, environmentId).id;
  const finds = readQuery(context, services, query);
  await keys.recover();
  const found = keys
    .list()
    .filter((key) => environmentId === undefined || key.environmentId === environmentId)
    .filter((key) => connectionId === undefined || key.connectionId === connectionId)
    .filter(finds);
  const isNamed = environmentId !== undefined || connectionId !== undefined;
  const rows = isNamed ? found : inUse(context, environments.list(), found);
  if (options.csv === true) {
    context.terminal.out(keyList(services, rows, 'csv'));
    return;
  }
  const names = new Map([...environments.list(), ...connections.list()].map(({ id, name }) => [id, name]));
  const empty =
    query === undefined ? 'There are no keys yet. Make one with: keyrack key create' : 'No key fits.';
  showList(context, { rows, shape: keyShape, columns: columns(names), empty });
}

/** Where no place is named, keys of archived environments are left out, and that is said. */
function inUse(
  context: CommandContext,
  environments: readonly Environment[],
  keys: readonly Key[],
): readonly Key[] {
  const archived = environments.filter(({ archivedAt }) => archivedAt !== null);
  const isLeftOut = (key: Key) => archived.some(({ id }) => id === key.environmentId);
  const leftOut = archived.filter(({ id }) => keys.some((key) => key.environmentId === id));
  if (leftOut.length === 0) return keys;
  const names = leftOut.map(({ name }) => printable(`--env "${name}"`)).join(', ');
  context.tell(`Keys of archived environments are left out. List them with ${names}.`);
  return keys.filter((key) => !isLeftOut(key));
}

const oneFormat = () =>
  new AppError('invalid-input', {
    message: '--json and --csv were both given.',
    next: 'Give one of them.',
  });

/** @returns whether a key is asked for. @throws AppError invalid-input, where a part of the query cannot be read */
function readQuery(
  context: CommandContext,
  { environments, connections, providers }: Services,
  query = '',
): (key: Key) => boolean {
  const search = parseSearch(query);
  for (const problem of search.problems) {
    const words = printable(problemWords(problem));
    if (problem.kind === 'bad-value') throw new AppError('invalid-input', { message: words });
    context.tell(words);
  }
  const matches = matcherOf(search, context.machine.now().getTime());
  if (matches === null) return () => true;
  const look = searchableIn({
    environments: environments.list(),
    connections: connections.list(),
    providers: providers.list(),
    local: 'local',
  });
  return (key) => matches(look(key));
}

/** null: the service tells none, and the value is not here. */
const hintWords = ({ hint }: Key) => (hint === '' ? null : `${hint}…`);

const columns = (names: ReadonlyMap<string, string>): readonly Column<Key>[] => [
  { title: 'NAME', text: ({ name }) => name },
  { title: 'HINT', text: (key) => hintWords(key) ?? '-' },
  { title: 'ENVIRONMENT', text: ({ environmentId }) => names.get(environmentId) ?? environmentId },
  { title: 'SERVICE', text: ({ connectionId }) => (connectionId && names.get(connectionId)) ?? 'local' },
  { title: 'STATUS', text: statusWords, paint: ({ status }) => PAINTS[status] },
  { title: 'VARIABLE', text: ({ variable }) => variable ?? '-' },
  { title: 'EXPIRES', text: ({ expiresAt }) => expiresAt?.slice(0, 10) ?? 'never' },
  { title: 'ID', text: ({ id }) => id },
];

function statusWords({ status, held, acknowledged }: Key): string {
  if (!held) return `${status}, not held`;
  return acknowledged ? status : `${status}, not yet copied`;
}

export async function showKey(context: CommandContext, idOrName: string, env: string | undefined) {
  const { environments, connections, keys } = await context.services();
  const key = keys.find(idOrName, env === undefined ? undefined : environments.find(env).id);
  context.show(keyShape(key), () => {
    const connection = connections.list().find(({ id }) => id === key.connectionId);
    const summary = fields({
      Name: key.name,
      Description: key.description || null,
      Hint: hintWords(key),
      Environment: environments.find(key.environmentId).name,
      Service: connection?.name ?? 'local',
      Status: statusWords(key),
      Variable: key.variable,
      Scopes: key.scopes.join(', ') || null,
      Tags: key.tags.join(', ') || null,
      'Test mode': key.testMode ? 'yes' : 'no',
      Created: key.createdAt,
      Expires: key.expiresAt ?? 'never',
      'Last used': key.lastUsedAt ?? 'never',
      Checked: key.checkedAt ?? (canBeChecked(connection, key) ? 'not yet' : null),
      'Allowed IPs': key.allowedIps.join(', ') || null,
      'Rate limit': key.rateLimit,
      'Id at the service': key.remoteId,
      Id: key.id,
    });
    const deliveries = key.deliveries.map(
      ({ id, target, mechanism, file }) => `${target}  ${mechanism}  ${file}  ${id}`,
    );
    return deliveries.length === 0 ? summary : `${summary}\n\nDelivered to\n${deliveries.join('\n')}`;
  });
}
