import type { Key, KeyStatus } from '#shared/model/key.ts';
import type { CommandContext } from '../context.ts';
import { showList } from '../list.ts';
import { keyShape } from '../shapes.ts';
import { type Column, fields, type Paint } from '../table.ts';
import { canBeChecked } from './key-choice.ts';

export interface ListOptions {
  readonly env?: string;
  readonly connection?: string;
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
  const { environments, connections, keys } = await context.services();
  const environmentId = options.env === undefined ? undefined : environments.find(options.env).id;
  const connectionId =
    options.connection === undefined ? undefined : connections.find(options.connection, environmentId).id;
  await keys.recover();
  const rows = keys
    .list()
    .filter((key) => environmentId === undefined || key.environmentId === environmentId)
    .filter((key) => connectionId === undefined || key.connectionId === connectionId)
    .filter((key) => query === undefined || isFound(key, query));
  const names = new Map([...environments.list(), ...connections.list()].map(({ id, name }) => [id, name]));
  const empty =
    query === undefined ? 'There are no keys yet. Make one with: keyrack key create' : 'No key fits.';
  showList(context, { rows, shape: keyShape, columns: columns(names), empty });
}

function isFound(key: Key, query: string): boolean {
  const wanted = comparable(query);
  return [key.name, key.variable ?? '', key.hint, key.description, key.id, ...key.tags].some((text) =>
    comparable(text).includes(wanted),
  );
}

const comparable = (text: string) => text.normalize('NFC').toLowerCase();

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
