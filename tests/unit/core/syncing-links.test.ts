import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyRow } from '#core/ports/ledger.ts';
import { createSyncingWorld, type SyncingWorld } from './syncing-world.ts';

let world: SyncingWorld;
beforeEach(async () => {
  world = await createSyncingWorld();
});
afterEach(() => world.end());

describe('a key that was entered without its id', () => {
  const byHand = (changes: Partial<KeyRow> = {}) => world.known({ remoteId: null, name: 'CI', ...changes });

  it.each(['fk_live_abcd', 'fk_live_ab', 'fk_****wxyz'])(
    'is linked by its name and the hint %s',
    async (hint) => {
      const row = byHand();
      world.listed('r-1', { name: 'CI', hint });
      expect((await world.sync()).added).toEqual([]);
      expect(world.now(row)).toMatchObject({ remoteId: 'r-1', held: true, hint: 'fk_live_abcd' });
    },
  );

  it.each([
    ['another hint', { name: 'CI', hint: 'xy_live_abcd' }],
    ['no hint', { name: 'CI', hint: '' }],
    ['only the end of a hint', { name: 'CI', hint: '…wxyz' }],
    ['another name', { name: 'Other' }],
  ])('is not linked to one with %s', async (_, there) => {
    const row = byHand();
    world.listed('r-1', there);
    expect((await world.sync()).added).toHaveLength(1);
    expect(world.now(row)?.remoteId).toBeNull();
  });

  it('is linked to neither of two that fit', async () => {
    const row = byHand();
    world.listed('r-1', { name: 'CI' });
    world.listed('r-2', { name: 'CI' });
    expect((await world.sync()).added).toHaveLength(2);
    expect(world.now(row)?.remoteId).toBeNull();
  });

  it('is not linked where two rows here fit the one that is listed', async () => {
    const two = [byHand(), byHand()];
    world.listed('r-1', { name: 'CI' });
    await world.sync();
    expect(two.map((row) => world.now(row)?.remoteId)).toEqual([null, null]);
  });

  it.each([
    ['is linked', 'r-0'],
    ['is not linked either', null],
  ])('is not linked by its name where its value is that of another key, which %s', async (_, remoteId) => {
    const other = world.known({ remoteId, name: 'Nightly', fingerprint: 'same' });
    const row = byHand({ fingerprint: 'same' });
    world.listed('r-0', { name: 'Nightly' });
    world.listed('r-1', { name: 'CI' });
    await world.sync();
    expect([other, row].map((one) => world.now(one)?.remoteId)).toEqual([remoteId, null]);
  });

  it('is linked where the other key of its value is none that the service lists', async () => {
    world.known({ remoteId: null, name: 'My own name', fingerprint: 'same' });
    const row = byHand({ fingerprint: 'same' });
    world.listed('r-1', { name: 'CI' });
    await world.sync();
    expect(world.now(row)?.remoteId).toBe('r-1');
  });

  it('is not linked to a key that is known already, and is no ghost', async () => {
    const row = byHand();
    world.known({ name: 'CI' });
    world.listed('r-1', { name: 'CI' });
    await world.sync();
    expect(world.now(row)).toMatchObject({ remoteId: null, status: 'active' });
  });
});
