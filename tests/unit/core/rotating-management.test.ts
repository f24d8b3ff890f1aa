import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type Account, connectionAccount, keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createRotatingWorld, HOUR, type RotatingWorld } from './rotating-world.ts';
import { codeOf } from './world.ts';

let world: RotatingWorld;
beforeEach(async () => {
  world = await createRotatingWorld();
  const { storage, key, inDevelopment } = world;
  const value = storage.items.get(keyAccount(key.environmentId, key.id));
  if (value === undefined) throw new Error('there is no value');
  storage.items.set(connectionAccount(inDevelopment.id), value);
});
afterEach(() => world.end());

const giveAnother = () =>
  world.storage.items.set(connectionAccount(world.inDevelopment.id), new Secret('another-credential'));
const remoteStatus = () => world.service.keys.get(world.key.remoteId ?? '')?.status;

describe('the key that its connection works with', () => {
  it('is not switched off before the connection has another one: nobody could switch it on again', async () => {
    const { id } = await world.start({ overlap: '1h', watch: '1h' });
    world.clock.advance(HOUR);
    await world.rotating.resume();
    expect(remoteStatus()).toBe('active');
    expect(world.rotating.get(id)).toMatchObject({ step: 'disable', state: 'waiting' });
    expect(world.rotating.get(id).problem).toContain('management credential');
    giveAnother();
    expect((await world.rotating.act({ id, act: 'continue' }, null)).state).toBe('watching');
    expect(remoteStatus()).toBe('inactive');
  });

  it('is not revoked while it leaked either', async () => {
    const { rotation } = await world.rotating.panic({ keyId: world.key.id });
    expect(rotation).toMatchObject({ step: 'revoke', state: 'waiting' });
    expect(remoteStatus()).toBe('active');
  });

  it('is not revoked while it cannot be told, as one credential cannot be read', async () => {
    const { id } = await world.start({ overlap: '1h', watch: 'none' });
    world.clock.advance(HOUR);
    const real = await world.storage.store();
    Object.assign(world.storage, {
      store: async () => ({
        ...real,
        read: async (account: Account) => {
          if (account !== connectionAccount(world.inProduction.id)) return real.read(account);
          throw new AppError('storage-unavailable', { message: 'It is damaged.' });
        },
      }),
    });
    await world.rotating.resume();
    expect(remoteStatus()).toBe('active');
    expect(world.rotating.get(id)).toMatchObject({ state: 'retrying' });
  });

  it('gets no new value in place, which would leave the connection with a dead one', async () => {
    Object.assign(world.service.ways, { create: null });
    expect(await codeOf(() => world.start())).toBe('forbidden-by-rule');
    expect(world.service.calls.filter((call) => call.startsWith('regenerate'))).toEqual([]);
    giveAnother();
    expect((await world.start()).state).toBe('done');
  });

  it('is no work for the night', async () => {
    expect((await world.rotating.plan({ keyId: world.key.id })).attended).toContain('management credential');
  });
});
