import { existsSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Renewed } from '#core/delivering/renewing/service.ts';
import { Secret } from '#core/secret.ts';
import { THEIRS } from './delivering-world.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';

// What was rotated away is dead, or is about to be: no way back through the history brings it into a file again.

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

const rotate = async (delivery: string): Promise<Renewed> => {
  world.setValue(NEW);
  return world.renewing.renew(delivery, world.old);
};
const other = { server: 'other' };
const inline = { mechanism: 'inline' } as const;

describe('after a rotation', () => {
  test('undo offers no replaced value, and takes the export back', async () => {
    const { change, delivery } = await world.deliver(inline);
    const renewed = await rotate(delivery);
    expect(world.delivering.undoable().map(({ id }) => id)).toEqual([change]);
    await expect(world.delivering.undo(renewed.change ?? '')).rejects.toMatchObject({ code: 'conflict' });
    expect(world.text()).toContain(NEW);
    await world.delivering.undo(change);
    expect(world.text()).toBe(THEIRS);
    expect(world.mode()).toBe('644');
    await expect(world.delivering.undo()).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['no file', null],
    ['a file without servers', '{ "theme": "dark" }'],
  ])('an undo of the export leaves %s as there was', async (_name, theirs) => {
    rmSync(world.file);
    if (theirs !== null) world.write(theirs);
    const { delivery } = await world.deliver(inline);
    await rotate(delivery);
    await world.delivering.undo();
    expect(existsSync(world.file) ? world.text() : null).toBe(theirs);
  });

  test('the list of changes tells it, and what took it back', async () => {
    const { delivery } = await world.deliver(inline);
    const { change } = await rotate(delivery);
    world.setValue(OLD);
    await world.renewing.takeBack(delivery, change, world.old);
    expect(world.delivering.changes().map(({ what, undone }) => [what, undone])).toEqual([
      ['Put the earlier value of unizo-dev back in Claude Desktop', false],
      ['Replaced the value of unizo-dev in Claude Desktop', true],
      ['Exported to Claude Desktop as unizo-dev', false],
    ]);
  });

  test('an undo that goes back to an earlier export brings its settings and the value of now', async () => {
    await world.deliver({ ...inline, set: { LEVEL: 'one' } });
    const first = world.text();
    const { delivery } = await world.deliver({ ...inline, set: { LEVEL: 'two' } });
    await rotate(delivery);
    await world.delivering.undo();
    expect(world.text()).toBe(first.replaceAll(OLD, NEW));
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
  });

  test('the same where somebody wrote beside the entry', async () => {
    await world.deliver({ ...inline, set: { LEVEL: 'one' } });
    const { delivery } = await world.deliver({ ...inline, set: { LEVEL: 'two' } });
    await rotate(delivery);
    world.foreignEdit('"dark"', '"light"');
    await world.delivering.undo();
    expect(world.text()).toContain('"LEVEL": "one"');
    expect(world.text()).toContain(NEW);
    expect(world.text()).not.toContain(OLD);
    expect(world.text()).toContain('"light"');
    expect(await world.states()).toEqual(['intact']);
  });

  test('an export over an inline entry is undone to the value of now, though the entry held none when it was rotated', async () => {
    await world.deliver(inline);
    const { delivery } = await world.deliver({ mechanism: 'launcher' });
    expect(await rotate(delivery)).toMatchObject({ change: null });
    await world.delivering.undo();
    expect(world.text()).toContain(NEW);
    expect(world.text()).not.toContain(OLD);
    expect(await world.states()).toEqual(['intact']);
  });

  test('an entry that was taken out before the rotation comes back with the value of now', async () => {
    const { delivery } = await world.deliver(inline);
    await world.delivering.unexport(delivery);
    world.setValue(NEW);
    await world.delivering.undo();
    expect(world.text()).toContain(NEW);
    expect(world.text()).not.toContain(OLD);
    expect(await world.states()).toEqual(['intact']);
  });

  test('an undo of another entry leaves the value of now in this one', async () => {
    const { delivery } = await world.deliver(inline);
    await world.deliver({ ...other, mechanism: 'launcher' });
    await rotate(delivery);
    const before = world.text();
    await world.delivering.undo();
    expect(world.text()).not.toContain(OLD);
    expect(world.text()).toContain(NEW);
    expect(world.text()).not.toContain('"other"');
    await world.delivering.unexport(delivery);
    expect(world.text()).toBe(THEIRS);
    expect(before).toContain('"other"');
  });

  test('what is taken out of a file with two rotated entries leaves the other with the value of now', async () => {
    const first = await world.deliver(inline);
    const alone = world.text();
    const second = await world.deliver({ ...inline, ...other });
    await rotate(first.delivery);
    await rotate(second.delivery);
    await world.delivering.unexport(second.delivery);
    expect(world.text()).toBe(alone.replaceAll(OLD, NEW));
    await world.delivering.undo();
    expect(world.text()).not.toContain(OLD);
    expect(await world.states()).toEqual(['intact', 'intact']);
    await world.delivering.unexport(first.delivery);
    expect(world.text()).not.toContain(OLD);
    await world.delivering.unexport(second.delivery);
    expect(world.text()).toBe(THEIRS);
  });

  test('two entries that are taken back in either order stand as before', async () => {
    const first = await world.deliver(inline);
    const second = await world.deliver({ ...inline, ...other });
    const before = world.text();
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      world.setValue(NEW);
      const changes = [first, second].map(({ delivery }) => ({ delivery, change: '' as string | null }));
      for (const each of changes) each.change = (await world.renewing.renew(each.delivery, world.old)).change;
      world.setValue(OLD);
      for (const at of order) {
        const { delivery = '', change = null } = changes[at] ?? {};
        await world.renewing.takeBack(delivery, change, world.old);
      }
      expect(world.text()).toBe(before);
      expect(await world.states()).toEqual(['intact', 'intact']);
    }
  });

  test('a lost entry is restored with the value of now', async () => {
    const { delivery } = await world.deliver(inline);
    await rotate(delivery);
    world.write(THEIRS, 0o600);
    await world.delivering.restore((await world.delivering.planRestore(delivery)).plan);
    expect(world.text()).toContain(NEW);
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
  });

  test('what stood for a while alone goes by itself, and the value of now stays', async () => {
    const { delivery } = await world.deliver({ ...inline, set: { LEVEL: 'one' } });
    const [row] = world.ledger.changes.list().filter((each) => each.deliveryId === delivery);
    const { change } = await world.deliver({ ...inline, set: { LEVEL: 'debug' } });
    const temporary = world.ledger.changes.get(change);
    if (row === undefined || temporary === null) throw new Error('both stand');
    world.ledger.changes.put({ ...temporary, until: world.clock.now().toISOString() });
    await rotate(delivery);
    await world.delivering.recover();
    expect(world.text()).toContain('"LEVEL": "one"');
    expect(world.text()).toContain(NEW);
    expect(world.text()).not.toContain(OLD);
    expect(await world.states()).toEqual(['intact']);
  });

  test('an entry that was changed and kept is rotated as it was kept', async () => {
    const { delivery } = await world.deliver(inline);
    world.foreignEdit('"npx"', '"bunx"');
    await world.delivering.keep(delivery);
    await rotate(delivery);
    expect(await world.states()).toEqual(['intact']);
    expect(world.text()).toContain('"bunx"');
    await world.delivering.undo();
    expect(await world.states()).toEqual(['changed']);
    expect(world.text()).toContain(NEW);
  });

  test('a value that was rotated twice is the last of them', async () => {
    const { delivery } = await world.deliver(inline);
    const first = world.text();
    await rotate(delivery);
    world.setValue('third-canary-77aa99');
    await world.renewing.renew(delivery, new Secret(NEW));
    expect(world.text()).toBe(first.replaceAll(OLD, 'third-canary-77aa99'));
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
  });
});
