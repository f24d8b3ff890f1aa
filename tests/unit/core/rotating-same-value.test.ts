import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';

let world: RotatingWorld;
let twin: string;
beforeEach(async () => {
  world = await createRotatingWorld();
  const { key, storage, keys } = world;
  const value = storage.items.get(keyAccount(key.environmentId, key.id));
  if (value === undefined) throw new Error('there is no value');
  const { environmentId } = key;
  const added = { environmentId, name: 'Twin', variable: 'TWIN', sameValue: true };
  twin = (await keys.add(added, value)).id;
});
afterEach(() => world.end());

const remoteStatus = () => world.service.keys.get(world.key.remoteId ?? '')?.status;

describe('a value that stands under a second name', () => {
  it('is not ended for that name: it waits until both have another one', async () => {
    const { id } = await world.start({ overlap: '1h', watch: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(remoteStatus()).toBe('active');
    expect(world.rotating.get(id)).toMatchObject({ state: 'waiting', step: 'disable' });
    expect(world.rotating.get(id).problem).toContain('"Twin"');
    world.ledger.keys.remove(twin);
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('watching');
  });

  it('without an overlap it is not revoked', async () => {
    const run = await world.start({ overlap: 'none' });
    expect(run).toMatchObject({ state: 'waiting', step: 'revoke' });
    expect(remoteStatus()).toBe('active');
  });

  it('leaked, it ends all the same, and the note names who is without a key then', async () => {
    const { rotation, note } = await world.rotating.panic({ keyId: world.key.id });
    expect(rotation.state).toBe('done');
    expect(remoteStatus()).toBe('revoked');
    expect(note).toContain('Twin');
  });

  it('is told before, and is no work for the night', async () => {
    const plan = await world.rotating.plan({ keyId: world.key.id });
    expect(plan.warnings.join(' ')).toContain('"Twin"');
    expect(plan.attended).toContain('"Twin"');
  });
});
