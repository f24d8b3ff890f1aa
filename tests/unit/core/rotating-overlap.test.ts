import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RotationRow } from '#core/ports/rotations.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const statusOf = (id: string) => world.ledger.keys.get(id)?.status ?? 'gone';

describe('an overlap', () => {
  it('keeps both alive, hands out the new one, and ends in a watch and a revoke', async () => {
    const before = (await world.value()) ?? '';
    const run = await world.start({ overlap: '24h' });
    expect(run).toMatchObject({ state: 'overlap', watch: '1h', resumeAt: '2026-11-21T12:00:00.000Z' });
    expect([world.isAlive(before), world.isAlive((await world.value()) ?? '')]).toEqual([true, true]);
    world.clock.advance(23 * HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id).state).toBe('overlap');
    world.clock.advance(HOUR);
    expect(await world.rotating.resume()).toBe(1);
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'watching', step: 'watch' });
    expect(world.isAlive(before)).toBe(false);
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(world.rotating.get(run.id)).toMatchObject({ state: 'done', problem: null });
  });

  it('ends at once where a person says so', async () => {
    const run = await world.start({ overlap: '7d', watch: 'none' });
    expect((await world.rotating.act({ id: run.id, act: 'continue' }, null)).state).toBe('done');
  });

  it('is taken back whole: the old value everywhere, no new key', async () => {
    const delivery = await world.deliver();
    const before = await world.value();
    const run = await world.start({ overlap: '24h' });
    expect(await world.rotating.act({ id: run.id, act: 'undo' }, null)).toMatchObject({ state: 'undone' });
    expect(await world.value()).toBe(before);
    expect(world.places.get(delivery)).toBe(before);
    expect(world.alive()).toEqual([world.key.remoteId]);
    expect(world.keys.get(world.key.id)).toEqual({
      ...world.key,
      deliveries: world.keys.get(world.key.id).deliveries,
    });
    expect(world.accounts()).toHaveLength(1);
  });

  it('taken back, what was exported meanwhile has the old value too', async () => {
    const old = await world.value();
    const before = await world.deliver();
    const { id } = await world.start({ overlap: '7d' });
    const meanwhile = await world.deliver();
    const byHand = await world.deliver('input', undefined, world.clock.now().toISOString());
    expect(world.places.get(meanwhile)).not.toBe(old);
    const asked = await world.rotating.act({ id, act: 'undo' }, null);
    expect([world.places.get(before), world.places.get(meanwhile)]).toEqual([old, old]);
    expect(asked).toMatchObject({ state: 'waiting', step: 'undo' });
    expect(asked.problem).toContain(byHand);
    expect(asked.tasks).toMatchObject([{ delivery: byHand }]);
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('undone');
    expect(world.alive()).toEqual([world.key.remoteId]);
  });

  it('taken back while the old one is switched off, it is switched on again', async () => {
    const run = await world.start({ overlap: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(statusOf(world.ledger.rotations.get(run.id)?.oldId ?? '')).toBe('inactive');
    await world.rotating.act({ id: run.id, act: 'undo' }, null);
    expect(world.isAlive((await world.value()) ?? '')).toBe(true);
    expect(world.keys.get(world.key.id).status).toBe('active');
  });

  it.each(['revoke', 'delete', 'disable'] as const)(
    'nobody can %s the key or its old value meanwhile',
    async (act) => {
      const run = await world.start();
      const { oldId = '' } = world.ledger.rotations.get(run.id) ?? {};
      for (const id of [world.key.id, oldId])
        expect(await codeOf(() => world.keys.act({ id, act }))).toBe('conflict');
      expect(await codeOf(() => world.keys.regenerate({ id: world.key.id }, null))).toBe('conflict');
    },
  );

  it('begun this moment by a process that lives, it is left to that', async () => {
    const run = await world.start();
    const begun = {
      ...world.ledger.rotations.get(run.id),
      id: crypto.randomUUID(),
      step: 'create',
      state: 'running',
    };
    world.ledger.rotations.put({ ...begun, writer: 1 } as RotationRow);
    expect(await world.openRotating(2).resume()).toBe(0);
    world.living.delete(1);
    expect(await world.openRotating(2).resume()).toBe(1);
  });

  it('does not begin twice for one key', async () => {
    await world.start();
    expect(await codeOf(() => world.start())).toBe('conflict');
  });
});
