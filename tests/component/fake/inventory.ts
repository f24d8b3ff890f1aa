import type { MainClient } from '#shared/ipc/client.ts';
import type { Inventory, InventoryRow } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { keyOf, newId, type World } from './world.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const AS_OF = ago(0.15);

type Row = Pick<InventoryRow, 'kind' | 'mend'> & Partial<InventoryRow>;
const rowOf = ({ id }: Key, row: Row): InventoryRow => ({
  keyId: id,
  place: null,
  others: [],
  asOf: null,
  note: null,
  ...row,
});

const CURSOR = '/home/ada/.cursor/mcp.json';
const PROJECT = '/home/ada/code/webshop/services/checkout/.env';
const LONG = 'of-the-whole-department-of-accounting-and-reporting-'.repeat(4);

function strayOf(key: Key, file: string, entry: string, obstacle: string | null = null): InventoryRow {
  const target = file.endsWith('.env') ? 'dotenv' : 'claude-code';
  const found = { entry, name: entry, place: 'variable', hint: key.hint, obstacle } as const;
  return rowOf(key, {
    kind: 'stray',
    place: { target, file, entry },
    note: obstacle,
    mend: { act: 'adopt', place: { target, file, scope: 'user' }, found },
  });
}

/** What follows from the keys alone. */
function ofKey(key: Key): readonly InventoryRow[] {
  if (key.status === 'orphan') return [rowOf(key, { kind: 'orphan', asOf: AS_OF, mend: { act: 'revoke' } })];
  if (key.status === 'ghost') return [rowOf(key, { kind: 'ghost', asOf: AS_OF, mend: { act: 'delete' } })];
  if (key.held || key.status !== 'active') return [];
  return [rowOf(key, { kind: 'not-held', asOf: AS_OF, mend: { act: 'enter' } })];
}

function ofAllKinds({ keys, deliveries }: World): readonly InventoryRow[] {
  const named = (name: string) => keys.filter((key) => key.name === name);
  const [delivered] = deliveries;
  const place = { target: 'claude-code', file: '/home/ada/.claude.json', entry: 'contacts' };
  const production = keys.find(({ name }) => name === 'Checkout');
  return [
    ...keys.flatMap(ofKey),
    ...named('Claude Desktop').flatMap((key) => [
      strayOf(key, PROJECT, 'CONTACTS_API_KEY'),
      strayOf(
        key,
        CURSOR,
        'contacts',
        'It stands in an argument, and the server takes it from there: nothing can hand it over in another way. If the server reads a variable instead, put it into one, then adopt it.',
      ),
      rowOf(key, {
        kind: 'shared',
        place,
        note: 'Then export the new key there.',
        mend: { act: 'make', target: 'claude-code' },
      }),
    ]),
    ...named('Checkout (copy)').map((key) =>
      rowOf(key, {
        kind: 'shared',
        others: production === undefined ? [] : [production.id],
        mend: { act: 'delete' },
      }),
    ),
    ...named('Old import').map((key) =>
      rowOf(key, {
        kind: 'shared',
        place: { ...place, file: PROJECT, target: 'dotenv', entry: 'STRIPE_KEY' },
        note: 'Then export a key of its own there.',
        mend: { act: 'unexport', delivery: delivered?.id ?? newId() },
      }),
    ),
    ...named('Quarterly report').map((key) =>
      rowOf(key, { kind: 'stale', asOf: AS_OF, mend: { act: 'revoke' } }),
    ),
  ];
}

const ROWS: Readonly<Record<string, (world: World) => readonly InventoryRow[]>> = {
  none: () => [],
  full: ofAllKinds,
  limits: ofAllKinds,
  long: (world) => {
    const [key] = world.keys.filter(({ name }) => name.length > 100);
    return key === undefined
      ? []
      : [
          strayOf(key, `/home/ada/${LONG}/${LONG}/.env`, `A_VARIABLE_${LONG}`.toUpperCase()),
          rowOf(key, { kind: 'shared', others: world.keys.map(({ id }) => id), mend: { act: 'replace' } }),
          rowOf(key, { kind: 'stale', asOf: AS_OF, mend: { act: 'revoke' } }),
        ];
  },
  many: ({ keys }) =>
    keys
      .filter(({ status, environmentId }) => status === 'active' && environmentId === keys[0]?.environmentId)
      .slice(0, 300)
      .map((key) => rowOf(key, { kind: 'stale', asOf: AS_OF, mend: { act: 'revoke' } })),
};

function inventoryIn(world: World): Inventory {
  const wish = world.inventory ?? '';
  const limited = wish === 'limits';
  const rows = (ROWS[wish] ?? (({ keys }) => keys.flatMap(ofKey)))(world);
  return {
    rows: rows.filter(({ kind }) => kind !== 'stray' || !limited),
    services: world.connections.slice(0, 4).map(({ id }, index) => ({
      connectionId: id,
      asOf: limited && index > 0 ? ago(index * 2) : AS_OF,
      old: limited,
    })),
    unread: limited
      ? [
          {
            target: 'zed',
            file: '/home/ada/.config/zed/settings.json',
            message: '/home/ada/.config/zed/settings.json: line 12, unexpected end. The file is left alone.',
          },
          {
            target: 'codex',
            file: '/home/ada/.codex/config.toml',
            message: '/home/ada/.codex/config.toml: permission denied.',
          },
        ]
      : [],
    unlooked: limited ? { message: 'Keyrack is locked.', next: 'Unlock it, then look again.' } : null,
  };
}

/** One key of every kind that does not fit, where the page's address asks for it. */
export function arrangeInventory(world: World, wish: string | null): void {
  world.inventory = wish ?? '';
  // What is told to be unused was not used.
  if (wish === 'many' || wish === 'long')
    world.keys = world.keys.map((key, index) => ({
      ...key,
      ...{ createdAt: ago(400), lastUsedAt: index % 9 === 8 ? null : ago(95 + ((index * 37) % 200)) },
    }));
  if (wish !== 'full' && wish !== 'limits') return;
  const like = world.keys[0];
  if (like === undefined) return;
  const { environmentId, connectionId } = like;
  const at = { environmentId, connectionId, remoteId: newId() };
  world.keys = [
    ...world.keys,
    keyOf({ ...at, name: 'Nightly backup', status: 'ghost', createdAt: ago(70) }),
    keyOf({ ...at, name: 'Made in the console', held: false, createdAt: ago(20) }),
    keyOf({ ...at, name: 'Quarterly report', createdAt: ago(300), lastUsedAt: ago(140) }),
    keyOf({ environmentId, name: 'Checkout (copy)', createdAt: ago(8) }),
  ];
}

export const inventoryHandlers = (world: World): Pick<MainClient, 'inventory.list'> => ({
  'inventory.list': async () => inventoryIn(world),
});
