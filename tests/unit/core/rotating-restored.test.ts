import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

describe('a file that has the old value again', () => {
  it('at the end of the overlap is written once more, and the overlap begins anew', async () => {
    const delivery = await world.deliver();
    const before = (await world.value()) ?? '';
    const { id } = await world.start({ overlap: '1h', watch: 'none' });
    world.places.set(delivery, before);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id)).toMatchObject({ state: 'overlap' });
    expect(world.places.get(delivery)).toBe(await world.value());
    expect(world.isAlive(before)).toBe(true);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id).state).toBe('done');
  });

  it('while the old key is watched is written once more, and it is watched anew', async () => {
    const delivery = await world.deliver();
    const before = (await world.value()) ?? '';
    const { id } = await world.start({ overlap: '1h', watch: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    world.places.set(delivery, before);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id)).toMatchObject({ state: 'watching' });
    expect(world.places.get(delivery)).toBe(await world.value());
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id).state).toBe('done');
  });

  it('does not hold up a leak', async () => {
    await world.deliver();
    expect((await world.start({ reason: 'leak' })).state).toBe('done');
  });
});

describe('an entry that goes while the others are written', () => {
  it('is told and looked at again later, not at once for ever', async () => {
    const delivery = await world.deliver();
    world.unseen.add(delivery);
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'rewrite', problem: 'Somebody wrote over it.' });
    world.unseen.delete(delivery);
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
  });
});
