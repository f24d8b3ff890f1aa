import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyRow } from '#tests/fakes/key-row.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
let isRunning = false;
beforeEach(() => {
  isRunning = false;
  world = createDeliveringWorld({ running: async () => isRunning });
});
afterEach(() => world.end());

/** Exports into a file of somebody else. @returns the delivery, and the file as Keyrack left it */
async function delivered(changes = {}) {
  world.write(THEIRS);
  const { delivery } = await world.deliver(changes);
  return { delivery, text: world.text() };
}

const restored = async (delivery: string) =>
  world.delivering.restore((await world.delivering.planRestore(delivery)).plan);

describe('an entry that a client took away', () => {
  test('is put back as it was, and nothing else is changed', async () => {
    const { delivery, text } = await delivered();
    world.write('{ "preferences": {}, "mcpServers": { "b": { "command": "y" } } }\n');
    expect(await world.states()).toEqual(['missing']);
    await restored(delivery);
    const now = JSON.parse(world.text());
    expect(now.mcpServers['unizo-dev']).toEqual(JSON.parse(text).mcpServers['unizo-dev']);
    expect(now).toMatchObject({ preferences: {}, mcpServers: { b: { command: 'y' } } });
    expect(world.mode()).toBe('600');
    expect(await world.states()).toEqual(['intact']);
  });

  test('is shown before: what is gone, and what would come back, each masked', async () => {
    const { delivery } = await delivered({ mechanism: 'inline' });
    world.write('{}');
    const plan = await world.delivering.planRestore(delivery);
    expect(plan).toMatchObject({ state: 'missing', modeBefore: '0600', modeAfter: '0600', running: null });
    expect(plan.since.some(({ kind }) => kind === 'removed')).toBe(true);
    expect(plan.diff.some(({ kind, text }) => kind === 'added' && text.includes('••••••••'))).toBe(true);
    expect(JSON.stringify(plan)).not.toContain(VALUE);
    expect(world.text()).toBe('{}');
  });

  test('comes back with its file, where that is gone too', async () => {
    const { delivery, text } = await delivered({ launch: { command: ['npx', 'x'] } });
    writeFileSync(world.file, '');
    await restored(delivery);
    expect(JSON.parse(world.text()).mcpServers).toEqual({
      'unizo-dev': JSON.parse(text).mcpServers['unizo-dev'],
    });
  });

  test('is not put back while the client runs: it would write over it once more', async () => {
    const { delivery } = await delivered();
    world.write('{}');
    isRunning = true;
    const plan = await world.delivering.planRestore(delivery);
    expect(plan.running).toBe('Claude Desktop');
    await expect(world.delivering.restore(plan.plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.text()).toBe('{}');
  });

  test('can be taken back again by undo', async () => {
    const { delivery } = await delivered();
    world.write('{ }');
    await restored(delivery);
    await world.delivering.undo();
    expect(world.text()).toBe('{ }');
    expect(await world.states()).toEqual(['missing']);
  });
});

describe('an entry that somebody changed', () => {
  test('is shown against what Keyrack wrote', async () => {
    const { delivery } = await delivered();
    world.foreignEdit('"exec"', '"exec", "--verbose"');
    const { since } = await world.delivering.planRestore(delivery);
    expect(since.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual([
      expect.stringContaining('--verbose'),
    ]);
  });

  test('is as it was after a restore, whatever was written around it', async () => {
    const { delivery, text } = await delivered();
    world.foreignEdit('"exec"', '"exec", "--verbose"');
    world.foreignEdit('"dark"', '"light"');
    await restored(delivery);
    expect(JSON.parse(world.text())).toEqual({ ...JSON.parse(text), theme: 'light' });
  });

  test('with the key’s value in it comes back with the value of now', async () => {
    const { delivery } = await delivered({ mechanism: 'inline' });
    world.foreignEdit('"npx"', '"bunx"');
    await restored(delivery);
    expect(JSON.parse(world.text()).mcpServers['unizo-dev'].env).toEqual({ UNIZO_API_KEY: VALUE });
  });

  test('can be kept: from then on it is right', async () => {
    const { delivery } = await delivered();
    world.foreignEdit('"exec"', '"exec", "--quiet"');
    const text = world.text();
    await world.delivering.keep(delivery);
    expect(await world.states()).toEqual(['intact']);
    expect(world.text()).toBe(text);
    world.write('{}');
    await restored(delivery);
    expect(world.text()).toContain('--quiet');
  });

  test.each([['launcher'], ['inline']] as const)(
    'by %s cannot be kept once it no longer brings the key',
    async (mechanism) => {
      const { delivery } = await delivered({ mechanism });
      world.foreignEdit(mechanism === 'inline' ? VALUE : world.key.id, 'another');
      world.foreignEdit('"npx"', '"bunx"');
      await expect(world.delivering.keep(delivery)).rejects.toMatchObject({ code: 'conflict' });
      expect(await world.states()).toEqual(['changed']);
    },
  );
});

describe('a restore is refused', () => {
  test('of an entry that is as it was', async () => {
    const { delivery } = await delivered();
    await expect(world.delivering.planRestore(delivery)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('of a key that is no longer active', async () => {
    const { delivery } = await delivered();
    world.write('{}');
    const { plan } = await world.delivering.planRestore(delivery);
    world.ledger.keys.put(keyRow({ ...world.key, status: 'revoked' }));
    await expect(world.delivering.restore(plan)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
    expect(world.text()).toBe('{}');
  });

  test('where the file was written to since it was looked at', async () => {
    const { delivery } = await delivered();
    world.write('{}');
    const { plan } = await world.delivering.planRestore(delivery);
    world.write('{ "newer": 1 }');
    await expect(world.delivering.restore(plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.text()).toBe('{ "newer": 1 }');
  });

  test('in a file that does not parse, which is left alone', async () => {
    const { delivery } = await delivered();
    world.write('{ "mcpServers": ');
    await expect(world.delivering.planRestore(delivery)).rejects.toMatchObject({ code: 'file-refused' });
    expect(world.text()).toBe('{ "mcpServers": ');
  });

  test('where no copy of the entry is kept any more', async () => {
    const { delivery } = await delivered();
    world.backups.forget();
    world.write('{}');
    await expect(world.delivering.planRestore(delivery)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  });
});

test('debug logging that was wiped out does not come back by a restore', async () => {
  world.end();
  const debug = { id: 'debug', label: '', about: '', env: { LOG: 'debug' }, temporary: true };
  const servers = [mcpServer({ command: ['npx', 'x'], options: [debug] })];
  const provider = fakeProvider({ id: 'unizo', name: 'Unizo', variable: 'UNIZO_API_KEY', servers });
  world = createDeliveringWorld({ provider: () => provider });
  const { delivery } = await delivered({ options: ['debug'] });
  world.write('{}');
  await restored(delivery);
  expect(world.text()).not.toContain('debug');
  expect(await world.states()).toEqual(['intact']);
});

test.each([
  ['dotenv', { mechanism: 'inline' }, '.env'],
  ['codex', {}, 'config.toml'],
  ['goose', {}, 'config.yaml'],
  ['zed', {}, 'settings.json'],
  ['kubernetes', { mechanism: 'inline' }, 'secret.yaml'],
  ['postman', { mechanism: 'inline' }, 'dev.postman_environment.json'],
  ['bruno', {}, 'dev.bru'],
  ['insomnia', { mechanism: 'inline' }, 'insomnia.yaml'],
] as const)('%s: an entry that was taken away comes back', async (target, changes, name) => {
  const file = join(world.home, name);
  const { delivery } = await world.deliver({ target, file, ...changes });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, '');
  await restored(delivery);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('the ledger keeps no value of an entry, nor does an audit row', async () => {
  const { delivery } = await delivered({ mechanism: 'inline' });
  world.write('{}');
  await restored(delivery);
  const rows = [world.ledger.deliveries.list(), world.ledger.changes.list(), world.ledger.audit.list(20)];
  expect(JSON.stringify(rows)).not.toContain(VALUE);
});
