import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Killed } from '#tests/fakes/service-calls.ts';
import { codeOf, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const request = (name = 'CI') => ({
  environmentId: world.development.id,
  connectionId: world.inDevelopment.id,
  name,
});

/** The promise: what the service has and Keyrack made, Keyrack knows. */
const unknownKeys = () => {
  const known = new Set(world.ledger.keys.list().map(({ remoteId }) => remoteId));
  return [...world.service.keys.keys()].filter((id) => !known.has(id));
};

describe('creating a key', () => {
  it('asks for the read-only scopes unless others are chosen, and takes the suggested variable', async () => {
    const key = await world.keys.create(request());
    expect(key.scopes).toEqual(['notes:read']);
    expect(key.variable).toBe('FAKE_API_KEY');
    expect(key.acknowledged).toBe(false);
    expect(world.storage.items.has(keyAccount(key.environmentId, key.id))).toBe(true);
  });

  it.each([
    ['a scope that the service does not have', { scopes: ['notes:burn'] }, 'invalid-input'],
    ['no scope where one is required', { scopes: [] }, 'invalid-input'],
  ])('refuses %s before anything is sent', async (_, extra, code) => {
    expect(await codeOf(() => world.keys.create({ ...request(), ...extra }))).toBe(code);
    expect(world.service.sent).toBe(0);
  });

  it('refuses a test-mode key in production and a connection of another environment', async () => {
    const inProduction = {
      environmentId: world.production.id,
      connectionId: world.inProduction.id,
      name: 'CI',
    };
    expect(await codeOf(() => world.keys.create({ ...inProduction, testMode: true }))).toBe(
      'forbidden-by-rule',
    );
    const crossed = { ...request(), connectionId: world.inProduction.id };
    expect(await codeOf(() => world.keys.create(crossed))).toBe('forbidden-by-rule');
    expect(world.service.sent).toBe(0);
  });

  it.each(['locked', 'unavailable'] as const)('sends nothing while the storage is %s', async (state) => {
    world.storage.state = state;
    expect(await codeOf(() => world.keys.create(request()))).toBe(`storage-${state}`);
    expect(world.service.sent).toBe(0);
  });

  it('sends nothing when the service cannot list what is there before', async () => {
    world.service.fail.list = new AppError('network', { message: 'It is down.' });
    expect(await codeOf(() => world.keys.create(request()))).toBe('network');
    expect(world.service.sent).toBe(0);
  });

  it('leaves no trace of a create that the service refused', async () => {
    world.service.create = 'refused';
    expect(await codeOf(() => world.keys.create(request()))).toBe('refused');
    expect(world.ledger.intents.list()).toEqual([]);
    expect(world.keys.list()).toEqual([]);
  });

  it('deletes the new key at the service when its value cannot be kept', async () => {
    world.storage.failWrite = new AppError('storage-unavailable', { message: 'The keyring went away.' });
    expect(await codeOf(() => world.keys.create(request()))).toBe('storage-unavailable');
    expect(world.service.keys.size).toBe(0);
    expect(world.ledger.intents.list()).toEqual([]);
  });

  it('shows the key as orphan when it can neither be kept nor deleted', async () => {
    world.storage.failWrite = new AppError('storage-unavailable', { message: 'The keyring went away.' });
    world.service.fail.delete = new AppError('network', { message: 'It is down.' });
    await codeOf(() => world.keys.create(request()));
    expect(world.keys.list()).toMatchObject([{ name: 'CI', status: 'orphan', held: false }]);
    expect(unknownKeys()).toEqual([]);
  });
});

describe('a create whose answer was lost', () => {
  it('is sent once, found by listing, shown as orphan and never called done', async () => {
    world.service.create = 'lost';
    expect(await codeOf(() => world.keys.create(request()))).toBe('outcome-unknown');
    expect(world.service.sent).toBe(1);
    expect(world.keys.list()).toMatchObject([
      { name: 'CI', status: 'orphan', held: false, acknowledged: true },
    ]);
    expect(unknownKeys()).toEqual([]);
  });

  it('takes no key that was there before, has another name, or is known, for the orphan', async () => {
    const known = await world.keys.create(request());
    world.service.create = 'lost';
    await codeOf(() => world.keys.create(request()));
    const orphans = world.keys.list().filter(({ status }) => status === 'orphan');
    expect(orphans).toHaveLength(1);
    expect(orphans[0]?.remoteId).not.toBe(known.remoteId);
  });

  it('keeps the intent while the service cannot be listed, and finds the orphan later', async () => {
    world.service.create = 'lost, then down';
    expect(await codeOf(() => world.keys.create(request()))).toBe('outcome-unknown');
    expect(world.ledger.intents.list()).toHaveLength(1);
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.keys.list()).toMatchObject([{ name: 'CI', status: 'orphan', held: false }]);
    expect(unknownKeys()).toEqual([]);
  });

  it.each([
    ['in 1970', '1970-01-01T00:00:00.000Z'],
    ['an hour behind', '2026-11-20T11:00:00.000Z'],
  ])('is found where the clock of the service is %s', async (_, createdAt) => {
    world.service.create = 'lost, then down';
    await codeOf(() => world.keys.create(request()));
    for (const [id, key] of world.service.keys) world.service.keys.set(id, { ...key, createdAt });
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.keys.list()).toMatchObject([{ name: 'CI', status: 'orphan', held: false }]);
    expect(unknownKeys()).toEqual([]);
  });

  it('is the one in the window where an older key of its name comes to light beside it', async () => {
    world.service.create = 'lost, then down';
    await codeOf(() => world.keys.create(request()));
    const [made] = world.service.keys.values();
    if (made === undefined) throw new Error('nothing was made');
    const older = { ...made, id: 'remote-older', createdAt: '2020-01-01T00:00:00.000Z' };
    world.service.keys.set(older.id, older);
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.keys.list()).toMatchObject([{ remoteId: made.id, status: 'orphan' }]);
  });

  it('is forgotten once the service has shown for a minute that nothing was made', async () => {
    world.service.create = 'lost before it was made';
    expect(await codeOf(() => world.keys.create(request()))).toBe('outcome-unknown');
    expect(world.ledger.intents.list()).toHaveLength(1);
    await world.keys.recover();
    expect(world.ledger.intents.list()).toHaveLength(1);
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.ledger.intents.list()).toEqual([]);
    expect(world.keys.list()).toEqual([]);
  });

  it('is deleted at the service and made anew on one call, with the same name and scopes', async () => {
    world.service.create = 'lost';
    await codeOf(() => world.keys.create({ ...request(), scopes: ['notes:write'] }));
    world.service.create = 'ok';
    const key = await world.keys.recreate(world.keys.list()[0]?.id ?? '');
    expect(key).toMatchObject({ name: 'CI', scopes: ['notes:write'], held: true, status: 'active' });
    expect(world.service.keys.size).toBe(1);
    expect(unknownKeys()).toEqual([]);
  });

  it('makes no test-mode key anew in an environment that has become production since', async () => {
    world.service.summary.testMode = true;
    world.service.create = 'lost';
    await codeOf(() => world.keys.create({ ...request(), testMode: true }));
    world.service.create = 'ok';
    world.environments.edit({ id: world.development.id, stage: 'production' });
    const [orphan] = world.keys.list();
    expect(await codeOf(() => world.keys.recreate(orphan?.id ?? ''))).toBe('forbidden-by-rule');
    expect(world.service.keys.size).toBe(1);
  });

  it('refuses to recreate a key that is no orphan', async () => {
    const key = await world.keys.create(request());
    expect(await codeOf(() => world.keys.recreate(key.id))).toBe('forbidden-by-rule');
    expect(world.service.keys.size).toBe(1);
  });
});

describe('a name that comes back in another writing', () => {
  // As the engine hands on what a service says: one line, nothing invisible.
  const cleaned = (name: string) => name.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/ {2,}/g, ' ');
  const NAMES = ['CI  nightly', '👨‍👩‍👧 family', 'می‌خواهم', 'zero\u200bwidth', 'Ame\u0301lie'];

  it.each(NAMES)('stays as it was asked for: %j', async (name) => {
    world.service.rename = cleaned;
    expect((await world.keys.create(request(name))).name).toBe(name);
    expect(world.keys.find(name).name).toBe(name);
  });

  it.each(NAMES)('does not hide the key of a lost answer: %j', async (name) => {
    world.service.rename = (asked) => cleaned(asked).normalize('NFD');
    world.service.create = 'lost';
    await codeOf(() => world.keys.create(request(name)));
    expect(world.keys.list()).toMatchObject([{ name, status: 'orphan' }]);
    expect(unknownKeys()).toEqual([]);
  });

  it('is told where the service chose another one', async () => {
    world.service.rename = (name) => `${name} (1)`;
    expect((await world.keys.create(request())).name).toBe('CI (1)');
  });
});

describe('a kill', () => {
  it('after the service made the key leaves an orphan that the next start finds', async () => {
    world.service.create = 'killed after it was made';
    await expect(world.keys.create(request())).rejects.toThrow(Killed);
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.keys.list()).toMatchObject([{ name: 'CI', status: 'orphan', held: false }]);
    expect(unknownKeys()).toEqual([]);
  });

  it('between keychain and ledger loses nothing: the next start completes the row', async () => {
    const key = await world.keys.create(request());
    const row = world.ledger.keys.get(key.id);
    world.ledger.keys.remove(key.id);
    world.ledger.intents.put({
      id: crypto.randomUUID(),
      kind: 'create',
      keyId: key.id,
      environmentId: key.environmentId,
      connectionId: world.inDevelopment.id,
      name: key.name,
      description: '',
      scopes: key.scopes,
      tags: [],
      testMode: false,
      expiresAt: null,
      variable: key.variable,
      allowedIps: [],
      listedBefore: [],
      startedAt: world.clock.now().toISOString(),
    });
    world.clock.advance(61_000);
    await world.keys.recover();
    expect(world.ledger.keys.get(key.id)).toEqual(row);
    expect(world.ledger.intents.list()).toEqual([]);
  });
});
