import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { assertHeld } from '#core/rotating/claiming.ts';
import { createRotatingWorld, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

describe('a file that can neither be written nor be read', () => {
  const unread = () =>
    new AppError('file-refused', { message: 'It is a folder.', next: 'Name the file in it.' });

  it('does not hold up that a run is taken back which has written nothing into it', async () => {
    const [first, second] = [await world.deliver(), await world.deliver()];
    const before = await world.value();
    world.stuck.set(second, unread());
    expect(await codeOf(() => world.start())).toBe('file-refused');
    expect(world.newestRun()).toMatchObject({
      state: 'failed',
      problem: 'It is a folder. Name the file in it.',
    });
    expect([await world.value(), world.places.get(first)]).toEqual([before, before]);
    expect(world.alive()).toEqual([world.key.remoteId]);
  });

  it('is waited for where somebody exported the new value into it meanwhile', async () => {
    const { id } = await world.start();
    const place = await world.deliver('inline', world.key, world.clock.now().toISOString());
    world.stuck.set(place, unread());
    const undone = await world.rotating.act({ id, act: 'undo' }, null);
    expect(undone).toMatchObject({ state: 'retrying', problem: 'It is a folder. Name the file in it.' });
    world.stuck.clear();
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('undone');
    expect(world.places.get(place)).toBe(await world.value());
  });
});

describe('the check list of a run', () => {
  it('is over with a run that is taken back: nobody needs the new value any more', async () => {
    await world.deliver('input');
    const { id } = await world.start();
    expect(await world.rotating.act({ id, act: 'undo' }, null)).toMatchObject({ state: 'undone', tasks: [] });
  });

  it('gives out no new value whose run is taken back while it is read', async () => {
    const delivery = await world.deliver('input');
    const { id } = await world.start();
    const { read } = world.life.vault;
    world.life.vault.read = async (...given) => {
      const value = await read(...given);
      world.life.vault.read = read;
      await world.rotating.act({ id, act: 'undo' }, null);
      return value;
    };
    expect(await codeOf(() => world.rotating.readForTask(id, delivery))).toBe('forbidden-by-rule');
    expect(world.rotating.get(id).state).toBe('undone');
  });

  it('keeps in mind what was copied while files are still written', async () => {
    await world.deliver();
    const delivery = await world.deliver('input');
    const copied: Promise<unknown>[] = [];
    // Looked at once more behind the last file, it is copied at that moment.
    world.places.set = (...given) => {
      const [run] = world.rotating.list();
      if (run !== undefined && copied.length === 0) copied.push(world.rotating.readForTask(run.id, delivery));
      return Map.prototype.set.apply(world.places, given) as never;
    };
    const run = await world.start({ overlap: 'none' });
    expect(await Promise.all(copied)).toHaveLength(1);
    expect(run.tasks).toMatchObject([{ delivery, copied: true }]);
  });

  it('keeps in mind what was copied while an act asks the service', async () => {
    const delivery = await world.deliver('input');
    const { id } = await world.start();
    const { keys } = world.service;
    const all = keys.values.bind(keys);
    const copied: Promise<unknown>[] = [];
    keys.values = () => {
      if (copied.length === 0) copied.push(world.rotating.readForTask(id, delivery));
      return all();
    };
    const asked = await world.rotating.act({ id, act: 'undo' }, null);
    expect(await Promise.all(copied)).toHaveLength(1);
    expect(asked.problem).toContain('Put the old one back');
  });
});

it('whoever lost a run that is over is not told to wait for it', async () => {
  const { id } = await world.start({ overlap: 'none' });
  const lost = () => assertHeld({ ledger: world.ledger, writers: { own: 1 } as never }, id);
  expect(lost).toThrow('The rotation of "CI" was brought to its end (done) by another window or command');
});
