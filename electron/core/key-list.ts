import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { csv } from '#shared/text/csv.ts';
import { noRow } from './finding.ts';
import type { Services } from './services.ts';

interface Listed {
  readonly key: Key;
  readonly environment: Environment | undefined;
  readonly connection: Connection | undefined;
  readonly service: string;
}

type Value = string | boolean | null | readonly string[];

/**
 * What is told of a key outside of Keyrack. Each field is named, so that one that is added to the model does not leave
 * by accident; their order is a promise. SECURITY: no value, no fingerprint, no notes.
 */
const FIELDS: Readonly<Record<string, (listed: Listed) => Value>> = {
  id: ({ key }) => key.id,
  name: ({ key }) => key.name,
  environment: ({ environment }) => environment?.name ?? null,
  stage: ({ environment }) => environment?.stage ?? null,
  service: ({ service }) => service,
  connection: ({ connection }) => connection?.name ?? null,
  variable: ({ key }) => key.variable,
  hint: ({ key }) => key.hint,
  held: ({ key }) => key.held,
  status: ({ key }) => key.status,
  scopes: ({ key }) => key.scopes,
  tags: ({ key }) => key.tags,
  description: ({ key }) => key.description,
  testMode: ({ key }) => key.testMode,
  createdAt: ({ key }) => key.createdAt,
  expiresAt: ({ key }) => key.expiresAt,
  lastUsedAt: ({ key }) => key.lastUsedAt,
  rotationDueAt: ({ key }) => key.rotationDueAt,
  checkedAt: ({ key }) => key.checkedAt,
  allowedIps: ({ key }) => key.allowedIps,
  rateLimit: ({ key }) => key.rateLimit,
  remoteId: ({ key }) => key.remoteId,
  deliveredTo: ({ key }) =>
    key.deliveries.map(({ target, mechanism, file }) => `${target} ${mechanism} ${file}`),
};

/** On one line: programs read a list of keys line by line. What holds blanks itself is parted otherwise. */
function cellOf(value: Value) {
  if (typeof value !== 'object' || value === null) return value;
  return value.join(value.some((each) => each.includes(' ')) ? '; ' : ' ');
}

/** @returns keys without their values: `csv` for a spreadsheet, `json` for a program */
export function keyList(
  { environments, connections, providers }: Pick<Services, 'environments' | 'connections' | 'providers'>,
  keys: readonly Key[],
  format: 'csv' | 'json',
): string {
  const places = new Map(environments.list().map((each) => [each.id, each]));
  const links = new Map(connections.list().map((each) => [each.id, each]));
  const names = new Map(providers.list().map(({ id, name }) => [id, name]));
  const rows = keys.map((key): Listed => {
    const connection = links.get(key.connectionId ?? '');
    const { provider = 'local' } = connection ?? {};
    return {
      key,
      connection,
      environment: places.get(key.environmentId),
      service: names.get(provider) ?? provider,
    };
  });
  const columns = Object.entries(FIELDS);
  if (format === 'csv') {
    return csv(
      Object.keys(FIELDS),
      rows.map((row) => columns.map(([, of]) => cellOf(of(row)))),
    );
  }
  const documents = rows.map((row) => Object.fromEntries(columns.map(([name, of]) => [name, of(row)])));
  return `${JSON.stringify(documents, null, 2)}\n`;
}

/** @returns the keys of these ids, in their order. @throws AppError not-found, where one went meanwhile */
export function chosenKeys({ keys }: Pick<Services, 'keys'>, ids: readonly string[]): readonly Key[] {
  const known = new Map(keys.list().map((key) => [key.id, key]));
  return ids.map((id) => {
    const key = known.get(id);
    if (key === undefined) throw noRow('key', id);
    return key;
  });
}
