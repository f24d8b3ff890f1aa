import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { getRow } from '#core/finding.ts';
import type { Backups, Files } from '#core/ports/files.ts';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';

// What one of these does to another: writes that are refused, time that is up, entries that are put back.

const HOUR_MS = 3_600_000;
const options = [{ id: 'debug', label: '', about: '', env: { LOG: 'debug' }, temporary: true }];
const servers = [mcpServer({ command: ['npx', 'x'], env: { LOG: 'warn' }, options })];
const provider = fakeProvider({ id: 'unizo', name: 'Unizo', variable: 'UNIZO_API_KEY', servers });

/** Copies in memory, of each path the last five. */
function fiveOfEach(): Backups {
  const copies = new Map<string, Uint8Array>();
  const names = new Map<string, readonly string[]>();
  return {
    save: async (path, bytes) => {
      const name = `${path} ${copies.size}`;
      const all = [...(names.get(path) ?? []), name];
      for (const old of all.slice(0, -5)) copies.set(old, new Uint8Array());
      names.set(path, all.slice(-5));
      copies.set(name, bytes.slice());
      return name;
    },
    read: async (name) => {
      const found = copies.get(name);
      if (found === undefined || found.length === 0) throw new AppError('not-found', { message: 'Gone.' });
      return found;
    },
  };
}

let world: DeliveringWorld;
const open = (overrides: Parameters<typeof createDeliveringWorld>[0] = {}) => {
  world = createDeliveringWorld({ provider: () => provider, ...overrides });
  world.write(THEIRS);
};
beforeEach(() => open());
afterEach(() => world.end());

const restored = async (delivery: string) =>
  world.delivering.restore((await world.delivering.planRestore(delivery)).plan);
/** The same world, in which something happens right before a file is replaced. */
const whileWriting = (happens: () => Promise<void> | void) => {
  const replace: Files['replace'] = async (...args) => {
    await happens();
    return world.deps.files.replace(...args);
  };
  return createDelivering({ ...world.deps, files: { ...world.deps.files, replace } });
};
const theyWrite = () => world.foreignEdit('"dark"', '"light"');
const never = () => new Promise<void>(() => undefined);
const logOf = () => JSON.parse(world.text()).mcpServers['unizo-dev'].env.LOG;

describe('a write that is refused as somebody else wrote first', () => {
  test('is recorded nowhere, whether it exports anew or restores', async () => {
    const { delivery } = await world.deliver();
    const { plan } = await world.delivering.plan(world.request({ mechanism: 'inline' }));
    theyWrite();
    await expect(world.delivering.export(plan)).rejects.toMatchObject({ code: 'conflict' });
    world.foreignEdit('"exec"', '"exec", "-q"');
    const again = await world.delivering.planRestore(delivery);
    world.foreignEdit('"light"', '"dim"');
    await expect(world.delivering.restore(again.plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.ledger.changes.list()).toHaveLength(1);
    expect(world.ledger.deliveries.get(delivery)?.mechanism).toBe('launcher');
  });

  test('as an undo leaves the delivery as the file has it', async () => {
    await world.deliver();
    await world.deliver({ mechanism: 'inline' });
    await expect(whileWriting(theyWrite).undo()).rejects.toMatchObject({ code: 'conflict' });
    expect(world.text()).toContain(VALUE);
    const rows = await world.delivering.deliveries();
    expect(rows.map(({ mechanism, state }) => [mechanism, state])).toEqual([['inline', 'intact']]);
  });

  test('is not taken for done at the next start either', async () => {
    await world.deliver({ mechanism: 'inline' });
    const dead = whileWriting(never);
    const { plan } = await dead.plan(world.request());
    void dead.export(plan);
    await expect.poll(() => world.ledger.changes.list().at(-1)?.state).toBe('writing');
    theyWrite();
    await world.delivering.recover();
    const rows = await world.delivering.deliveries();
    expect(rows.map(({ mechanism, state }) => [mechanism, state])).toEqual([['inline', 'intact']]);
  });
});

describe('what stands for a while alone', () => {
  test('goes at the next look where a client wrote at that moment', async () => {
    await world.deliver({ options: ['debug'] });
    world.clock.advance(HOUR_MS);
    await whileWriting(theyWrite).recover();
    expect(logOf()).toBe('debug');
    await world.delivering.recover();
    expect(logOf()).toBe('warn');
  });

  test('goes though the copies of the file are no longer kept', async () => {
    world.end();
    open({ backups: fiveOfEach() });
    for (const server of ['one', 'two', 'three', 'four']) await world.deliver({ options: ['debug'], server });
    world.clock.advance(HOUR_MS);
    await world.delivering.recover();
    expect(world.text()).not.toContain('"debug"');
  });

  test('gives way to what the service says, and leaves what the user said', async () => {
    await world.deliver({ options: ['debug'] });
    await world.deliver({ options: ['debug'], server: 'mine', set: { LOG: 'info' } });
    world.clock.advance(HOUR_MS);
    await world.delivering.recover();
    expect(logOf()).toBe('warn');
    expect(JSON.parse(world.text()).mcpServers.mine.env.LOG).toBe('info');
  });

  test('does not come back by a second restore', async () => {
    const { delivery } = await world.deliver({ options: ['debug'] });
    for (const _ of [1, 2]) {
      world.write('{}');
      await restored(delivery);
      expect(logOf()).toBe('warn');
    }
  });

  test.each(['launcher', 'inline'] as const)('goes though its key was deleted, by %s', async (mechanism) => {
    await world.deliver({ options: ['debug'], mechanism });
    world.ledger.keys.remove(world.key.id);
    world.foreignEdit('dark', 'light');
    world.clock.advance(HOUR_MS);
    await world.delivering.recover();
    expect(logOf()).toBe('warn');
    expect(await world.states()).toEqual(['intact']);
    expect(await world.delivering.recover()).toBe(false);
  });

  test('goes by reference though another key has its reference by now', async () => {
    const mechanism = 'reference';
    const { delivery, file } = await world.deliver({ target: 'cursor', mechanism, options: ['debug'] });
    const own = getRow('delivery', world.ledger.deliveries, delivery);
    world.ledger.keys.remove(world.key.id);
    world.ledger.deliveries.put({ ...own, id: randomUUID(), keyId: world.addKey().id, file: '/other.json' });
    world.clock.advance(HOUR_MS);
    await world.delivering.recover();
    expect(readFileSync(file, 'utf8')).not.toContain('"debug"');
  });

  test('is not kept for good with a changed entry', async () => {
    const { delivery } = await world.deliver({ options: ['debug'] });
    world.foreignEdit('"exec"', '"exec", "-q"');
    await expect(world.delivering.keep(delivery)).rejects.toMatchObject({ code: 'conflict' });
  });
});

test('one undo in two processes takes one change back', async () => {
  await world.deliver();
  await world.deliver({ mechanism: 'inline' });
  const other = createDelivering(world.deps);
  const replace: Files['replace'] = async (...args) => {
    await world.deps.files.replace(...args);
    await other.recover();
  };
  await createDelivering({ ...world.deps, files: { ...world.deps.files, replace } }).undo();
  const states = world.ledger.changes.list().map(({ kind, state }) => `${kind} ${state}`);
  expect(states).toEqual(['export done', 'export undone', 'undo done']);
});

test('a restore that was planned before its delivery was taken back is refused', async () => {
  const { delivery } = await world.deliver();
  world.write('{}');
  const { plan } = await world.delivering.planRestore(delivery);
  await world.delivering.unexport(delivery);
  await expect(world.delivering.restore(plan)).rejects.toMatchObject({ code: 'conflict' });
  expect(world.ledger.deliveries.list()).toEqual([]);
});

test('a file whose name is too long is refused before anything is made, and stops nothing else', async () => {
  const file = join(dirname(world.file), 'new', 'x'.repeat(300), '.env');
  const request = world.request({ target: 'dotenv', mechanism: 'inline', file });
  await expect(world.delivering.plan(request)).rejects.toMatchObject({ code: 'file-failed' });
  mkdirSync(join(dirname(world.file), 'new'));
  await expect(world.delivering.plan(request)).rejects.toMatchObject({ code: 'file-failed' });
  expect(await world.delivering.recover()).toBe(false);
});
