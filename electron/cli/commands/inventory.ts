import type { Command } from 'commander';
import type { Services } from '#core/services.ts';
import {
  INVENTORY_KINDS,
  type Inventory,
  type InventoryKind,
  type InventoryRow,
} from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { inventoryKinds } from '#shared/text/inventory.ts';
import type { CommandContext } from '../context.ts';
import { printable } from '../printable.ts';
import { createMending, type Mending } from './inventory-mending.ts';

export function registerInventory(program: Command, context: CommandContext): void {
  program
    .command('inventory')
    .description('what does not fit between services, keychain and disk, with the command that mends each')
    .option('--env <env>', 'of this environment')
    .addHelpText('after', '\nNo service is asked: what is told of one is what the last sync knew.')
    .action((options: { readonly env?: string }) => inventory(context, options.env));
}

async function inventory(context: CommandContext, env: string | undefined): Promise<void> {
  const services = await context.services();
  const environmentId = env === undefined ? null : services.environments.find(env).id;
  const { home } = context.options();
  const mending = createMending({ services, platform: context.machine.platform, home });
  const told = narrowed(services, await services.inventory.list(), environmentId);
  context.show(shapeOf(told, mending), () => words(told, mending));
  tellRest(context, told, mending);
}

interface Told extends Inventory {
  readonly found: readonly { readonly row: InventoryRow; readonly key: Key }[];
  readonly keys: ReadonlyMap<string, Key>;
  readonly nameOfEnvironment: (id: string) => string;
  readonly nameOfConnection: (id: string | null) => string | null;
}

/** A row is of its key's environment, and of those of the keys that share the value. */
function narrowed(services: Services, all: Inventory, environmentId: string | null): Told {
  const keys = new Map(services.keys.list().map((key) => [key.id, key]));
  const connections = new Map(services.connections.list().map((each) => [each.id, each]));
  const environments = new Map(services.environments.list().map((each) => [each.id, each.name]));
  const isHere = (id: string | undefined) => environmentId === null || id === environmentId;
  const rows = all.rows.filter(({ keyId, others }) =>
    [keyId, ...others].some((id) => isHere(keys.get(id)?.environmentId)),
  );
  return {
    ...all,
    services: all.services.filter(({ connectionId }) => isHere(connections.get(connectionId)?.environmentId)),
    found: rows.flatMap((row) => {
      const key = keys.get(row.keyId);
      // It went while the files were looked through.
      return key === undefined ? [] : [{ row, key }];
    }),
    keys,
    nameOfEnvironment: (id) => environments.get(id) ?? id,
    nameOfConnection: (id) => connections.get(id ?? '')?.name ?? null,
  };
}

const keyNote = ({ id, name, environmentId }: Key) => ({ id, name, environmentId });

const othersOf = ({ keys }: Told, { others }: InventoryRow): readonly Key[] =>
  others.flatMap((id) => keys.get(id) ?? []);

const shapeOf = (told: Told, mending: Mending) => ({
  found: told.found.map(({ row, key }) => ({
    kind: row.kind,
    key: keyNote(key),
    connectionId: key.connectionId,
    place: row.place,
    others: othersOf(told, row).map(keyNote),
    lastUsedAt: key.lastUsedAt,
    asOf: row.asOf,
    note: row.note,
    command: mending.command(row, key),
  })),
  services: told.services.map(({ connectionId, asOf, old }) => ({
    connectionId,
    asOf,
    old,
    command: mending.sync(connectionId),
  })),
  unread: told.unread,
  unlooked: told.unlooked,
});

function words(told: Told, mending: Mending): string {
  const groups = INVENTORY_KINDS.flatMap((kind) => {
    const rows = told.found.filter(({ row }) => row.kind === kind);
    return rows.length === 0 ? [] : [group(told, kind, rows, mending)];
  });
  return groups.length === 0 ? 'Nothing to mend.' : groups.join('\n\n');
}

function group(told: Told, kind: InventoryKind, rows: Told['found'], mending: Mending): string {
  const { title, about } = inventoryKinds[kind];
  return [
    `${title} (${rows.length}): ${about}`,
    ...rows.flatMap(({ row, key }) => [
      `  ${printable(`${key.name}, ${told.nameOfEnvironment(key.environmentId)}: ${whereOf(told, row, key)}`)}`,
      ...(row.note === null ? [] : [`    ${printable(row.note)}`]),
      `    ${printable(mending.command(row, key))}`,
    ]),
  ].join('\n');
}

function whereOf(told: Told, row: InventoryRow, key: Key): string {
  if (row.place !== null) return `${row.place.entry} in ${row.place.file} (${row.place.target})`;
  if (row.others.length > 0) {
    const others = othersOf(told, row);
    return `the value of ${others.map(({ name, environmentId }) => `"${name}" of ${told.nameOfEnvironment(environmentId)}`).join(', ')}`;
  }
  const at = told.nameOfConnection(key.connectionId) ?? 'no connection';
  const used = row.kind === 'stale' ? `last used ${key.lastUsedAt ?? 'never'}, ` : '';
  return `${at}, ${used}as of ${row.asOf ?? 'no sync yet'}`;
}

/** What the list cannot know, on stderr: a list without a row says nothing of a service that was not asked. */
function tellRest(context: CommandContext, told: Told, mending: Mending): void {
  for (const { connectionId, asOf, old } of told.services) {
    if (!old) continue;
    const name = told.nameOfConnection(connectionId) ?? connectionId;
    const since = asOf === null ? 'was never listed' : `was listed last on ${asOf}`;
    context.tell(printable(`"${name}" ${since}. List it anew: ${mending.sync(connectionId)}`));
  }
  for (const { message } of told.unread) context.tell(printable(`Not looked through for copies: ${message}`));
  if (told.unlooked !== null) {
    const { message, next } = told.unlooked;
    context.tell(
      printable(['Files were not looked through for copies.', message, next].filter(Boolean).join(' ')),
    );
  }
}
