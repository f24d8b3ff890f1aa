import { describe, expect, test } from 'vitest';
import type { Inventory, InventoryRow } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { splitCommand } from '#shared/text/command-line.ts';
import { AT, development, liveKey, playground, readerKey, towerKey, uuid } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

const row = (changes: Partial<InventoryRow> & Pick<InventoryRow, 'kind' | 'mend'>): InventoryRow => ({
  keyId: readerKey.id,
  place: null,
  others: [],
  asOf: AT,
  note: null,
  ...changes,
});
const inventoryOf = (...rows: readonly InventoryRow[]): Inventory => ({
  rows: [...rows],
  services: [],
  unread: [],
  unlooked: null,
});
const over = (inventory: Inventory, keys: readonly Key[] = [readerKey, liveKey, towerKey]) => ({
  services: { inventory: { list: async () => inventory }, keys: { list: () => keys } },
});
const ghost = row({ kind: 'ghost', mend: { act: 'delete' } });
const place = { target: 'claude-desktop', file: "/home/u/it's here/claude.json", entry: 'notes' };
const found = {
  entry: 'notes',
  name: 'NOTES_KEY',
  place: 'variable',
  hint: 'pg_test',
  obstacle: null,
} as const;
const stray = row({
  kind: 'stray',
  place,
  mend: { act: 'adopt', place: { target: 'claude-desktop', scope: 'user', file: place.file }, found },
});

async function commandOf(
  one: InventoryRow,
  keys?: readonly Key[],
  more: readonly string[] = [],
): Promise<string> {
  const { out, code } = await type(['inventory', '--json', ...more], over(inventoryOf(one), keys));
  expect(code).toBe(0);
  return JSON.parse(out).found[0].command;
}

describe('the command that mends a row', () => {
  test.each<[string, InventoryRow, string]>([
    ['a key act', ghost, 'keyrack key delete Reader'],
    ['an orphan', row({ kind: 'orphan', mend: { act: 'revoke' } }), 'keyrack key revoke Reader'],
    [
      'a value that is not held',
      row({ kind: 'not-held', mend: { act: 'enter' } }),
      'keyrack key enter Reader',
    ],
    [
      'a copy in a file',
      stray,
      "keyrack adopt claude-desktop --file '/home/u/it'\\''s here/claude.json' --env Development --server notes --variable NOTES_KEY",
    ],
    [
      'a second tool',
      row({ kind: 'shared', place, mend: { act: 'make', target: 'claude-desktop' } }),
      "keyrack key create --env Development --connection Playground --name 'Reader for Claude Desktop' --scope notes:read --var PLAYGROUND_API_KEY",
    ],
    [
      'a second tool of a local key',
      row({ kind: 'shared', keyId: liveKey.id, place, mend: { act: 'unexport', delivery: uuid(31) } }),
      `keyrack unexport ${uuid(31)}`,
    ],
  ])('of %s', async (_, one, command) => {
    expect(await commandOf(one)).toBe(command);
  });

  test.each<[string, readonly Key[], string]>([
    [
      'another key has the name',
      [readerKey, { ...liveKey, name: readerKey.name }],
      `keyrack key delete ${readerKey.id}`,
    ],
    ['its name is an option', [{ ...readerKey, name: '--yes' }], `keyrack key delete ${readerKey.id}`],
    [
      'its name would steer a terminal',
      [{ ...readerKey, name: 'a\u001b[2J' }],
      `keyrack key delete ${readerKey.id}`,
    ],
    [
      'its name is the id of another',
      [{ ...readerKey, name: liveKey.id }, liveKey],
      `keyrack key delete ${readerKey.id}`,
    ],
    [
      'a shell would run a part of its name',
      [{ ...readerKey, name: '$(rm -rf ~); `x`' }],
      "keyrack key delete '$(rm -rf ~); `x`'",
    ],
  ])('is safe to paste where %s', async (_, keys, command) => {
    expect(await commandOf(ghost, keys)).toBe(command);
  });

  test('is for the home that was named', async () => {
    expect(await commandOf(ghost, undefined, ['--home', '/tmp/a b'])).toBe(
      "keyrack key delete Reader --home '/tmp/a b'",
    );
  });

  test.each([
    ['act', ghost, 'keys.act'],
    [
      'making',
      row({ kind: 'shared', place, mend: { act: 'make', target: 'claude-desktop' } }),
      'keys.create',
    ],
    [
      'taking out',
      row({ kind: 'shared', place, mend: { act: 'unexport', delivery: uuid(31) } }),
      'delivering.unexport',
    ],
    ['replacing', row({ kind: 'shared', mend: { act: 'replace' } }), 'rotating.start'],
  ] as const)('is one that the command knows: %s', async (_, one, method) => {
    const split = splitCommand(await commandOf(one));
    if (split.state !== 'words') throw new Error('it has words');
    const { asked, code } = await type([...split.words.slice(1), '--yes']);
    expect([code, asked.calls.map((call) => call.method)]).toEqual([0, expect.arrayContaining([method])]);
  });
});

describe('the list', () => {
  test('groups rows by what is wrong, each with its key, its place and its command', async () => {
    const shared = row({
      kind: 'shared',
      others: [liveKey.id],
      note: 'Mind the others.',
      mend: { act: 'replace' },
    });
    const stale = row({ kind: 'stale', mend: { act: 'revoke' } });
    const { out, code } = await type(['inventory'], over(inventoryOf(ghost, shared, stale)));
    expect(code).toBe(0);
    expect(out).toBe(`Ghosts (1): listed here, gone at the service
  Reader, Development: Playground, as of ${AT}
    keyrack key delete Reader

Shared (1): one value under several keys, or one key at several tools
  Reader, Development: the value of "Live" of Production
    Mind the others.
    keyrack key replace Reader

Stale (1): active, and not used for 90 days
  Reader, Development: Playground, last used never, as of ${AT}
    keyrack key revoke Reader
`);
  });

  test('says so where nothing is to be mended', async () => {
    const { out, code } = await type(['inventory'], over(inventoryOf()));
    expect([code, out]).toEqual([0, 'Nothing to mend.\n']);
  });

  test('shows a row by exactly its promised fields', async () => {
    const { out } = await type(['--json', 'inventory'], over(inventoryOf(stray)));
    expect(JSON.parse(out)).toEqual({
      found: [
        {
          kind: 'stray',
          key: { id: readerKey.id, name: 'Reader', environmentId: development.id },
          connectionId: playground.id,
          place,
          others: [],
          lastUsedAt: null,
          asOf: AT,
          note: null,
          command: expect.stringContaining('keyrack adopt'),
        },
      ],
      services: [],
      unread: [],
      unlooked: null,
    });
  });

  test.each([
    ['Development', ['Reader']],
    ['Production', ['Reader', 'Live']],
  ])('of %s alone also has rows that share a value with it', async (env, names) => {
    const rows = [
      row({ kind: 'shared', others: [liveKey.id], mend: { act: 'replace' } }),
      row({ kind: 'ghost', keyId: liveKey.id, mend: { act: 'delete' } }),
    ];
    const { out } = await type(['--json', 'inventory', '--env', env], over(inventoryOf(...rows)));
    expect(JSON.parse(out).found.map(({ key }: { key: Key }) => key.name)).toEqual(names);
  });

  test('says on stderr what it cannot know, and how to know it', async () => {
    const inventory: Inventory = {
      ...inventoryOf(),
      services: [{ connectionId: playground.id, asOf: null, old: true }],
      unread: [{ target: 'zed', file: '/z', message: '/z: does not parse.' }],
      unlooked: { message: 'The keyring is locked.', next: 'Unlock it.' },
    };
    const { out, err, code } = await type(['inventory'], over(inventory));
    expect([code, out]).toEqual([0, 'Nothing to mend.\n']);
    expect(err).toBe(`"Playground" was never listed. List it anew: keyrack sync --connection Playground
Not looked through for copies: /z: does not parse.
Files were not looked through for copies. The keyring is locked. Unlock it.
`);
  });
});
