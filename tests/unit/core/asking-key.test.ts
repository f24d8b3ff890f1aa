import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Key } from '#shared/model/key.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
let key: Key;
beforeEach(async () => {
  world = await createWorld();
  const { development, inDevelopment } = world;
  const place = { environmentId: development.id, connectionId: inDevelopment.id };
  key = await world.keys.create({ ...place, name: 'CI', variable: 'CI_KEY' });
});
afterEach(() => world.end());

const status = () => world.keys.get(key.id).status;

describe('asking about a key', () => {
  it('follows what the service says of a refused one', async () => {
    world.service.verdict = () => ({ is: 'invalid', because: 'revoked', message: 'No.', next: null });
    const remote = world.service.keys.get(key.remoteId ?? '');
    if (remote === undefined) throw new Error('not made');
    const lastUsedAt = '2026-11-20T11:00:00.000Z';
    world.service.keys.set(remote.id, { ...remote, status: 'revoked', lastUsedAt });
    expect((await world.keys.verify(key.id)).is).toBe('invalid');
    expect(world.keys.get(key.id)).toMatchObject({ status: 'revoked', lastUsedAt });
  });

  it('finds out that a refused one is gone', async () => {
    world.service.verdict = () => ({ is: 'invalid', because: null, message: 'No.', next: null });
    world.service.keys.clear();
    await world.keys.verify(key.id);
    expect(status()).toBe('ghost');
  });

  it('tells the verdict although the list fails, and changes nothing', async () => {
    world.service.verdict = () => ({ is: 'invalid', because: null, message: 'No.', next: null });
    world.service.fail.list = new AppError('network', { message: 'Down.' });
    expect((await world.keys.verify(key.id)).is).toBe('invalid');
    expect(status()).toBe('active');
  });

  it.each(['verify', 'usage'] as const)(
    'is refused with the reason where the service has no %s',
    async (operation) => {
      world.service.ways[operation] = null;
      const ask = {
        verify: () => world.keys.verify(key.id),
        usage: () => world.keys.usage(key.id, new Date(0)),
      };
      expect(await codeOf(ask[operation])).toBe('unsupported');
      await expect(ask[operation]()).rejects.toThrow(`Fake has no way to ${operation}.`);
    },
  );

  it('tells the usage and the snippets, which hold no value', async () => {
    world.service.usage = 42;
    expect((await world.keys.usage(key.id, new Date(0))).requests).toBe(42);
    const [snippet] = world.keys.snippets(key.id);
    expect(snippet?.text).toContain('CI_KEY');
    expect(snippet?.text).not.toContain((await world.keys.read(key.id)).expose());
  });
});
