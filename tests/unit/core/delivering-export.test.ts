import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { changeRowSchema, deliveryRowSchema, exportResultSchema } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

describe('an export', () => {
  test('writes the entry, 0600, and records what it did', async () => {
    world.write(THEIRS);
    const result = exportResultSchema.parse(await world.deliver());
    expect(result).toMatchObject({ file: world.file, mode: '0600' });
    expect(world.mode()).toBe('600');
    expect(JSON.parse(world.text()).mcpServers['unizo-dev'].args).toContain('exec');
    expect(world.text()).not.toContain(VALUE);
    expect(world.read).toEqual([]);
    const [row] = await world.delivering.deliveries();
    expect(deliveryRowSchema.parse(row)).toMatchObject({
      id: result.delivery,
      keyId: world.key.id,
      server: 'unizo-dev',
      variable: 'UNIZO_API_KEY',
      mechanism: 'launcher',
      state: 'intact',
    });
    expect(world.delivering.ofKey(world.key.id)).toEqual([
      { id: result.delivery, target: 'claude-desktop', mechanism: 'launcher', file: world.file },
    ]);
    expect(world.delivering.changes().map((change) => changeRowSchema.parse(change))).toMatchObject([
      { id: result.change, undone: false, what: 'Exported to Claude Desktop as unizo-dev' },
    ]);
    expect(world.ledger.audit.list(1)).toMatchObject([{ what: 'key exported', subject: world.key.id }]);
  });

  test('opens the value only for inline, and only when it is written', async () => {
    const { plan } = await world.delivering.plan(world.request({ mechanism: 'inline' }));
    expect(world.read).toEqual([]);
    await world.delivering.export(plan);
    expect(world.read).toEqual([world.key.id]);
    expect(JSON.parse(world.text()).mcpServers['unizo-dev'].env.UNIZO_API_KEY).toBe(VALUE);
    expect(world.mode()).toBe('600');
  });

  test('makes missing folders 0700 and leaves the mode of one that is there', async () => {
    mkdirSync(join(world.home, '.config'), { mode: 0o755 });
    await world.deliver();
    expect(world.mode(join(world.home, '.config/Claude'))).toBe('700');
    expect(world.mode(join(world.home, '.config'))).toBe('755');
  });

  test('follows a link to the real file, and the link stays', async () => {
    const real = join(world.home, 'dotfiles.json');
    writeFileSync(real, THEIRS);
    mkdirSync(dirname(world.file), { recursive: true });
    symlinkSync(real, world.file);
    const { delivery } = await world.deliver();
    expect(readFileSync(real, 'utf8')).toContain('unizo-dev');
    expect(world.mode(real)).toBe('600');
    await world.delivering.unexport(delivery);
    expect(readFileSync(real, 'utf8')).toBe(THEIRS);
  });

  test('a second time with nothing to change makes no second change, and does not pass over one of somebody', async () => {
    const first = await world.deliver();
    const again = await world.deliver();
    expect(again).toEqual(first);
    expect(world.delivering.changes()).toHaveLength(1);
    const { plan } = await world.delivering.plan(world.request());
    world.foreignEdit('@unizo/mcp', '@unizo/other');
    await expect(world.delivering.export(plan)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a second time updates the delivery in place', async () => {
    const first = await world.deliver();
    const again = await world.delivering.plan(world.request());
    expect(again.diff).toEqual([]);
    const second = await world.delivering.export(again.plan);
    expect(second.delivery).toBe(first.delivery);
    await world.deliver({ mechanism: 'inline' });
    expect(await world.delivering.deliveries()).toMatchObject([{ id: first.delivery, mechanism: 'inline' }]);
  });

  test('seals a copy of the file before the first byte is written', async () => {
    world.write(THEIRS);
    await world.deliver();
    const copies = [...world.backups.copies.values()].map((bytes) => Buffer.from(bytes).toString());
    expect(copies).toContain(THEIRS);
  });

  test('without a copy does not write', async () => {
    world.write(THEIRS);
    const save = () => Promise.reject(new AppError('storage-locked', { message: 'The keyring is locked.' }));
    const locked = createDelivering({ ...world.deps, backups: { ...world.backups, save } });
    const { plan } = await locked.plan(world.request());
    expect(await codeOf(() => locked.export(plan))).toBe('storage-locked');
    expect(world.text()).toBe(THEIRS);
    expect(world.ledger.changes.list()).toEqual([]);
  });

  test('of a file that was changed since the plan is a conflict, and writes nothing', async () => {
    world.write(THEIRS);
    const { plan } = await world.delivering.plan(world.request());
    world.write(`${THEIRS}\n`);
    expect(await codeOf(() => world.delivering.export(plan))).toBe('conflict');
    expect(world.text()).toBe(`${THEIRS}\n`);
    expect(world.ledger.changes.list()).toEqual([]);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('of a file that came to be since the plan is a conflict', async () => {
    const { plan } = await world.delivering.plan(world.request());
    world.write('{}');
    expect(await codeOf(() => world.delivering.export(plan))).toBe('conflict');
    expect(world.text()).toBe('{}');
  });

  test('of a plan that was used, or never made, is not found', async () => {
    const { plan } = await world.delivering.plan(world.request());
    await world.delivering.export(plan);
    expect(await codeOf(() => world.delivering.export(plan))).toBe('not-found');
    expect(await codeOf(() => world.delivering.export('nothing'))).toBe('not-found');
  });

  test('of a key that was revoked since the plan is refused', async () => {
    const { plan } = await world.delivering.plan(world.request());
    world.ledger.keys.put({ ...world.key, status: 'revoked' });
    expect(await codeOf(() => world.delivering.export(plan))).toBe('forbidden-by-rule');
    expect(existsSync(world.file)).toBe(false);
  });

  test('two at once on one plan’s state: one is written, the other is a conflict', async () => {
    const [first, second] = [
      await world.delivering.plan(world.request()),
      await world.delivering.plan(world.request()),
    ];
    const ends = await Promise.allSettled([
      world.delivering.export(first.plan),
      world.delivering.export(second.plan),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await world.states()).toEqual(['intact']);
  });
});

describe('what a look at the file finds', () => {
  test('an entry that somebody changed', async () => {
    await world.deliver();
    world.foreignEdit('@unizo/mcp', '@unizo/other');
    expect(await world.states()).toEqual(['changed']);
    expect((await world.delivering.plan(world.request())).warnings).toEqual([
      expect.stringContaining('changed since Keyrack wrote it'),
    ]);
  });

  test('an entry whose order or spaces alone changed is intact', async () => {
    await world.deliver();
    const { mcpServers } = JSON.parse(world.text());
    const { command, args } = mcpServers['unizo-dev'];
    world.write(JSON.stringify({ more: 1, mcpServers: { 'unizo-dev': { args, command } } }), 0o600);
    expect(await world.states()).toEqual(['intact']);
  });

  test('an entry that is gone, a file that is gone, and a file that cannot be read', async () => {
    await world.deliver();
    world.write('{"mcpServers":{}}', 0o600);
    expect(await world.states()).toEqual(['missing']);
    world.write('{', 0o600);
    expect(await world.states()).toEqual(['unreadable']);
    world.write('', 0o600);
    expect(await world.states()).toEqual(['missing']);
  });

  test('an entry of absurd depth, without exhausting the stack', async () => {
    await world.deliver();
    world.write(`{"mcpServers":{"unizo-dev":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`, 0o600);
    expect(await world.states()).toEqual(['changed']);
  });
});

test('a read-only file is left alone, and says so', async () => {
  world.write(THEIRS, 0o644);
  chmodSync(world.file, 0o444);
  expect(await codeOf(() => world.deliver())).toBe('file-failed');
  expect(world.text()).toBe(THEIRS);
  expect(world.ledger.changes.list()).toEqual([]);
});
