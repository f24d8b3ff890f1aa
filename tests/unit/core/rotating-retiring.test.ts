import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { RemoteKey } from '#core/ports/provider.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

describe('the old key in use after the switch', () => {
  it('is told, and not revoked until a person has looked', async () => {
    const run = await world.start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR / 2);
    const remote = world.service.keys.get(world.key.remoteId ?? '');
    if (remote !== undefined)
      world.service.keys.set(remote.id, { ...remote, lastUsedAt: world.clock.now().toISOString() });
    world.clock.advance(HOUR / 2);
    await world.rotating.resume();
    const waiting = world.rotating.get(run.id);
    expect(waiting).toMatchObject({ state: 'waiting', step: 'watch', oldUsedAt: '2026-11-20T12:30:00.000Z' });
    expect(waiting.problem).toContain('still in use');
    expect(world.notifier.told).toMatchObject([
      { title: 'The rotation of "CI" needs you', body: waiting.problem },
    ]);
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('is looked for before the revoke: a service that does not tell now is asked again', async () => {
    const { id } = await world.start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR);
    world.service.fail.list = new AppError('service-failed', { message: 'It is down.' });
    await world.rotating.resume();
    expect(world.rotating.get(id)).toMatchObject({ state: 'retrying', step: 'watch' });
    expect(world.alive()).toHaveLength(2);
    world.service.fail.list = new AppError('refused', { message: 'It lists nothing for us.' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(id)).toMatchObject({ state: 'retrying', step: 'watch' });
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('done');
  });

  it('switched off meanwhile, it works again on a word', async () => {
    const before = (await world.value()) ?? '';
    const run = await world.start({ overlap: '1h', watch: '24h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).can).toContain('enable');
    expect(await world.rotating.act({ id: run.id, act: 'enable' }, null)).toMatchObject({ state: 'overlap' });
    expect(world.isAlive(before)).toBe(true);
  });
});

describe('the revoke', () => {
  it('that fails is tried again until it succeeds, and never silently', async () => {
    world.service.fail.revoke = new AppError('service-failed', { message: 'It is down.' });
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'revoke', problem: 'It is down.' });
    world.clock.advance(60_000);
    expect(await world.openRotating(2).resume()).toBe(1);
    expect(world.rotating.get(run.id).state).toBe('done');
  });

  it('without effect is an alarm, until a person accepts it', async () => {
    world.service.verdict = () => ({ is: 'valid', because: null, message: 'Yes.', next: null });
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'retrying', step: 'refuse' });
    expect(run.problem).toContain('still accepts');
    world.clock.advance(5 * 60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).problem).toContain('Alarm');
    expect(world.notifier.told).toHaveLength(1);
    expect((await world.rotating.act({ id: run.id, act: 'accept' }, null)).state).toBe('done');
    expect(world.accounts()).toHaveLength(1);
  });

  it('by hand waits for the user’s word', async () => {
    for (const way of ['revoke', 'delete', 'disable'] as const) world.service.ways[way] = 'guided';
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'revoke' });
    expect(run.can).toEqual(['continue', 'retired', 'undo']);
    world.service.keys.delete(world.key.remoteId ?? '');
    expect((await world.rotating.act({ id: run.id, act: 'retired' }, null)).state).toBe('done');
  });
});

describe('a switch-off whose answer was lost, or whose process was killed before it was written down', () => {
  const lost = () => new AppError('network', { message: 'The answer was lost.' });
  const oldStatus = () => world.service.keys.get(world.key.remoteId ?? '')?.status;
  /** The service has done it, and nobody here knows. */
  const done = () => {
    const remote = world.service.keys.get(world.key.remoteId ?? '');
    if (remote !== undefined) world.service.keys.set(remote.id, { ...remote, status: 'inactive' });
  };
  const rowOfOld = (id: string) => world.ledger.keys.get(world.ledger.rotations.get(id)?.oldId ?? '');

  it('before the watch: taken back, the key is switched on again', async () => {
    const before = await world.value();
    world.service.fail.disable = lost();
    const { id } = await world.start({ overlap: 'none', watch: '1h' });
    expect(world.rotating.get(id)).toMatchObject({ step: 'disable', state: 'retrying' });
    done();
    expect((await world.rotating.act({ id, act: 'undo' }, null)).state).toBe('undone');
    expect([oldStatus(), await world.value()]).toEqual(['active', before]);
  });

  it.each(['inactive', 'active'] as const)(
    'it is switched on also where the service cannot be asked for its keys: %s',
    async (status) => {
      for (const way of ['list', 'get'] as const) world.service.ways[way] = null;
      world.service.fail.disable = lost();
      const { id } = await world.start({ overlap: 'none', watch: '1h' });
      expect(world.rotating.get(id)).toMatchObject({ step: 'disable', state: 'retrying' });
      if (status === 'inactive') done();
      // Of one that is on already some services say no.
      else world.service.fail.enable = new AppError('refused', { message: 'It is on already.' });
      expect((await world.rotating.act({ id, act: 'undo' }, null)).state).toBe('undone');
      expect([oldStatus(), world.service.calls.includes(`enable ${world.key.remoteId}`)]).toEqual([
        'active',
        true,
      ]);
    },
  );

  it('it is switched on once, also where the service’s list goes on saying that it is off', async () => {
    world.service.fail.disable = lost();
    const { id } = await world.start({ overlap: 'none', watch: '1h' });
    done();
    const { calls, keys } = world.service;
    const all = keys.values.bind(keys);
    const shown = (key: RemoteKey): RemoteKey =>
      key.id === world.key.remoteId ? { ...key, status: 'inactive' } : key;
    keys.values = () => [...all()].map(shown).values();
    let asked = 0;
    const set = keys.set.bind(keys);
    keys.set = (...given) => {
      asked += 1;
      if (asked > 20) throw new Error('it goes round for ever');
      return set(...given);
    };
    expect((await world.rotating.act({ id, act: 'undo' }, null)).state).toBe('undone');
    expect(calls.filter((call) => call.startsWith('enable'))).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)('as a retirement, %s its row says so', async (when) => {
    for (const way of ['revoke', 'delete'] as const) world.service.ways[way] = null;
    world.service.fail.disable = lost();
    const { id } = await world.start({ overlap: 'none', watch: 'none' });
    expect(world.rotating.get(id)).toMatchObject({ step: 'revoke', state: 'retrying' });
    done();
    const old = rowOfOld(id);
    if (when === 'after' && old !== null) world.ledger.keys.put({ ...old, status: 'inactive' });
    const asked = await world.rotating.act({ id, act: 'undo' }, null);
    // No program deletes the new key at such a service.
    expect(asked).toMatchObject({ step: 'undo', state: 'waiting' });
    expect(oldStatus()).toBe('active');
    expect(world.keys.get(world.key.id)).toMatchObject({ status: 'active', remoteId: world.key.remoteId });
  });

  it('a key that was off before its leak stays off where the revoke is taken back', async () => {
    await world.keys.act({ id: world.key.id, act: 'disable' });
    world.service.fail.revoke = new AppError('service-failed', { message: 'It is down.' });
    const { id } = await world.start({ reason: 'leak' });
    expect(world.rotating.get(id)).toMatchObject({ step: 'revoke', state: 'retrying' });
    expect((await world.rotating.act({ id, act: 'undo' }, null)).state).toBe('undone');
    expect(oldStatus()).toBe('inactive');
  });

  it('as a retirement, it is asked for of no key that was off before', async () => {
    for (const way of ['revoke', 'delete'] as const) world.service.ways[way] = null;
    await world.keys.act({ id: world.key.id, act: 'disable' });
    const { calls } = world.service;
    calls.length = 0;
    expect((await world.start({ reason: 'leak' })).step).toBe('refuse');
    expect(calls.filter((call) => call.startsWith('disable'))).toEqual([]);
    expect(oldStatus()).toBe('inactive');
  });
});

describe('in place', () => {
  beforeEach(() => {
    world.service.ways.create = null;
  });

  it('the same key gets a new value, and only goes forward', async () => {
    const delivery = await world.deliver();
    const before = (await world.value()) ?? '';
    world.broken.next = new AppError('file-failed', { message: 'Full.' });
    const run = await world.start({ overlap: '24h' });
    expect(run).toMatchObject({ kind: 'in-place', overlap: 'none', state: 'retrying', step: 'rewrite' });
    expect(run.can).not.toContain('undo');
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.isAlive(before)).toBe(false);
    expect(world.places.get(delivery)).toBe(await world.value());
    expect(world.accounts()).toHaveLength(1);
  });

  it('after a lost answer it is asked again', async () => {
    world.service.regenerate = 'lost';
    const run = await world.start();
    expect(run).toMatchObject({ state: 'retrying', step: 'regenerate' });
    world.service.regenerate = 'ok';
    world.clock.advance(60_000);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('done');
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
  });

  it('refused, nothing has happened', async () => {
    const before = await world.value();
    world.service.regenerate = 'refused';
    expect(await codeOf(() => world.start())).toBe('refused');
    expect([world.newestRun().state, await world.value()]).toEqual(['failed', before]);
    expect(world.accounts()).toHaveLength(1);
  });
});
