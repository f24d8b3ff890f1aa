import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeRowSchema } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

describe('undo', () => {
  test('of an export gives back bytes and mode', async () => {
    world.write(THEIRS, 0o644);
    const { change } = await world.deliver({ mechanism: 'inline' });
    expect(changeRowSchema.parse(await world.delivering.undo())).toMatchObject({ id: change, undone: true });
    expect(world.text()).toBe(THEIRS);
    expect(world.mode()).toBe('644');
    expect(await world.delivering.deliveries()).toEqual([]);
    expect(world.delivering.changes()).toMatchObject([{ id: change, undone: true }]);
  });

  test('of an export that made the file removes it', async () => {
    await world.deliver();
    await world.delivering.undo();
    expect(existsSync(world.file)).toBe(false);
  });

  test('of an unexport puts the entry and the delivery back', async () => {
    world.write(THEIRS);
    const { delivery } = await world.deliver();
    const text = world.text();
    await world.delivering.unexport(delivery);
    await world.delivering.undo();
    expect(world.text()).toBe(text);
    expect(await world.delivering.deliveries()).toMatchObject([{ id: delivery, state: 'intact' }]);
    await world.delivering.unexport(delivery);
    expect(world.text()).toBe(THEIRS);
  });

  test('of a second export of the same entry goes back to the first', async () => {
    await world.deliver();
    const text = world.text();
    await world.deliver({ mechanism: 'inline' });
    await world.delivering.undo();
    expect(world.text()).toBe(text);
    expect(await world.delivering.deliveries()).toMatchObject([{ mechanism: 'launcher', state: 'intact' }]);
  });

  test('time after time takes the changes back, newest first, until none is left', async () => {
    world.write(THEIRS, 0o640);
    const { delivery } = await world.deliver();
    await world.deliver({ mechanism: 'inline' });
    await world.delivering.unexport(delivery);
    await world.delivering.undo();
    await world.delivering.undo();
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
    expect(world.mode()).toBe('640');
    expect(await codeOf(() => world.delivering.undo())).toBe('not-found');
    expect(world.delivering.changes().map(({ undone }) => undone)).toEqual([true, true, true]);
  });

  test('takes back our entry alone where the file was changed around it', async () => {
    world.write(THEIRS);
    await world.deliver();
    world.foreignEdit('dark', 'light');
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS.replace('dark', 'light'));
    expect(world.mode()).toBe('644');
  });

  test('puts the old entry back where the file was changed around it', async () => {
    world.write(THEIRS);
    const { delivery } = await world.deliver();
    await world.deliver({ mechanism: 'inline' });
    world.foreignEdit('dark', 'light');
    await world.delivering.undo();
    expect(world.text()).toContain('light');
    expect(world.text()).not.toContain(VALUE);
    expect(await world.delivering.deliveries()).toMatchObject([
      { id: delivery, mechanism: 'launcher', state: 'intact' },
    ]);
    await world.delivering.unexport(delivery);
    world.foreignEdit('light', 'blue');
    await world.delivering.undo();
    expect(await world.states()).toEqual(['intact']);
    expect(world.text()).toContain('blue');
  });

  test('keeps 0600 where another value of ours is still in the file', async () => {
    world.write(THEIRS, 0o644);
    const first = await world.deliver();
    await world.deliver({ keyId: world.addKey({ name: 'B' }).id, server: 'second', mechanism: 'inline' });
    await world.delivering.undo(first.change);
    expect(world.mode()).toBe('600');
    expect(world.text()).toContain(VALUE);
    expect(world.text()).not.toContain('unizo-dev');
  });

  test('of an entry that somebody changed, or put there anew, is a conflict', async () => {
    const { delivery } = await world.deliver();
    world.foreignEdit('@unizo/mcp', '@unizo/other');
    await expect(world.delivering.undo()).rejects.toMatchObject({
      code: 'conflict',
      next: expect.stringContaining(`keyrack targets restore ${delivery}`),
    });
    world.foreignEdit('@unizo/other', '@unizo/mcp');
    world.write(world.text(), 0o600);
    await world.delivering.unexport(delivery);
    world.write('{"mcpServers":{"unizo-dev":{"command":"theirs"}}}', 0o600);
    expect(await codeOf(() => world.delivering.undo())).toBe('conflict');
    expect(world.text()).toContain('theirs');
  });

  test('of a change under a later one of the same entry names that one first', async () => {
    const first = await world.deliver();
    const second = await world.deliver({ mechanism: 'inline' });
    const error = await world.delivering.undo(first.change).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'conflict', next: `Undo ${second.change} first.` });
  });

  test('of a change that was undone, or never was, says so', async () => {
    const { change } = await world.deliver();
    await world.delivering.undo(change);
    expect(await codeOf(() => world.delivering.undo(change))).toBe('conflict');
    await expect(world.delivering.undo('nothing')).rejects.toMatchObject({
      code: 'not-found',
      next: expect.stringContaining('keyrack undo --list'),
    });
    await expect(world.delivering.unexport('nothing')).rejects.toMatchObject({
      next: expect.stringContaining('keyrack targets check'),
    });
  });

  test('never brings back the entry of a key that is gone', async () => {
    const { delivery } = await world.deliver();
    await world.delivering.unexport(delivery);
    world.ledger.keys.remove(world.key.id);
    expect(await codeOf(() => world.delivering.undo())).toBe('forbidden-by-rule');
  });
});
