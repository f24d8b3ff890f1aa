import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { createRotatingWorld, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
});
afterEach(() => world.end());

const start = (extra = {}): Promise<Rotation> => world.rotating.start({ keyId: world.key.id, ...extra });

describe('a lost key', () => {
  it('is replaced, and the old one retired', async () => {
    await world.life.vault.remove(`${world.development.id}/${world.key.id}`);
    world.ledger.keys.put({
      ...(world.ledger.keys.get(world.key.id) as never as object),
      held: false,
    } as never);
    const run = await start({ overlap: 'none' });
    expect(run).toMatchObject({ reason: 'lost', state: 'done' });
    expect(world.keys.get(world.key.id)).toMatchObject({ held: true, status: 'active' });
    expect(world.alive()).toHaveLength(1);
  });
});

describe('a leak', () => {
  it('finds the owner by the value, replaces it without overlap and writes a note', async () => {
    const delivery = await world.deliver();
    const leaked = (await world.value()) ?? '';
    world.service.usage = 42;
    const { rotation, note } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation).toMatchObject({ keyId: world.key.id, reason: 'leak', state: 'done' });
    expect([world.isAlive(leaked), world.places.get(delivery)]).toEqual([false, await world.value()]);
    expect(note).toContain('42 requests since');
    expect(note).toContain('The old value is retired.');
    expect(note).not.toContain(leaked);
    expect(note).not.toContain(await world.value());
  });

  it('of a value that is being replaced ends that run at once, and makes no third key', async () => {
    const leaked = (await world.value()) ?? '';
    const run = await start({ overlap: '7d' });
    const { rotation } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation).toMatchObject({ id: run.id, state: 'done' });
    expect([world.isAlive(leaked), world.alive().length]).toEqual([false, 1]);
  });

  it('of the new value of a run ends that run, and replaces the key once more', async () => {
    const run = await start({ overlap: '7d' });
    const leaked = (await world.value()) ?? '';
    const { rotation } = await world.rotating.panic({ secret: new Secret(leaked) });
    expect(rotation.id).not.toBe(run.id);
    expect([world.rotating.get(run.id).state, rotation.state]).toEqual(['done', 'done']);
    expect([world.isAlive(leaked), world.isAlive((await world.value()) ?? '')]).toEqual([false, true]);
    expect(world.alive()).toHaveLength(1);
  });

  it('of a value that nobody has says what to do', async () => {
    const unknown = { secret: new Secret('fk_live_of_somebody_else') };
    expect(await codeOf(() => world.rotating.panic(unknown))).toBe('not-found');
  });
});

describe('a key that is switched off', () => {
  it('is not switched on by a rotation, unless it leaked', async () => {
    await world.keys.act({ id: world.key.id, act: 'disable' });
    expect(await codeOf(() => start())).toBe('forbidden-by-rule');
    expect((await start({ reason: 'leak' })).state).toBe('done');
  });
});
