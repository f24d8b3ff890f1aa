import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
let file: string;
beforeEach(() => {
  world = createDeliveringWorld();
  mkdirSync(join(world.home, 'project'));
  file = join(world.home, 'project', '.mcp.json');
});
afterEach(() => world.end());

const THEIRS = '{"mcpServers": {"a": {"command": "x"}}}\n';
const request = (changes: Partial<ExportRequest> = {}) =>
  world.request({ target: 'claude-code', scope: 'project', file, ...changes });
const deliver = async (changes: Partial<ExportRequest> = {}) =>
  world.delivering.export((await world.delivering.plan(request(changes))).plan);
const theirs = (mode: number) => {
  writeFileSync(file, THEIRS);
  chmodSync(file, mode);
};

describe('a file of a project', () => {
  test.each([0o644, 0o664, 0o600])('keeps its mode %o while no value is in it', async (mode) => {
    theirs(mode);
    const plan = await world.delivering.plan(request());
    expect(plan.modeAfter).toBe(plan.modeBefore);
    const { delivery } = await world.delivering.export(plan.plan);
    expect(world.mode(file)).toBe(mode.toString(8));
    await world.delivering.unexport(delivery);
    expect(world.mode(file)).toBe(mode.toString(8));
    expect(readFileSync(file, 'utf8')).toBe(THEIRS);
  });

  test('is open to all when it is new and holds no value', async () => {
    expect(await deliver({ mechanism: 'reference' })).toMatchObject({ mode: '0644' });
    expect(world.mode(file)).toBe('644');
  });

  test('is private while a value stands in it, and as open as before when the last one left', async () => {
    theirs(0o644);
    const first = await deliver({ mechanism: 'inline' });
    const second = await deliver({ mechanism: 'inline', server: 'second' });
    expect(first.mode).toBe('0600');
    expect(world.mode(file)).toBe('600');
    expect(await world.delivering.unexport(first.delivery)).toMatchObject({ mode: '0600' });
    expect(world.mode(file)).toBe('600');
    expect(await world.delivering.unexport(second.delivery)).toMatchObject({ mode: '0644' });
    expect(world.mode(file)).toBe('644');
  });

  test('stays private while a value stands in it that was written by another path', async () => {
    theirs(0o644);
    const link = join(world.home, 'linked');
    symlinkSync(join(world.home, 'project'), link);
    const first = await deliver({ mechanism: 'inline' });
    const second = await deliver({ mechanism: 'reference', server: 'second', file: join(link, '.mcp.json') });
    expect(second.mode).toBe('0600');
    expect(await world.delivering.unexport(second.delivery)).toMatchObject({ mode: '0600' });
    expect(await world.delivering.unexport(first.delivery)).toMatchObject({ mode: '0644' });
  });

  test('opens again when a value gives way to a reference', async () => {
    theirs(0o644);
    await deliver({ mechanism: 'inline' });
    await deliver({ mechanism: 'reference' });
    expect(world.mode(file)).toBe('644');
  });

  test('that its owner closed is never opened by Keyrack', async () => {
    theirs(0o644);
    const first = await deliver({ mechanism: 'reference' });
    chmodSync(file, 0o600);
    await deliver({ mechanism: 'reference', server: 'second' });
    expect(world.mode(file)).toBe('600');
    const third = await deliver({ mechanism: 'inline', server: 'third' });
    await world.delivering.unexport(third.delivery);
    expect(world.mode(file)).toBe('600');
    await world.delivering.unexport(first.delivery);
    expect(world.mode(file)).toBe('600');
  });

  test('is as open as before when changes are undone in another order than they were made', async () => {
    theirs(0o644);
    const value = await deliver({ mechanism: 'inline' });
    const reference = await deliver({ mechanism: 'reference', server: 'second' });
    await world.delivering.undo(value.change);
    await world.delivering.undo(reference.change);
    expect(world.mode(file)).toBe('644');
  });

  test('has its mode back by an undo, and by the undo of what took the value out', async () => {
    theirs(0o640);
    await deliver({ mechanism: 'inline' });
    const { delivery } = await deliver({ mechanism: 'reference' });
    await world.delivering.undo();
    expect(world.mode(file)).toBe('600');
    await world.delivering.undo();
    expect(world.mode(file)).toBe('640');
    expect(world.ledger.deliveries.get(delivery)).toBeNull();
  });

  test('keeps the mode of an undo of one entry while another holds a value', async () => {
    theirs(0o644);
    const first = await deliver();
    await deliver({ mechanism: 'inline', server: 'second' });
    await world.delivering.undo(first.change);
    expect(world.mode(file)).toBe('600');
  });

  test('must be named', async () => {
    const { file: _file, ...unnamed } = request();
    expect(await codeOf(() => world.delivering.plan(unnamed))).toBe('invalid-input');
  });

  test('is private all the same when it was named without the scope', async () => {
    theirs(0o644);
    await world.delivering.export(
      (await world.delivering.plan(world.request({ target: 'claude-code', file }))).plan,
    );
    expect(world.mode(file)).toBe('600');
  });
});

test.each([
  ['inline', true, true],
  ['inline', false, false],
  ['launcher', true, false],
] as const)('%s, inside a git work tree: %s, is warned of: %s', async (mechanism, inside, warned) => {
  const delivering = createDelivering({ ...world.deps, inWorkTree: async () => inside });
  const { warnings } = await delivering.plan(request({ mechanism }));
  expect(warnings.some((warning) => warning.includes('git work tree'))).toBe(warned);
});
