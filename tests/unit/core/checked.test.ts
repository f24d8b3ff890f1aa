import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { Key, Verdict } from '#shared/model/key.ts';
import { VALID } from '#tests/fakes/service.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const VALUE = 'fk_live_abcdefghijklmnop';
const request = () => ({
  environmentId: world.development.id,
  connectionId: world.inDevelopment.id,
  name: 'CI',
});
const create = () => world.keys.create(request());
const now = () => world.clock.now().toISOString();
const says = (is: Verdict['is']) => {
  world.service.verdict = () => ({ ...VALID, is });
};
const byHand = (value = VALUE) => {
  world.service.ways.create = 'guided';
  return world.keys.createByHand(request(), new Secret(value));
};
const entered = async () => {
  const { id } = await create();
  const row = world.ledger.keys.get(id);
  if (row === null) throw new Error('no row');
  world.ledger.keys.put({ ...row, held: false, checkedAt: null, hint: '' });
  world.storage.items.clear();
  await world.connections.edit({ id: world.inDevelopment.id }, { credential: new Secret('management') });
  return world.keys.enter({ id }, new Secret(VALUE));
};
const regenerated = async () => {
  const { id } = await create();
  world.service.ways.regenerate = 'guided';
  return world.keys.regenerate({ id }, new Secret(VALUE));
};
const WAYS: readonly [string, () => Promise<Key>][] = [
  ['made in the console', byHand],
  ['entered', entered],
  ['regenerated in the console', regenerated],
];

describe('when the service last accepted a value', () => {
  it('is not known of a key that was just made: nobody has tried it', async () => {
    expect((await create()).checkedAt).toBeNull();
  });

  it.each(WAYS)('is now for one that was %s, where it can be asked', async (_, keep) => {
    expect((await keep()).checkedAt).toBe(now());
  });

  it.each(WAYS)('is not known of one that was %s while it is down', async (_, keep) => {
    world.service.fail.verify = new AppError('network', { message: 'It is down.' });
    expect((await keep()).checkedAt).toBeNull();
  });

  it.each(WAYS)('is not known of one that was %s where it does not say', async (_, keep) => {
    says('unknown');
    expect((await keep()).checkedAt).toBeNull();
  });

  it.each(['valid', 'valid, scope missing'] as const)('is when it is verified: %s', async (is) => {
    const { id } = await create();
    says(is);
    await world.keys.verify(id);
    expect(world.keys.get(id).checkedAt).toBe(now());
  });

  it.each(['invalid', 'unknown'] as const)('stays as it was when it is verified: %s', async (is) => {
    const { id } = await create();
    await world.keys.verify(id);
    const before = now();
    world.clock.advance(60_000);
    says(is);
    await world.keys.verify(id);
    expect(world.keys.get(id).checkedAt).toBe(before);
  });

  it('is not known any more once a program gave the key another value', async () => {
    const { id } = await create();
    await world.keys.verify(id);
    expect((await world.keys.regenerate({ id }, null)).checkedAt).toBeNull();
  });
});
