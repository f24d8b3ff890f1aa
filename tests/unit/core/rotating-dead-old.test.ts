import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const undo = (id: string) => world.rotating.act({ id, act: 'undo' }, null);

/** The old key is dead: to give it back to programs, and to delete the new one, would leave them without any. */
async function expectNewStays(id: string) {
  expect(await codeOf(() => undo(id))).toBe('forbidden-by-rule');
  expect(world.newestRun().step).not.toBe('undo');
  expect(world.isAlive((await world.value()) ?? '')).toBe(true);
}

describe('a run is not taken back to an old key', () => {
  it('that was revoked although the answer was lost', async () => {
    const run = await world.start({ overlap: '1h', watch: 'none' });
    const remote = world.service.keys.get(world.key.remoteId ?? '');
    if (remote === undefined) throw new Error('there is no key');
    world.clock.advance(HOUR);
    world.service.fail.revoke = new AppError('network', { message: 'The answer was lost.' });
    await world.rotating.resume();
    world.service.keys.set(remote.id, { ...remote, status: 'revoked' });
    expect(world.newestRun()).toMatchObject({ step: 'revoke', state: 'retrying' });
    await expectNewStays(run.id);
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('where nothing tells whether the revoke whose answer was lost has happened', async () => {
    const run = await world.start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR);
    world.service.fail.revoke = new AppError('network', { message: 'The answer was lost.' });
    await world.rotating.resume();
    world.service.fail.list = new AppError('network', { message: 'It cannot be reached.' });
    expect(await codeOf(() => undo(run.id))).toBe('network');
    expect(world.newestRun().step).toBe('revoke');
    Object.assign(world.service.ways, { list: null, get: null, verify: null });
    await expectNewStays(run.id);
  });

  it('that somebody revoked in the console during the overlap', async () => {
    const run = await world.start({ overlap: '7d' });
    const remote = world.service.keys.get(world.key.remoteId ?? '');
    if (remote === undefined) throw new Error('there is no key');
    world.service.keys.set(remote.id, { ...remote, status: 'revoked' });
    await expectNewStays(run.id);
  });

  it('that is seen to work goes back, also after a revoke that failed', async () => {
    const run = await world.start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR);
    world.service.fail.revoke = new AppError('network', { message: 'It cannot be reached.' });
    await world.rotating.resume();
    expect((await undo(run.id)).state).toBe('undone');
    expect(world.alive()).toEqual([world.key.remoteId]);
  });

  it('in place, whose value died although the new one could not be kept', async () => {
    Object.assign(world.service.ways, { create: null });
    Object.defineProperty(world.service, 'regenerate', {
      get: () => {
        world.storage.failWrite = new AppError('storage-unavailable', { message: 'The storage failed.' });
        return 'ok';
      },
    });
    const run = await world.start();
    expect(run).toMatchObject({ kind: 'in-place', step: 'regenerate', state: 'retrying' });
    Object.defineProperty(world.service, 'regenerate', { value: 'ok' });
    expect(await codeOf(() => undo(run.id))).toBe('forbidden-by-rule');
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
  });
});
