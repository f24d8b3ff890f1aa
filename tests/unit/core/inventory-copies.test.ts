import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InventoryRow } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { createSessionWorld, type SessionWorld } from './session-world.ts';

let world: SessionWorld;
let home: string;
let key: Key;
let value: string;
beforeEach(async () => {
  world = await createSessionWorld();
  home = join(dirname(world.claude), '../..');
  key = await world.newKey('CI');
  value = (await world.services.keys.read(key.id)).expose();
});
afterEach(() => world.end());

function put(file: string, text: string): string {
  const path = join(home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
const CURSOR = '.cursor/mcp.json';
const serverWith = (entry: object) => JSON.stringify({ mcpServers: { notes: entry } });
const inEnv = (text: string) => serverWith({ command: 'npx', args: ['x'], env: { NOTES_KEY: text } });

const list = () => world.services.inventory.list();
const strays = async (): Promise<readonly InventoryRow[]> =>
  (await list()).rows.filter(({ kind }) => kind === 'stray');

async function deliver(target: string, file?: string) {
  const request = {
    target,
    keyId: key.id,
    environmentId: world.development.id,
    mechanism: 'inline' as const,
    ...(file === undefined ? { launch: { command: ['npx', 'x'] } } : { file }),
  };
  const { delivering } = world.services;
  return delivering.export((await delivering.plan(request)).plan);
}

describe('a stray copy', () => {
  test('is found in the file of a program, told without its value, and gone once it is adopted', async () => {
    const file = put(CURSOR, inEnv(value));
    const [row, ...more] = await strays();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      keyId: key.id,
      place: { target: 'cursor', file, entry: 'notes' },
      note: null,
      mend: { act: 'adopt', found: { entry: 'notes', name: 'NOTES_KEY' } },
    });
    expect(JSON.stringify(await list())).not.toContain(value);
    if (row?.mend.act !== 'adopt') throw new Error('it is mended by adopting');
    const { place, found } = row.mend;
    const request = { ...place, environmentId: world.development.id, entry: found.entry, secret: found.name };
    const plan = await world.services.adopting.plan(request);
    expect(plan.key).toMatchObject({ id: key.id, isNew: false });
    await world.services.adopting.adopt(plan.plan);
    expect([await strays(), readFileSync(file, 'utf8').includes(value)]).toEqual([[], false]);
  });

  test.each<[string, (secret: string) => string]>([
    ['a value that differs in its last character', (secret) => inEnv(`${secret.slice(0, -1)}~`)],
    ['a value that only begins like it', (secret) => inEnv(`${secret}x`)],
    ['a reference', () => inEnv('$' + '{NOTES_KEY}')],
    ['its hint', () => inEnv(key.hint)],
  ])('is not %s', async (_, text) => {
    put(CURSOR, text(value));
    expect(await strays()).toEqual([]);
  });

  test.each<[string, (secret: string) => object, string | null]>([
    [
      'a header',
      (secret) => ({ url: 'https://x.test/mcp', headers: { Authorization: `Bearer ${secret}` } }),
      null,
    ],
    [
      'an argument, which has to stay',
      (secret) => ({ command: 'npx', args: ['x', '--api-key', secret] }),
      'It stands in an argument',
    ],
  ])('stands in %s', async (_, entry, note) => {
    put(CURSOR, serverWith(entry(value)));
    const [row] = await strays();
    expect(row?.note ?? null).toEqual(note === null ? null : expect.stringContaining(note));
    expect(row?.mend.act).toBe('adopt');
  });

  test.each<[string, (secret: string) => string]>([
    ['.bashrc', (secret) => `export NOTES_KEY='${secret}'`],
    ['.zshrc', (secret) => `export NOTES_KEY=${secret}`],
    ['.profile', (secret) => `NOTES_KEY="${secret}"; export NOTES_KEY # for notes`],
    ['.config/fish/config.fish', (secret) => `set -gx NOTES_KEY ${secret}`],
  ])('stands in %s, however it is quoted', async (file, line) => {
    const path = put(file, `${line(value)}\n`);
    expect((await strays()).map(({ place }) => place)).toEqual([
      { target: 'shell', file: path, entry: 'NOTES_KEY' },
    ]);
    put(file, `${line(`${value}0`)}\n`);
    expect(await strays()).toEqual([]);
  });

  test('is none where Keyrack delivered it', async () => {
    await deliver('claude-desktop');
    expect(await strays()).toEqual([]);
    await deliver('dotenv', join(home, 'project/.env'));
    expect(await strays()).toEqual([]);
  });

  test('is taken out as a line by one act, which one undo takes back', async () => {
    const file = put('project/.env', `NOTES_KEY=${value}\n`);
    const { adopting, delivering } = world.services;
    const request = { target: 'dotenv', file, environmentId: world.development.id, entry: 'NOTES_KEY' };
    await adopting.adopt((await adopting.plan({ ...request, remove: true })).plan);
    expect(readFileSync(file, 'utf8')).toBe('');
    await delivering.undo();
    expect([readFileSync(file, 'utf8'), await delivering.deliveries()]).toEqual([`NOTES_KEY=${value}\n`, []]);
  });

  test('is one beside a delivery, under another name', async () => {
    const file = join(home, 'project/.env');
    await deliver('dotenv', file);
    writeFileSync(file, `${readFileSync(file, 'utf8')}OLD_API_KEY=${value}\n`);
    expect((await strays()).map(({ place }) => place?.entry)).toEqual(['OLD_API_KEY']);
  });

  test('is one where Keyrack delivered it, and took it out, and somebody put it back', async () => {
    const file = join(home, 'project/.env');
    const { delivery } = await deliver('dotenv', file);
    const before = readFileSync(file, 'utf8');
    await world.services.delivering.unexport(delivery);
    expect(await strays()).toEqual([]);
    writeFileSync(file, before);
    expect((await strays()).map(({ place }) => place?.file)).toEqual([file]);
  });

  test('is told once, though the file is reached by a link as well', async () => {
    const real = put('dotfiles/zshrc', `export NOTES_KEY='${value}'\n`);
    for (const name of ['.zshrc', '.bashrc']) symlinkSync(real, join(home, name));
    expect(await strays()).toHaveLength(1);
  });

  test('of a key that ended is none: it opens nothing', async () => {
    put(CURSOR, inEnv(value));
    await world.services.keys.act({ id: key.id, act: 'revoke' });
    expect(await strays()).toEqual([]);
  });

  test('of a disabled key is one, and says what comes first', async () => {
    put(CURSOR, inEnv(value));
    await world.services.keys.act({ id: key.id, act: 'disable' });
    expect((await strays())[0]?.note).toContain('enable it first');
  });
});

test('a file that cannot be read is named, and the others are looked through', async () => {
  const broken = put('.claude.json', '{ "mcpServers": ');
  put(CURSOR, inEnv(value));
  const { rows, unread } = await list();
  expect(rows.map(({ kind }) => kind)).toEqual(['stray']);
  expect(unread).toEqual([{ target: 'claude-code', file: broken, message: expect.stringContaining(broken) }]);
});

test('while Keyrack is locked everything but the copies is told, and the storage is left alone', async () => {
  put(CURSOR, inEnv(value));
  const twin = await world.services.keys.add(
    { environmentId: world.development.id, name: 'Twin', variable: 'TWIN', sameValue: true },
    await world.services.keys.read(key.id),
  );
  const [row] = world.ledger.keys.list();
  if (row !== undefined)
    world.ledger.keys.put({
      ...row,
      id: crypto.randomUUID(),
      remoteId: 'gone',
      held: false,
      status: 'ghost',
    });
  await list();
  world.services.session.lock();
  world.touched.length = 0;
  const { rows, unlooked } = await list();
  expect(rows.map(({ kind, keyId }) => [kind, keyId === twin.id])).toEqual([
    ['ghost', false],
    ['shared', true],
  ]);
  expect([unlooked?.message, world.touched]).toEqual(['Keyrack is locked.', []]);
});

test('what stands in an archived environment is not told', async () => {
  put(CURSOR, inEnv(value));
  world.services.environments.archive(world.development.id);
  expect(await list()).toMatchObject({ rows: [], services: [] });
});

test('a list of a day ago is old, and so is none', async () => {
  const { services, connection, ledger } = world;
  const olds = async () => (await list()).services.map(({ old }) => old);
  expect(await olds()).toEqual([true]);
  await services.connections.sync(connection.id);
  expect(await olds()).toEqual([false]);
  const row = ledger.connections.get(connection.id);
  if (row !== null) ledger.connections.put({ ...row, syncedAt: '2026-01-01T00:00:00.000Z' });
  expect(await olds()).toEqual([true]);
});
