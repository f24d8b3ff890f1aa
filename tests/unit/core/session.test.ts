import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { createSession } from '#core/session/session.ts';
import { codeOf } from './connections-world.ts';
import { createSessionWorld, type SessionWorld } from './session-world.ts';

const PASSPHRASE = new Secret('an app passphrase');

let world: SessionWorld;
beforeEach(async () => {
  world = await createSessionWorld();
});
afterEach(() => world.end());

const keptValue = ({ tiers, development }: SessionWorld, keyId: string) =>
  tiers.items.get(keyAccount(development.id, keyId))?.expose() ?? null;

describe('a locked Keyrack', () => {
  it('says so whichever tier is in use, and opens nothing', async () => {
    const { id } = await world.newKey('CI');
    await world.services.storage.lock();
    expect(await world.services.storage.status()).toMatchObject({ state: 'locked', appLocked: true });
    world.tiers.state = 'ready';
    expect(await world.services.storage.status()).toMatchObject({
      state: 'locked',
      reason: 'Keyrack is locked.',
      appLocked: true,
    });
    world.touched.length = 0;
    const { keys, storage } = world.services;
    expect(await codeOf(() => keys.read(id))).toBe('storage-locked');
    expect(await codeOf(() => keys.readOnce(id))).toBe('storage-locked');
    expect(await codeOf(() => keys.readForCopy(id, PASSPHRASE))).toBe('storage-locked');
    expect(await codeOf(() => world.newKey('Another'))).toBe('storage-locked');
    expect(await codeOf(async () => (await storage.store()).sealer.open('a', new Uint8Array()))).toBe(
      'storage-locked',
    );
    expect(await codeOf(() => storage.setPresence(PASSPHRASE))).toBe('storage-locked');
    expect(await codeOf(() => storage.choose('keychain', null))).toBe('storage-locked');
    expect(world.touched).toEqual([]);
    expect(world.service.sent).toBe(1);
  });

  it('opens again with the app passphrase alone, where one is set', async () => {
    const { storage, session } = world.services;
    await storage.setPresence(PASSPHRASE);
    session.lock();
    expect(await codeOf(() => storage.unlock(null))).toBe('wrong-passphrase');
    expect(await codeOf(() => storage.unlock(new Secret('a wrong passphrase')))).toBe('wrong-passphrase');
    expect(session.locked).toBe(true);
    await storage.unlock(PASSPHRASE);
    expect(session.locked).toBe(false);
  });

  it('opens again without one where none is set', async () => {
    world.services.session.lock();
    await world.services.storage.unlock(null);
    expect(world.services.session.locked).toBe(false);
  });

  it('does not open where it cannot be read whether a passphrase is set', async () => {
    const { session, storage } = world.services;
    const whole = await world.tiers.status();
    world.tiers.status = async () => ({ ...whole, tier: null, state: 'unavailable', reason: 'It is torn.' });
    session.lock();
    expect(await codeOf(() => storage.unlock(null))).toBe('storage-unavailable');
    expect(session.locked).toBe(true);
  });

  it('does not hand out what was read in the moment of locking', async () => {
    const { id } = await world.newKey('CI');
    world.meanwhile.read = () => world.services.session.lock();
    expect(await codeOf(() => world.services.keys.readForCopy(id, null))).toBe('storage-locked');
  });
});

describe('what was asked for before the lock ends well behind it:', () => {
  const lockMeanwhile = () => {
    world.meanwhile.service = () => world.services.session.lock();
  };

  it('a key that the service has made is kept', async () => {
    lockMeanwhile();
    const key = await world.newKey('CI');
    expect(world.services.session.locked).toBe(true);
    expect(keptValue(world, key.id)).not.toBeNull();
    expect(world.services.keys.list()).toMatchObject([{ name: 'CI', held: true, status: 'active' }]);
    expect(world.ledger.intents.list()).toEqual([]);
  });

  it('a new value is kept', async () => {
    const key = await world.newKey('CI');
    const old = keptValue(world, key.id);
    lockMeanwhile();
    await world.services.keys.regenerate({ id: key.id }, null);
    expect(keptValue(world, key.id)).not.toBe(old);
    expect(world.ledger.intents.list()).toEqual([]);
  });

  it('the value of a key that is deleted goes', async () => {
    const key = await world.newKey('CI');
    lockMeanwhile();
    await world.services.keys.act({ id: key.id, act: 'delete' });
    expect(keptValue(world, key.id)).toBeNull();
    expect(world.services.keys.list()).toEqual([]);
  });

  it('the vault behind it is closed only then', async () => {
    const order: string[] = [];
    world.meanwhile.service = () => {
      void world.services.storage.lock().then(() => order.push('closed'));
    };
    world.tiers.lock = async (underWay) => {
      await underWay;
      order.push('forgotten');
    };
    await world.newKey('CI').then(() => order.push('kept'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['kept', 'forgotten', 'closed']);
  });
});

describe('an export', () => {
  const THEIRS = '{"theme": "dark"}\n';
  const planned = async (mechanism: 'inline' | 'launcher') => {
    const key = await world.newKey('CI');
    mkdirSync(dirname(world.claude), { recursive: true });
    writeFileSync(world.claude, THEIRS);
    const { plan } = await world.services.delivering.plan({
      target: 'claude-desktop',
      keyId: key.id,
      environmentId: world.development.id,
      launch: { command: ['npx', 'x'] },
      mechanism,
    });
    return plan;
  };

  it.each(['inline', 'launcher'] as const)('that waits is refused, with %s too', async (mechanism) => {
    const plan = await planned(mechanism);
    world.services.session.lock();
    expect(await codeOf(() => world.services.delivering.export(plan))).toBe('storage-locked');
    expect(readFileSync(world.claude, 'utf8')).toBe(THEIRS);
  });

  it('that is locked before its file was written leaves the file alone', async () => {
    const plan = await planned('launcher');
    world.meanwhile.save = () => world.services.session.lock();
    expect(await codeOf(() => world.services.delivering.export(plan))).toBe('storage-locked');
    expect(readFileSync(world.claude, 'utf8')).toBe(THEIRS);
    expect(world.ledger.changes.list()).toEqual([]);
  });

  it('is neither undone nor taken out', async () => {
    const done = await world.services.delivering.export(await planned('inline'));
    world.services.session.lock();
    expect(await codeOf(() => world.services.delivering.undo(done.change))).toBe('storage-locked');
    expect(await codeOf(() => world.services.delivering.unexport(done.delivery))).toBe('storage-locked');
  });
});

it('a session that settles waits for errands that began meanwhile, and for failed ones', async () => {
  const session = createSession();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const ends = [session.errand(() => first.promise), session.errand(() => second.promise)].map((end) =>
    end.catch(() => undefined),
  );
  let settled = false;
  const waiting = session.settled().then(() => {
    settled = true;
  });
  first.reject(new Error('it failed'));
  await ends[0];
  expect(settled).toBe(false);
  second.resolve();
  await waiting;
});
