import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { keySealer } from '../../../electron/keychain/open-vault.ts';
import { createBackups } from '../../../electron/platform/backups.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';
import { THEIRS, VALUE } from './delivering-world.ts';

// Copies are kept by the real keeper, of which the last five of each file stay, and what something still needs.

const options = [{ id: 'debug', label: '', about: '', env: { LOG: 'debug' }, temporary: true }];
const servers = [mcpServer({ command: ['npx', 'x'], options })];
const provider = fakeProvider({ id: 'unizo', name: 'Unizo', variable: 'UNIZO_API_KEY', servers });
const TURNS = [1, 2, 3, 4, 5, 6, 7];
let folder: string;
let world: AdoptingWorld;
beforeEach(() => {
  folder = openHome(mkdtempSync(join(tmpdir(), 'keyrack-copies-')));
  const sealer = keySealer(createSecretKey(randomBytes(32)));
  const backups = createBackups({ files: createPrivateFiles(folder), sealer: async () => sealer });
  world = createAdoptingWorld({
    backups,
    provider: () => provider,
    readSecret: async (keyId) => {
      if (world.ledger.keys.get(keyId) === null) throw new AppError('not-found', { message: 'It is gone.' });
      return world.values.get(keyId) ?? new Secret(VALUE);
    },
  });
  world.write(THEIRS);
});
afterEach(() => {
  world.end();
  rmSync(folder, { recursive: true });
});

const copies = () => readdirSync(join(folder, 'backups')).length;
const restored = async (delivery: string) =>
  world.delivering.restore((await world.delivering.planRestore(delivery)).plan);

/** An export that is refused, as somebody wrote the file at the same time. */
async function refusedExport(changes: Parameters<typeof world.deliver>[0], file: string) {
  const ids = { environmentId: world.development.id, keyId: world.key.id };
  const { plan } = await world.delivering.plan({ target: 'claude-desktop', ...ids, ...changes });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text} `);
  await expect(world.delivering.export(plan)).rejects.toMatchObject({ code: 'conflict' });
  writeFileSync(file, text);
}

describe('no copy that is needed goes', () => {
  test('for exports that were refused: an entry comes back, and an export is undone to the byte', async () => {
    const { delivery } = await world.deliver();
    const text = world.text();
    for (const _ of TURNS) await refusedExport({ mechanism: 'inline' }, world.file);
    world.write('{}', 0o600);
    await restored(delivery);
    expect(JSON.parse(world.text()).mcpServers).toHaveProperty('unizo-dev');
    await world.delivering.undo();
    world.write(text, 0o600);
    await world.delivering.undo();
    expect([world.text(), world.mode()]).toEqual([THEIRS, '644']);
  });

  test('for exports that were undone', async () => {
    const { delivery } = await world.deliver();
    for (const _ of TURNS) {
      await world.deliver({ mechanism: 'inline' });
      await world.delivering.undo();
    }
    await world.delivering.undo();
    expect([world.text(), world.mode()]).toEqual([THEIRS, '644']);
    expect(await world.delivering.deliveries()).toEqual([]);
    expect(world.ledger.deliveries.get(delivery)).toBeNull();
  });

  test('of files of our own, whose undo has nothing else to go by', async () => {
    const n8n = { target: 'n8n', mechanism: 'inline' } as const;
    const { file } = await world.deliver(n8n);
    const text = readFileSync(file, 'utf8');
    const byQuery = { ...n8n, call: { query: 'key' } };
    await world.deliver(byQuery);
    for (const _ of TURNS) await refusedExport(n8n, file);
    await world.delivering.undo();
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('of an adopted entry: its owner’s is given back after many writes beside it', async () => {
    const env = '{ "TOKEN": "canary-0123456789abcdefghij" }';
    world.put(`{ "mcpServers": { "a": { "command": "x", "env": ${env} }, "b": { "command": "y" } } }`, 0o600);
    const text = world.get();
    const { delivery } = await world.adopt({ entry: 'a' });
    for (const turn of TURNS)
      await world.deliver({ target: 'mcp', file: world.theirs, server: `more-${turn}` });
    await world.delivering.unexport(delivery);
    expect(JSON.parse(world.get()).mcpServers.a).toEqual(JSON.parse(text).mcpServers.a);
  });

  test('of debug logging, which has nothing else to end by once its key is deleted', async () => {
    await world.deliver({ options: ['debug'], mechanism: 'inline' });
    const { id: keyId } = world.addKey({ name: 'Another' });
    for (const turn of TURNS) await world.deliver({ keyId, server: `more-${turn}` });
    world.ledger.keys.remove(world.key.id);
    world.clock.advance(3_600_000);
    await world.delivering.recover();
    expect(world.text()).not.toContain('"debug"');
  });
});

test('what nothing needs any more goes: of each file five stay', async () => {
  for (const turn of TURNS) {
    const { delivery } = await world.deliver({ server: `one-${turn}` });
    await world.delivering.unexport(delivery);
  }
  const { delivery } = await world.deliver();
  for (const _ of TURNS) await world.deliver({ mechanism: 'inline' });
  await world.delivering.unexport(delivery);
  await world.deliver({ server: 'last' });
  // Of the file five, of the entry that was written eight times five, and of each that was written once one.
  const ofEntries = 5 + TURNS.length + 1;
  expect(copies()).toBeLessThanOrEqual(5 + 5 + ofEntries);
});
